import type { FhirResource } from 'fhir/r4';
import type { ReceiptSnapshot } from '../../../workplace/types.ts';
import type { Effect, Ehr } from '../server/ehr.ts';
import type { Ledger, Operation } from './ledger.ts';

/** An operation identifier without the number of a second resource: marks are `id`, or `id.2` for the second of a type. */
function operationOf(mark: string): string {
  return mark.split('.', 1)[0] ?? '';
}

/**
 * The marks that a version brought. An update keeps the identifier of the create; its own mark is a tag. Versions of a
 * draft that left as one brought the marks of all. One that brought none is the last operation once more.
 */
function marksBrought({ marks }: Effect, before: Effect | undefined): string[] {
  const brought = marks.filter((mark) => !before?.marks.includes(mark));
  return brought.length > 0 ? brought : marks.slice(-1);
}

/** The last of the operations that made a version, as they were saved. */
function lastOperationOf(ledger: Ledger, effect: Effect, before: Effect | undefined): Operation | undefined {
  const made = marksBrought(effect, before).flatMap((mark) => ledger.operations.get(operationOf(mark)) ?? []);
  return made.sort((a, b) => a.askedAt - b.askedAt).at(-1);
}

/** Calls `look` with each version and the one before it. */
function eachVersion(
  journal: readonly Effect[],
  look: (effect: Effect, earlier: readonly Effect[]) => void,
): void {
  const versions = new Map<string, Effect[]>();
  for (const effect of journal) {
    const earlier = versions.get(effect.reference) ?? [];
    look(effect, earlier);
    versions.set(effect.reference, [...earlier, effect]);
  }
}

/** Effects of our own writing, Provenance aside, by operation. */
export function effectsByOperation(journal: readonly Effect[]): Map<string, Effect[]> {
  const found = new Map<string, Effect[]>();
  eachVersion(journal, (effect, earlier) => {
    if (effect.user === undefined || effect.reference.startsWith('Provenance/')) return;
    for (const id of new Set(marksBrought(effect, earlier.at(-1)).map(operationOf)))
      found.set(id, [...(found.get(id) ?? []), effect]);
  });
  return found;
}

/** What holds at any moment, read from the journal alone: effect once (I2), order (I3), own user (I4), no overwriting (I5). */
export function judgeJournal(ledger: Ledger, { journal, vanished }: Ehr): void {
  const seen = new Map<string, string>();
  eachVersion(journal, (effect, earlier) => {
    const { reference, versionId, user } = effect;
    const before = earlier.at(-1);
    if (user === undefined) return;
    for (const brought of marksBrought(effect, before)) {
      const mark = `${reference.split('/', 1)[0]} ${brought}`;
      const first = seen.get(mark);
      if (first !== undefined)
        ledger.blame('I2', `${mark} took effect twice: ${first}, ${reference}/${versionId}`);
      seen.set(mark, `${reference}/${versionId}`);
    }
    // What was on its way while a backup was put back cannot know that what it names is gone.
    const dangling = effect.dangling.filter((name) => !vanished.some((gone) => gone.reference === name));
    if (dangling.length > 0) ledger.blame('I3', `${reference} arrived before what it refers to`);
    const operation = lastOperationOf(ledger, effect, before);
    if (!operation) return;
    if (operation.user !== user)
      ledger.blame('I4', `${operation.id} of ${operation.user} was sent as ${user}`);
    if (before) judgeSuccession(ledger, { before, beforeThat: earlier.at(-2), effect, operation });
  });
}

interface Succession {
  before: Effect;
  beforeThat: Effect | undefined;
  effect: Effect;
  operation: Operation;
}

function judgeSuccession(ledger: Ledger, { before, beforeThat, effect, operation }: Succession): void {
  const { reference } = effect;
  const earlier = before.user === undefined ? undefined : lastOperationOf(ledger, before, beforeThat);
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
  // An answer may tell of what a backup has taken back since: it will be found out, and is no lie of the outbox.
  const effects = [ehr.vanished, ehr.journal].flatMap((of) => effectsByOperation(of).get(operation.id) ?? []);
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
