/** Whether a kind of storage answers: `blocked` throws or refuses, `absent` does not exist here. */
export type Reach = 'open' | 'blocked' | 'absent';

export const STORAGE_KINDS = ['localStorage', 'indexedDB', 'cookies', 'caches', 'serviceWorker'] as const;
export type StorageKind = (typeof STORAGE_KINDS)[number];

/** What a frame says of itself. The plugin's own word: its SDK reports it, and nothing proves it. */
export interface ProbeReport {
  storage: Record<StorageKind, Reach>;
  /** `document.hasStorageAccess()`: whether it sees the storage of its own site's pages rather than a partition. */
  hasStorageAccess: boolean | null;
  /** It was loaded without credentials (`<iframe credentialless>`). */
  isCredentialless: boolean;
  isCrossOriginIsolated: boolean;
  /** A policy of its own page limits where it connects to (CSP `connect-src`). */
  limitsConnections: boolean;
}

const REACHES: readonly unknown[] = ['open', 'blocked', 'absent'] satisfies Reach[];

/** The report if it is one, made anew of what was checked; undefined for anything else. */
export function readProbeReport(value: unknown): ProbeReport | undefined {
  if (!isRecord(value) || !isRecord(value['storage'])) return undefined;
  const { storage, hasStorageAccess, isCredentialless, isCrossOriginIsolated, limitsConnections } = value;
  const said: Partial<Record<StorageKind, Reach>> = {};
  for (const kind of STORAGE_KINDS) {
    const reach = storage[kind];
    if (!REACHES.includes(reach)) return undefined;
    said[kind] = reach as Reach;
  }
  if (hasStorageAccess !== null && typeof hasStorageAccess !== 'boolean') return undefined;
  if (typeof isCredentialless !== 'boolean' || typeof isCrossOriginIsolated !== 'boolean') return undefined;
  if (typeof limitsConnections !== 'boolean') return undefined;
  return {
    storage: said as Record<StorageKind, Reach>,
    hasStorageAccess,
    isCredentialless,
    isCrossOriginIsolated,
    limitsConnections,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
