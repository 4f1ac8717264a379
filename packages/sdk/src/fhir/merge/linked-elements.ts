/**
 * What a clinician would call one thing.
 *
 * 1. Every data type is one: a Quantity's value and unit, a Dosage's dose and timing, a name, an address, a concept, a
 *    period never mix from two sides. So is every part of a resource that {@link isTree} does not name.
 * 2. Elements that only have a meaning together are one (the table below): a status and its reason; a value, why there is
 *    none, and how it was judged; a drug and how it is taken.
 * 3. What a record is about changes the meaning of all the rest ({@link ABOUT}): when the sides differ in that, nothing is
 *    taken automatically.
 */
const EVERYWHERE: readonly (readonly string[])[] = [
  ['status', 'statusReason', 'businessStatus', 'statusDate', 'statusHistory'],
  ['clinicalStatus', 'verificationStatus', 'abatement'],
  ['value', 'dataAbsentReason', 'interpretation'],
  ['medication', 'dosage', 'dosageInstruction', 'quantity', 'daysSupply'],
  ['vaccineCode', 'dose', 'protocolApplied'],
];

/** Units whose difference makes every other change doubtful: what it is about, whose it is, whether it is denied. */
export const ABOUT: readonly string[] = [
  ...['code', 'medication', 'vaccineCode', 'subject', 'patient', 'questionnaire'],
  ...['doNotPerform', 'wasNotGiven', 'modifierExtension', 'implicitRules'],
];

const TREES: readonly RegExp[] = [
  /^QuestionnaireResponse(?:\.item)+$/,
  /^Composition(?:\.section)+$/,
  /^Encounter\.hospitalization$/,
];
/** Lists that are one thing although their items could be told apart. */
const WHOLE_LISTS: ReadonlySet<string> = new Set(['answer', 'dosage', 'dosageInstruction']);

/** The groups of element names that are one unit in this place. */
export function linkedElements(path: string): readonly (readonly string[])[] {
  return path.includes('.') ? [] : EVERYWHERE;
}

/** True for parts whose elements are merged one by one. `path` is without conditions: `QuestionnaireResponse.item`. */
export function isTree(path: string): boolean {
  return TREES.some((tree) => tree.test(path));
}

/** True for a list that is chosen as a whole. */
export function isWholeList(name: string): boolean {
  return WHOLE_LISTS.has(name);
}
