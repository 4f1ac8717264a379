import { sayHello } from '../bridge/handshake.ts';
import type { VitalReport, WireSession } from '../contract/workplace-methods.ts';
import type { Runtime } from '../runtime.ts';
import { lightBeacon } from './beacon.ts';
import { workplaceOverPort } from './port-workplace.ts';
import type { Workplace } from './types.ts';

/** Most plugins show their data by then. */
const IDLE_AFTER_MS = 500;

export interface EmbeddedOptions {
  nonce: string;
  runtime: Runtime;
  hostOrigins?: readonly string[];
  capabilities?: readonly string[];
}

/**
 * Joins the workplace whose frame this page sits in. The plugin gets a port and leases; never a token, never storage.
 *
 * @throws `handshake-timeout`, `version-mismatch`
 */
export async function connectEmbedded(options: EmbeddedOptions): Promise<Workplace> {
  const { runtime } = options;
  const { port, session } = await sayHello(globalThis.window, options.nonce, options);
  const workplace = workplaceOverPort(port, session as WireSession, runtime, {
    measure: (report) => idle(runtime).then(() => measure(report)),
  });
  void idle(runtime).then(() => lightBeacon(document));
  // Somebody followed a link: the host hears it now, and not when the next page is there.
  globalThis.window.addEventListener('pagehide', () => workplace.close('navigated-away'), { once: true });
  return workplace;
}

/** Web vitals see nothing inside frames from outside, so the frame measures itself. Loaded late: it must not delay the plugin. */
async function measure(report: (vital: VitalReport) => void): Promise<void> {
  const { measureVitals } = await import('../telemetry/web-vitals.ts');
  measureVitals(report);
}

/** Resolves once the plugin has had its first turn: what only serves the workplace must not delay what a clinician waits for. */
function idle(runtime: Pick<Runtime, 'schedule'>): Promise<void> {
  return new Promise((resolve) => {
    // WebKit has no idle callbacks.
    runtime.schedule(IDLE_AFTER_MS, () => {
      if ('requestIdleCallback' in globalThis.window)
        globalThis.window.requestIdleCallback(() => resolve(), { timeout: IDLE_AFTER_MS });
      else resolve();
    });
  });
}
