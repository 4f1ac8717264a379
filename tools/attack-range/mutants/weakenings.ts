import type { AttackControl } from '@samspil/sdk/testing';

/** A module of the SDK in which one thing is switched off. Everything else of it stays as it is. */
export interface Weakening {
  /** Path under `packages/sdk/src`. */
  module: string;
  /** What replaces exports of the module; the rest is exported from the real one. */
  source: string;
}

/** How each control is switched off, for the run that shows that a case has teeth. `bare` is another workplace altogether. */
export const WEAKENINGS: Partial<Record<AttackControl, readonly Weakening[]>> = {
  'sandbox-off': [
    {
      module: 'host/isolation/assert-isolated.ts',
      source: `export const sandboxFor = () => 'allow-scripts allow-forms allow-same-origin allow-popups allow-top-navigation allow-modals allow-downloads';`,
    },
  ],
  'isolation-off': [
    {
      module: 'host/isolation/assert-isolated.ts',
      source: `export const assertIsolated = () => undefined;`,
    },
  ],
};
