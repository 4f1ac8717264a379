import type { FhirResource } from 'fhir/r4';
import { createHost, staticRegistry } from '../../../src/host/index.ts';
import type {
  HostOptions,
  MountedPlugin,
  PluginManifest,
  PluginState,
  WorkplaceHost,
} from '../../../src/host/index.ts';
import { ScopeSet } from '../../../src/fhir/scopes.ts';
import { browserRuntime } from '../../../src/runtime.ts';
import type { Runtime } from '../../../src/runtime.ts';
import RECORDS from '../../fixtures/lease/records.json';
import { openWard, recordingOutbox } from '../../ward.ts';
import type { RecordingOutbox, Ward } from '../../ward.ts';
import type { ScriptedRuntime } from '../../scripted-runtime.ts';

export const records = RECORDS as unknown as FhirResource[];

/** A workplace with a host, whose clock stands still and whose outbox and records the test plays. */
export interface Workplace {
  readonly host: WorkplaceHost;
  readonly ward: Ward;
  readonly outbox: RecordingOutbox;
  readonly clock: ScriptedRuntime['clock'];
  readonly container: HTMLElement;
  close(): Promise<void>;
}

export function openWorkplace(
  manifests: readonly PluginManifest[],
  options: Partial<HostOptions> = {},
): Workplace {
  const ward = openWard(records);
  const outbox = recordingOutbox();
  // Modules of plugins come from the real test server; records never do.
  const real = browserRuntime();
  const runtime: Runtime = { ...ward.runtime, fetch: (input, init) => real.fetch(input, init) };
  const host = createHost({
    fhir: ward.fhir,
    outbox,
    registry: staticRegistry(manifests),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime,
    ...options,
  });
  const container = document.createElement('div');
  document.body.append(container);
  return {
    host,
    ward,
    outbox,
    clock: ward.runtime.clock,
    container,
    async close() {
      await host.close();
      container.remove();
    },
  };
}

export function manifestOf(entry: PluginManifest['entry'], id = 'contract'): PluginManifest {
  return {
    id,
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Contract', da: 'Kontrakt' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry,
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    scopes: 'patient/Patient.r patient/Observation.crus',
    // The last is not to be had in the workplace of this suite.
    capabilities: ['dirty', 'repair', 'notify'],
  };
}

/** Waits for a state of a mounted plugin. */
export function reaches(plugin: MountedPlugin, state: PluginState): Promise<void> {
  return new Promise((resolve) => {
    if (plugin.state.value === state) return resolve();
    const stop = plugin.state.subscribe((value) => {
      if (value !== state) return;
      stop();
      resolve();
    });
  });
}
