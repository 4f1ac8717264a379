import type { DownloadProgress } from '@samspil/sdk/host';
import type { HeldCoverage, HeldPatient, StorageEstimate } from '@samspil/sdk/offline';
import { objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';
import type { WardPatient } from './ward-view.ts';

/** What could be read of a list, and how many entries of it could not. */
export interface Read<T> {
  readonly entries: readonly T[];
  readonly unreadable: number;
}

/** Whose records are held, as a device tells it. What is not said to be whole is not taken for whole. */
export function readHeld(told: unknown): Read<HeldPatient> {
  return readList(told, (each) => {
    const { patient, bytes, openedAt, coverage } = each;
    const id = textIn(patient);
    if (id === undefined) return undefined;
    return {
      patient: id,
      bytes: amountIn(bytes) ?? 0,
      openedAt: textIn(openedAt) ?? '',
      coverage: objectsIn(coverage as HeldCoverage[]).filter(isCoverage),
    };
  });
}

/** Who can be chosen, each once: somebody without an id could not be fetched. */
export function readPatients(given: unknown): Read<WardPatient> {
  const known = new Set<string>();
  const { entries, unreadable } = readList(given, ({ id, name, facts }) => {
    const readable = textIn(id);
    if (readable === undefined) return undefined;
    const words = Array.isArray(facts) ? facts.filter((fact) => textIn(fact) !== undefined) : [];
    return { id: readable, name: textIn(name) ?? '', facts: words as string[] };
  });
  return { entries: entries.filter(({ id }) => !known.has(id) && known.add(id)), unreadable };
}

/** How much room there is, of what was said in numbers. */
export function readStorage(told: unknown): StorageEstimate {
  const [{ usage, quota, heldBytes, isPersisted, letGoAt } = {} as Record<string, unknown>] = objectsIn([
    told as Record<string, unknown>,
  ]);
  const [used, given, letGo] = [amountIn(usage), amountIn(quota), textIn(letGoAt)];
  return {
    heldBytes: amountIn(heldBytes) ?? 0,
    ...(used !== undefined && { usage: used }),
    ...(given !== undefined && { quota: given }),
    ...(typeof isPersisted === 'boolean' && { isPersisted }),
    ...(letGo !== undefined && { letGoAt: letGo }),
  };
}

/** How far a preparation is; what is no number counts as nothing done. */
export function readProgress(told: unknown): DownloadProgress {
  const [{ done, total, resources } = {} as Record<string, unknown>] = objectsIn([
    told as Record<string, unknown>,
  ]);
  const steps = amountIn(total) ?? 0;
  return { done: Math.min(amountIn(done) ?? 0, steps), total: steps, resources: amountIn(resources) ?? 0 };
}

/** A number of bytes, steps or entries; undefined for anything else. */
export function amountIn(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function readList<T>(told: unknown, read: (each: Record<string, unknown>) => T | undefined): Read<T> {
  if (!Array.isArray(told)) return { entries: [], unreadable: told === undefined || told === null ? 0 : 1 };
  const entries = objectsIn<Record<string, unknown>>(told)
    .map(read)
    .filter((each) => each !== undefined);
  return { entries, unreadable: told.length - entries.length };
}

function isCoverage({ resourceType, parameters, completeAt }: HeldCoverage): boolean {
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((each) => typeof each === 'string');
  return (
    textIn(resourceType) !== undefined &&
    Array.isArray(parameters) &&
    parameters.every(isPair) &&
    typeof completeAt === 'string' &&
    !Number.isNaN(Date.parse(completeAt))
  );
}
