import type { MountedPlugin, PluginManifest, WorkplaceHost } from '../../../src/host/index.ts';
import type { OpenOptions, RunningMode } from './mode.ts';
import { openWorkplace, reaches } from './workplace.ts';
import type { Workplace } from './workplace.ts';

/** What a frame and an element have in common: a host around them. */
export interface HostedMode {
  manifest(): Promise<PluginManifest>;
  /** Resolves with the way to the view once it is there. */
  reach(plugin: MountedPlugin): Promise<RunningMode['tell']>;
}

/** Runs the plugin in a workplace, in whatever the manifest says. */
export async function openHosted(
  mode: HostedMode,
  { view = 'main', isExpectedToFail = false }: OpenOptions,
): Promise<RunningMode> {
  const manifest = await mode.manifest();
  const vettedElements = manifest.entry.mode === 'element' ? { [manifest.id]: manifest.entry.integrity } : {};
  const workplace = openWorkplace([manifest], { vettedElements });
  const { host, ward, outbox } = workplace;
  const listening = outbox.listening;
  await openPatient(host, { patient: 'a', encounter: 'e1' });
  const plugin = host.mount(workplace.container, manifest.id, { slot: 'patient.workspace', view });
  const tell = isExpectedToFail ? undefined : await mode.reach(plugin);
  const asked = ward.asked.length;
  return {
    surroundings: 'embedded',
    offers: ['dirty', 'repair'],
    get asked() {
      return ward.asked.slice(asked);
    },
    get written() {
      return outbox.writes.map(({ patient }) => patient);
    },
    tell: (name, ...given) => tell?.(name, ...given) ?? Promise.reject(new Error('it was to fail')),
    changePatient: (patient) => openPatient(host, { patient }),
    endLease: async () => void (await host.setContext(undefined)),
    setShown: (isShown) => (isShown ? host.resume(plugin) : host.suspend(plugin)),
    next: 'patient',
    beginChange: () => openPatient(host, { patient: 'b' }),
    setLocale: (locale) => host.setLocale(locale),
    setOnline: (isOnline) => host.setOnline(isOnline),
    accept: (receipt) => outbox.announce(receipt, { state: 'accepted' }),
    refuseNext: () => undefined,
    async repair(receipt) {
      const write = outbox.writes.at(-1);
      if (!write) throw new Error('Nothing was saved.');
      const { patient, plugin: by, resources } = write;
      const issue = { severity: 'error', code: 'value', resource: 0, path: 'code' };
      outbox.parked.set(receipt, { receipt, patient, plugin: by, resources, issues: [issue] });
      outbox.announce(receipt, { state: 'rejected' });
      if (!(await host.repair(receipt))) throw new Error('No plugin took it.');
    },
    async failure() {
      await reaches(plugin, 'failed');
      return workplace.container.childElementCount > 0 ? 'still on the page' : (plugin.error ?? 'no code');
    },
    async close() {
      plugin.dispose();
    },
    async leftovers() {
      // What belongs to the open patient goes with the patient.
      await host.setContext(undefined);
      const left = leftIn(workplace, plugin, listening);
      await workplace.close();
      return left;
    },
  };
}

/** Until the host has read who it is, which it does for everybody: so that nothing is on its way when a test looks. */
async function openPatient(
  host: WorkplaceHost,
  next: { patient: string; encounter?: string },
): Promise<void> {
  await host.setContext(next);
  await host.context.value?.patientResource();
}

function leftIn({ container, outbox, clock }: Workplace, plugin: MountedPlugin, listening: number): string[] {
  return [
    ...(plugin.state.value === 'disposed' ? [] : [`state ${plugin.state.value}`]),
    ...[...container.children].map(({ tagName }) => `a ${tagName}`),
    ...(outbox.listening > listening ? ['a listener at the outbox'] : []),
    ...clock.pending.map((ms) => `a timer of ${ms} ms`),
  ];
}
