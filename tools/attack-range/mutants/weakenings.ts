import type { AttackControl } from '@samspil/sdk/testing';

/** A module of the SDK in which one thing is switched off. Everything else of it stays as it is. */
export interface Weakening {
  /** Path under `packages/sdk/src`. */
  module: string;
  /** Exports that take the place of the module's own. `REAL` is the module itself. */
  source: string;
}

/**
 * How each control is switched off, for the run that shows that a case has teeth. What is weakened in the servers or in
 * the workplace's configuration (`headers-off`, `pkce-off`, `bare`) is not here.
 */
export const WEAKENINGS: Partial<Record<AttackControl, readonly Weakening[]>> = {
  'guard-off': [
    { module: 'bridge/guard/values.ts', source: 'export const findValueFault = () => undefined;' },
  ],
  'limits-off': [
    {
      module: 'bridge/guard/limits.ts',
      source: 'export const DEFAULT_CALL_LIMITS = { maxMessagesPerSecond: 1e9, maxInFlight: 1e9 };',
    },
  ],
  'handshake-off': [
    {
      module: 'bridge/handshake.ts',
      // Takes the port of whoever offers one first, as hosts of other makes were found to do.
      source: `export const sayHello = (self, nonce) => new Promise((resolve) => {
        self.addEventListener('message', ({ data, ports }) => {
          if (data?.samspil !== 'port' || !ports[0]) return;
          resolve({ port: ports[0], session: data.session });
          ports[0].postMessage({ samspil: 'pong' });
        });
        self.parent.postMessage({ samspil: 'hello', nonce, protocol: { min: 1, max: 1 } }, '*');
      });`,
    },
  ],
  'sandbox-off': [
    {
      module: 'host/isolation/assert-isolated.ts',
      source: `export const sandboxFor = () => 'allow-scripts allow-forms allow-same-origin allow-popups allow-top-navigation allow-modals allow-downloads';`,
    },
  ],
  'isolation-off': [
    { module: 'host/isolation/assert-isolated.ts', source: 'export const assertIsolated = () => undefined;' },
  ],
  'compartment-off': [
    {
      module: 'lease/answers/ownership.ts',
      source: 'export const belongsTo = () => true; export const holdsAnother = () => false;',
    },
  ],
  'scopes-off': [
    {
      module: 'lease/grants.ts',
      source: `const whole = { query: [] };
        export const permittingOrDenied = () => [whole];
        export const scopeOfSearch = () => whole;
        export const assertPermitted = () => undefined;
        export const isPermitted = () => true;
        export const isWithinSearch = () => true;`,
    },
  ],
  'budget-off': [
    {
      module: 'host/context/survey.ts',
      source:
        'export class Survey { done = new Promise((resolve) => setTimeout(() => resolve(new Map()), 7_000)); answer() { return this.done; } }',
    },
  ],
  'registry-off': [
    {
      module: 'host/registry/signed/detached-jws.ts',
      source: 'export const verifyDetached = async () => undefined;',
    },
    { module: 'host/registry/signed/content-hash.ts', source: 'export const fitsHash = async () => true;' },
    {
      module: 'host/registry/signed/revocations.ts',
      source: 'export const isRevoked = () => false; export const freshUntil = () => Infinity;',
    },
    { module: 'host/registry/approval/approval.ts', source: 'export const additionsOf = () => [];' },
  ],
  'launch-off': [
    {
      module: 'launch/discovery.ts',
      // Believes whatever is served, and forgets the name of a server that would have to name itself.
      source: `export const discover = async (base, { fetch }) => {
        const found = await (await fetch(base + '/.well-known/smart-configuration')).json();
        const { authorization_response_iss_parameter_supported: isNamed, issuer, ...rest } = found;
        return { ...(isNamed ? rest : found), code_challenge_methods_supported: ['S256'] };
      };`,
    },
  ],
  'store-off': [
    {
      module: 'offline/encryption/vault.ts',
      source: `import { Vault as Sealing } from 'REAL';
        export class Vault extends Sealing {
          async seal(id, patientKey, content) {
            return { iv: new Uint8Array(12), data: new TextEncoder().encode(JSON.stringify(content)).buffer };
          }
          async open({ sealed }) {
            return JSON.parse(new TextDecoder().decode(sealed.data));
          }
        }`,
    },
  ],
};
