export { createAuthorization } from './create-authorization.ts';
export type { Authorization } from './create-authorization.ts';
export type { LaunchRegistry } from './requests/launches.ts';
export type {
  Access,
  AuthorizationOptions,
  DirectoryUser,
  PatientChoice,
  PatientPicker,
  UserDirectory,
} from './options.ts';
