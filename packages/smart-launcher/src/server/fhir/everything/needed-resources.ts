import type { Sql } from '../database/database.ts';
import { unprocessable } from '../outcomes.ts';
import { MAX_INCLUDED, resourcesAt, type GrantsFor } from '../search/included-resources.ts';
import { referenceValue } from '../search/reference-value.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Stored } from '../store/store-session.ts';

/** What a record cannot be understood without: who did it, for whom they work, where, and with which medicine. */
const NEEDED_TYPES: ReadonlySet<string> = new Set([
  'Location',
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
]);

/**
 * What the records of a page refer to, and what that refers to in turn (a role its practitioner, a ward its hospital):
 * each once, of the types that were asked for, as far as the token may read them.
 *
 * @throws OperationOutcomeError 422 when there are too many for one answer: cutting them off would hide some
 */
export async function neededResources(
  store: { context: StoreContext; sql: Sql },
  matches: readonly Stored[],
  types: ReadonlySet<string> | undefined,
  grantsFor: GrantsFor,
): Promise<Stored[]> {
  const found: Stored[] = [];
  const seen = new Set<string>();
  let reached = matches;
  while (reached.length > 0) {
    const open = new Set<string>();
    for (const reference of referencesOf(reached)) {
      const value = referenceValue(reference, store.context.fhirBaseUrl);
      if (value === undefined || seen.has(value) || !NEEDED_TYPES.has(value.split('/')[0] ?? '')) continue;
      seen.add(value);
      open.add(value);
    }
    reached = await resourcesAt(store, open, grantsFor);
    found.push(...reached);
    if (found.length > MAX_INCLUDED) {
      throw unprocessable('Too many resources to include: ask for fewer records per page.');
    }
  }
  // A type that was not asked for may still lead to one that was.
  return found.filter(({ resourceType }) => types === undefined || types.has(resourceType));
}

/** Every `Reference.reference` within, in whatever depth, contained resources too. */
function* referencesOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'reference' && typeof member === 'string') yield member;
    else yield* referencesOf(member);
  }
}
