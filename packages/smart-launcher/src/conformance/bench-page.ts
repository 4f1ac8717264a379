import { isSamspilError, SamspilError } from '@samspil/sdk';
import type { HostEvent, IsolationReport } from '@samspil/sdk/host';
import { simulate } from '@samspil/sdk/testing';
import type { Simulation } from '@samspil/sdk/testing';

/** What the bench did with the plugin so far, as plain data. */
export interface BenchState {
  readonly state: string;
  readonly error: string | undefined;
  readonly events: readonly HostEvent[];
  /** Requests that reached the FHIR server. */
  readonly requests: number;
}

/** What the conformance run calls from outside the page. */
export interface Bench {
  /**
   * Mounts the plugin. Resolves with the milliseconds to its handshake, or with what the host said when it would not have
   * its page; rejects when the handshake never came.
   */
  mount(manifest: unknown, userScopes?: string): Promise<number | 'not-isolated'>;
  /** What the host's self-test found, once it is whole; undefined when the frame was gone before. */
  isolation(): Promise<IsolationReport | undefined>;
  /** Opens the other patient, or the first again; resolves with the milliseconds that took. */
  changePatient(to: 'first' | 'second'): Promise<number>;
  setOnline(isOnline: boolean): Promise<void>;
  settled(): Promise<void>;
  look(): BenchState;
  unmount(): Promise<void>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

/** The self-test takes some seconds at most; whoever needs longer has lost its frame. */
const SELF_TEST_MS = 40_000;

let simulation: Simulation | undefined;

const opened = (): Simulation => {
  if (!simulation) throw new SamspilError('no-context', 'Nothing is mounted: mount a plugin first.');
  return simulation;
};

const person = (id: string, family: string) => ({
  resourceType: 'Patient' as const,
  id,
  name: [{ use: 'official' as const, family, given: ['Konform'] }],
  gender: 'female' as const,
  birthDate: '1950-01-01',
});

window.bench = {
  async mount(manifest, userScopes) {
    const container = document.querySelector('main') ?? document.body;
    const startedAt = performance.now();
    try {
      simulation = await simulate(manifest, {
        patient: person('first', 'Ejler'),
        records: [person('second', 'Bodil')],
        container,
        ...(userScopes !== undefined && { userScopes }),
      });
    } catch (error) {
      if (isSamspilError(error) && error.code === 'not-isolated') return error.code;
      throw error;
    }
    await simulation.until('ready');
    return performance.now() - startedAt;
  },
  isolation() {
    const { isolation } = opened().plugin;
    return new Promise((resolve) => {
      const judge = (report: IsolationReport | undefined): void => {
        // Before the plugin was asked, the report holds only what is seen from outside.
        if (report?.grade !== 'F' && !report?.findings.some(({ check }) => check === 'process')) return;
        clearTimeout(timer);
        stop?.();
        resolve(report);
      };
      const timer = setTimeout(() => {
        stop?.();
        resolve(undefined);
      }, SELF_TEST_MS);
      const stop = isolation?.subscribe(judge);
      judge(isolation?.value);
    });
  },
  async changePatient(to) {
    const startedAt = performance.now();
    await opened().setContext(to);
    return performance.now() - startedAt;
  },
  async setOnline(isOnline) {
    if (isOnline) opened().goOnline();
    else opened().goOffline();
  },
  settled: () => opened().settled(),
  look() {
    const { plugin, events, journal } = opened();
    return { state: plugin.state.value, error: plugin.error, events, requests: journal.length };
  },
  async unmount() {
    await simulation?.close();
    simulation = undefined;
  },
};
