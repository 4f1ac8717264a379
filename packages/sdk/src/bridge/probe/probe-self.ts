import type { Runtime } from '../../runtime.ts';
import type { ProbeReport, Reach } from './probe-report.ts';

/** A host may ask for a short stall, not for a long one. */
const LONGEST_SPIN_MS = 250;

/**
 * Stays busy for `spinMs`, so that the host can see whether that stalls it too, and then says what this frame reaches.
 * It looks without leaving anything: no database is made, no request leaves the machine.
 */
export async function probeSelf(spinMs: unknown, runtime: Pick<Runtime, 'now'>): Promise<ProbeReport> {
  spin(typeof spinMs === 'number' ? Math.min(spinMs, LONGEST_SPIN_MS) : 0, runtime);
  const { document, navigator, crossOriginIsolated } = globalThis;
  const [indexedDB, caches, serviceWorker, limitsConnections, hasStorageAccess] = await Promise.all([
    reach(
      () => globalThis.indexedDB,
      (databases) => databases.databases(),
    ),
    reach(
      () => globalThis.caches,
      (storage) => storage.keys(),
    ),
    reach(
      () => navigator.serviceWorker,
      (container) => container.getRegistrations(),
    ),
    isRefused(() => globalThis.fetch('data:,')),
    storageAccess(document),
  ]);
  return {
    storage: {
      localStorage: await reach(
        () => globalThis.localStorage,
        (storage) => storage.length,
      ),
      indexedDB,
      cookies: await reach(
        () => document,
        (page) => page.cookie,
      ),
      caches,
      serviceWorker,
    },
    hasStorageAccess,
    isCredentialless: (globalThis as { credentialless?: unknown }).credentialless === true,
    isCrossOriginIsolated: crossOriginIsolated === true,
    limitsConnections,
  };
}

/** By the wall clock, since that is what a stall is; a clock that jumps ends it early. */
function spin(ms: number, runtime: Pick<Runtime, 'now'>): void {
  const start = runtime.now();
  for (let now = start; now >= start && now - start < ms; now = runtime.now());
}

/** Some browsers refuse when the storage is touched, others when it is used. */
async function reach<T>(find: () => T | undefined, use: (found: T) => unknown): Promise<Reach> {
  try {
    const found = find();
    if (found === undefined || found === null) return 'absent';
    await use(found);
    return 'open';
  } catch {
    return 'blocked';
  }
}

/** A policy that limits connections refuses `data:` too, unless it names it; nothing is sent either way. */
async function isRefused(connect: () => Promise<unknown>): Promise<boolean> {
  try {
    await connect();
    return false;
  } catch {
    return true;
  }
}

async function storageAccess(page: Document): Promise<boolean | null> {
  try {
    return await page.hasStorageAccess();
  } catch {
    return null;
  }
}
