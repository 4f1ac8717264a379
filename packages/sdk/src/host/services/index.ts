/** What the workplace does for plugins beside the record, each a capability that a plugin may lack. */
export { grantedCapabilities, offeredCapabilities } from './granted-capabilities.ts';
export { HostServices, LEAVING_KEYS } from './host-services.ts';
export type { HostServicesOptions } from './host-services.ts';
export type {
  Activity,
  DirtyState,
  HostUi,
  OfferedShortcut,
  PermitRequest,
  PluginBadge,
  PlaceAbilities,
  ReadyFile,
  ReadyPrintout,
  ShownNotice,
  ShownQuestion,
  WorkplaceKey,
} from './host-ui.ts';
export { serviceMethods } from './service-methods.ts';
export { PLAIN_THEME } from './theme.ts';
/** Ways to do what a workplace was asked for, made for texts and files that are not trusted. */
export { printPage } from '../../workplace/services/print-page.ts';
export { saveFile } from '../../workplace/services/save-file.ts';
