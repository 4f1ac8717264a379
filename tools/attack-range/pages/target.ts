import type { Outbox } from '@samspil/sdk/offline';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { PluginManifest } from '@samspil/sdk/host';
import type { AttackEvidence, AttackSetting } from '@samspil/sdk/testing';
import type { SmartSession } from '@samspil/sdk/launch';
import type { RangeConfig } from '../range-config.ts';

/** What every kind of workplace is built from. */
export interface Means {
  config: RangeConfig;
  session: SmartSession;
  fhir: FhirClient;
  outbox: Outbox;
  user: string;
}

/** A workplace that can be attacked: ours, or a bare one. */
export interface Target {
  setContext(patient: string | undefined): Promise<void>;
  /** @throws what keeps the plugin from being mounted */
  mount(container: HTMLElement, pluginId: string): Promise<MountedTarget>;
  setOnline(isOnline: boolean): void;
  readonly events: AttackEvidence['events'];
  /** Texts of plugins that it showed, each with `unbadged:` before it where it did not say whose it is. */
  readonly shown: readonly string[];
  close(): Promise<void>;
}

export interface MountedTarget {
  readonly element: HTMLElement;
  readonly state: string;
  readonly error: string | undefined;
  dispose(): void;
}

export type OpenTarget = (
  means: Means,
  plugins: readonly PluginManifest[],
  setting: AttackSetting | undefined,
) => Promise<Target>;
