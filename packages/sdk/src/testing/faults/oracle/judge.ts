import type { FhirResource } from 'fhir/r4';
import type { ReceiptSnapshot } from '../../../workplace/types.ts';
import type { Effect, Ehr } from '../server/ehr.ts';
import type { Ledger, Operation } from './ledger.ts';

/**
 * The operation that made a version: marks are `id`, or `id.2` for the second of a type. An update keeps the identifier of
 * the create and puts its own mark behind it, in a tag.
 */
export function operationOf({ marks }: Effect): string | undefined {
  return marks.at(-1)?.split('.', 1)[0];
}

/** Effects of our own writing, Provenance aside, by operation. */
export function effectsByOperation(journal: readonly Effect[]): Map<string, Effect[]> {
  const found = new Map<string, Effect[]>();
  for (const effect of journal) {
    const id = effect.user === undefined ? undefined : operationOf(effect);
    if (id !== undefined && !effect.reference.startsWith('Provenance/'))
      found.set(id, [...(found.get(id) ?? []), effect]);
  }
  return found;
}

/** What holds at any moment, read from the journal alone: effect once (I2), order (I3), own user (I4), no overwriting (I5). */
export function judgeJournal(ledger: Ledger, { journal }: Ehr): void {
  const seen = new Map<string, string>();
  const last = new Map<string, Effect>();
  for (const effect of journal) {
    const { reference, versionId, user } = effect;
    const before = last.get(reference);
    last.set(reference, effect);
    if (user === undefined) continue;
    const mark = `${reference.split('/', 1)[0]} ${effect.marks.at(-1)}`;
    const first = seen.get(mark);
    if (first !== undefined)
      ledger.blame('I2', `${mark} took effect twice: ${first}, ${reference}/${versionId}`);
    seen.set(mark, `${reference}/${versionId}`);
    if (effect.dangling.length > 0) ledger.blame('I3', `${reference} arrived before what it refers to`);
    const operation = ledger.operations.get(operationOf(effect) ?? '');
    if (!operation) continue;
    if (operation.user !== user)
      ledger.blame('I4', `${operation.id} of ${operation.user} was sent as ${user}`);
    if (before) judgeSuccession(ledger, before, effect, operation);
  }
}

function judgeSuccession(ledger: Ledger, before: Effect, effect: Effect, operation: Operation): void {
  const { reference } = effect;
  const earlier = before.user === undefined ? undefined : ledger.operations.get(operationOf(before) ?? '');
  const base = operation.bases.get(reference);
  const isOwn =
    earlier !== undefined &&
    earlier.user === operation.user &&
    (earlier.plugin === operation.plugin || base === undefined);
  if (earlier && isOwn && operation.promisedAt !== undefined && operation.promisedAt < earlier.askedAt)
    ledger.blame('I3', `${reference}: ${operation.id} came after ${earlier.id}, which was saved later`);
  const known = Math.max(Number(base ?? 0), operation.shown.get(reference) ?? 0);
  const isUnseen = !isOwn && Number(before.versionId) > known;
  if (isUnseen && !isMerged(before.resource, effect.resource))
    ledger.blame('I5', `${operation.id} overwrote ${reference}/${before.versionId} unseen`);
}

/** What the other one noted is still there: the changes met in different elements, and both could stand. */
function isMerged(theirs: FhirResource, ours: FhirResource): boolean {
  const notes = notesOf(theirs);
  return notes.length > 0 && notes.every((text) => notesOf(ours).includes(text));
}

function notesOf(resource: FhirResource): string[] {
  const { note = [] } = resource as { note?: readonly { text: string }[] };
  return note.map(({ text }) => text);
}

/** A receipt that was told must be true of the journal (I8). */
export function judgeTold(ledger: Ledger, ehr: Ehr, snapshot: ReceiptSnapshot): void {
  const operation = ledger.byEntry(snapshot.id);
  if (!operation) return;
  if (snapshot.state === 'conflict')
    for (const { reference } of snapshot.resources)
      operation.shown.set(reference, Number(ehr.shown.get(reference) ?? 0));
  if (snapshot.state !== 'accepted') return;
  const effects = effectsByOperation(ehr.journal).get(operation.id) ?? [];
  if (effects.length < operation.size)
    ledger.blame('I8', `${operation.id} was called accepted and the server does not have it`);
  for (const { reference } of snapshot.resources)
    if (!effects.some((effect) => effect.reference === reference))
      ledger.blame('I8', `${operation.id} was said to be ${reference}, which it is not`);
}

/**
 * What must hold once the faults have stopped and the queue had its time: nothing promised is gone (I1), what is called
 * accepted is there once (I2), nothing waits but what waits for a person (I7), and what waits for a person does so for a
 * reason (I8).
 */
export function judgeEnd(ledger: Ledger, ehr: Ehr, user: string, listed: readonly ReceiptSnapshot[]): void {
  const effects = effectsByOperation(ehr.journal);
  const open = new Map(listed.map((snapshot) => [snapshot.id, snapshot]));
  const heldUp = heldUpBy(ledger, listed);
  for (const operation of ledger.operations.values()) {
    if (operation.user !== user || !operation.receipt) continue;
    const own = effects.get(operation.id) ?? [];
    const snapshot = open.get(operation.receipt.id);
    if (!snapshot) {
      if (own.length < operation.size && !operation.isGivenUp)
        ledger.blame('I1', `${operation.id} was promised and is gone`);
      continue;
    }
    if (snapshot.error?.code === 'storage-damaged')
      ledger.blame('I1', `${operation.id} was promised and cannot be read`);
    if (isParked(snapshot) && own.length > 0)
      ledger.blame('I8', `${operation.id} is ${snapshot.state} although the server has it`);
    if (!isParked(snapshot) && !operation.touches.some((reference) => heldUp.has(reference)))
      ledger.blame('I7', `${operation.id} still is ${snapshot.state} although nothing holds it up`);
  }
  for (const [id, own] of effects) {
    const operation = ledger.operations.get(id);
    if (operation && own.length > operation.size)
      ledger.blame('I2', `${id} has ${own.length} effects in place of ${operation.size}`);
  }
}

function isParked({ state }: ReceiptSnapshot): boolean {
  return state === 'conflict' || state === 'rejected';
}

/** Records that wait for a person: those of parked entries, and of what is listed behind them. */
function heldUpBy(ledger: Ledger, listed: readonly ReceiptSnapshot[]): Set<string> {
  const held = new Set(listed.filter(isParked).flatMap(namesOf));
  for (const snapshot of listed) {
    const { touches = [] } = ledger.byEntry(snapshot.id) ?? {};
    if (touches.some((reference) => held.has(reference))) namesOf(snapshot).forEach((name) => held.add(name));
  }
  return held;
}

function namesOf({ resources }: ReceiptSnapshot): string[] {
  return resources.map(({ reference }) => reference);
}
