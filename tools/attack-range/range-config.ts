import type { RangeAddresses } from './servers.ts';

/** What the pages of the range are told by their server. */
export interface RangeConfig {
  /** `bare`: a frame and `comlink.expose`, instead of the host. */
  workplace: 'host' | 'bare';
  addresses: RangeAddresses;
  simulatorOrigin: string;
  fhirBaseUrl: string;
  clientId: string;
  scope: string;
  app: { clientId: string; fhirBaseUrl: string; trustedIssuers: string[]; trustsAnyIssuer: boolean };
  patient: string;
  otherPatient: string;
}
