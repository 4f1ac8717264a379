import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRegistration } from '../../../shared/client-registration.ts';
import { createAuthorization } from '../create-authorization.ts';
import type { Authorization } from '../create-authorization.ts';
import type { AuthorizationOptions, PatientChoice, UserDirectory } from '../options.ts';

export const USERS: UserDirectory = [
  { id: 'u1', name: 'Maja Holm', role: 'Sygeplejerske, akutafdelingen', fhirUser: 'Practitioner/maja' },
  { id: 'u2', name: 'Erik Lindqvist', role: 'Läkare, medicinkliniken', fhirUser: 'PractitionerRole/erik' },
  { id: 'u3', name: 'Vikar uden autorisation', role: 'Vikar' },
];

export const PATIENTS: readonly PatientChoice[] = [
  { id: 'nancy', name: 'Nancy Ann Berggren', detail: '23. december 1948 · 231248-9996' },
  { id: 'else', name: 'Else Test Lauridsen', detail: '1. januar 1931 · 010131-9996' },
];

const SCOPES =
  'launch launch/patient launch/encounter openid fhirUser profile online_access offline_access ' +
  'patient/*.cruds user/Patient.rs user/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs';

export const APP: ClientRegistration = {
  client_id: 'vitals',
  name: 'Vitale værdier',
  redirect_uris: ['http://127.0.0.1:9999/app/', 'http://127.0.0.1:9999/app/?mode=wide'],
  launch_urls: ['http://127.0.0.1:9999/launch.html?theme=calm'],
  scope: SCOPES,
  post_logout_redirect_uris: ['http://127.0.0.1:9999/bye'],
};

/** Everything the tests need of clients: public, a second public one, confidential, first-party, legacy without PKCE. */
export const CLIENTS: readonly ClientRegistration[] = [
  APP,
  {
    ...APP,
    client_id: 'other',
    name: 'Anden app',
    redirect_uris: ['http://other.example/app/'],
    launch_urls: [],
  },
  { ...APP, client_id: 'backend', name: 'Server-app', client_secret: 'a-secret-of-the-tests' },
  {
    ...APP,
    client_id: 'workplace',
    name: 'Arbejdsplads',
    first_party: true,
    scope: `${SCOPES} user/*.cruds`,
  },
  { ...APP, client_id: 'legacy', name: 'Gammel app', pkce: 'optional' },
  { ...APP, client_id: 'narrow', name: 'Lille app', scope: 'launch patient/Observation.r user/Patient.rs' },
];

/** A running server and what to stop it with. */
export interface Simulator {
  readonly publicUrl: string;
  readonly fhirBaseUrl: string;
  readonly authorization: Authorization;
  stop(): Promise<void>;
}

/** Starts the authorization server on a free port, or on `port`. Everything else answers 404. */
export async function startSimulator(
  changes: Partial<AuthorizationOptions> & { port?: number } = {},
): Promise<Simulator> {
  const { port, ...options } = changes;
  const running: { authorization?: Authorization } = {};
  const server = createServer((request, response) => {
    void running.authorization?.handler(request, response).then((isHandled) => {
      if (!isHandled) response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port ?? 0, '127.0.0.1', resolve));
  const publicUrl = options.publicUrl ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fhirBaseUrl = options.fhirBaseUrl ?? `${publicUrl}/fhir`;
  const authorization = await createAuthorization({
    users: USERS,
    clients: CLIENTS,
    patients: {
      search: (text) => PATIENTS.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
      find: (id) => PATIENTS.find((patient) => patient.id === id),
    },
    ...options,
    publicUrl,
    fhirBaseUrl,
  });
  running.authorization = authorization;
  return {
    publicUrl,
    fhirBaseUrl,
    authorization,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await authorization.close();
    },
  };
}
