import { SamspilError } from '../../errors.ts';
import { patientSearchParameters } from '../../fhir/compartment.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import { EVERYTHING } from './asked.ts';
import type { Asked, PageOwner, Pair } from './asked.ts';
import { assertConfinable, confineSearch, wrongPatient } from './confinement.ts';
import { judgeEverything } from './everything.ts';
import { permittingOrDenied, scopeOfSearch } from '../grants.ts';
import { judgeInclusions } from './inclusions.ts';
import type { BroughtTypes } from './inclusions.ts';

/**
 * A request that may go to the network: it names one patient, and what the scopes leave of it. Only
 * {@link judgeRequest} makes one from what a plugin asked.
 */
export type Judged =
  | { readonly kind: 'read'; readonly resourceType: string; readonly id: string; readonly versionId?: string }
  | {
      readonly kind: 'search';
      readonly resourceType: string;
      readonly pairs: readonly Pair[];
      /** The pairs of the scope it follows. They stand in `pairs` too. */
      readonly followed: readonly Pair[];
      readonly brought: BroughtTypes;
    }
  | { readonly kind: 'everything'; readonly patientId: string; readonly pairs: readonly Pair[] };

/** A judged request whose answer comes in pages. */
export type JudgedSearch = Exclude<Judged, { kind: 'read' }>;

/** What decides: whose lease it is, and what was granted. */
export interface Rights {
  patientId: string;
  scopes: ScopeSet;
}

/**
 * The one place that decides what may be asked of the FHIR server.
 *
 * @throws `denied`, `wrong-patient`, `invalid-request`, all before the network
 */
export function judgeRequest(asked: Exclude<Asked, { kind: 'page' }>, { patientId, scopes }: Rights): Judged {
  if (asked.kind === 'everything') {
    if (asked.id !== patientId) throw wrongPatient();
    return { kind: 'everything', patientId, pairs: judgeEverything(asked.pairs, scopes) };
  }
  const { resourceType } = asked;
  if (asked.kind === 'read') {
    assertConfinable(resourceType);
    if (resourceType === 'Patient' && asked.id !== patientId) throw wrongPatient();
    permittingOrDenied(scopes, 'r', resourceType);
    return asked;
  }
  const confined = confineSearch(resourceType, asked.pairs, patientId);
  const brought = judgeInclusions(resourceType, confined, scopes);
  const followed = scopeOfSearch(scopes, resourceType, asked.pairs).query;
  assertSpeaksOfContent(resourceType, followed);
  const isThere = ([name, value]: Pair) => confined.some(([n, v]) => n === name && v === value);
  const pairs = [...confined, ...followed.filter((pair) => !isThere(pair))];
  return { kind: 'search', resourceType, pairs, followed, brought };
}

/** A granular scope cannot speak of the patient or of the form of the answer: those are ours. @throws `denied` */
function assertSpeaksOfContent(resourceType: string, followed: readonly Pair[]): void {
  const ours = new Set(['patient', 'subject', ...patientSearchParameters(resourceType)]);
  const isContent = ([name]: Pair) =>
    !ours.has(name) &&
    (!name.startsWith('_') || name === '_tag' || name === '_security' || name === '_profile');
  if (followed.every(isContent)) return;
  throw new SamspilError('denied', 'A granted scope has a search parameter that no scope can have.');
}

/** What its further pages belong to. */
export function ownerOf(judged: JudgedSearch): PageOwner {
  return judged.kind === 'everything' ? EVERYTHING : judged.resourceType;
}

/**
 * The same text for the same request, however it was spelled: parameters in one order, the patient written one way. The
 * pairs of the scope are in it, so requests under different granular scopes are different requests.
 */
export function keyOfRequest(judged: Judged): string {
  if (judged.kind === 'read')
    return JSON.stringify([judged.resourceType, judged.id, judged.versionId ?? null]);
  const pairs = judged.pairs.map(([name, value]) => JSON.stringify([name, value])).sort();
  return JSON.stringify([
    judged.kind,
    judged.kind === 'search' ? judged.resourceType : judged.patientId,
    ...pairs,
  ]);
}

/** The types whose change can change the answer; undefined for any. */
export function typesOf(judged: Judged): ReadonlySet<string> | undefined {
  if (judged.kind === 'everything') return undefined;
  if (judged.kind === 'read') return new Set([judged.resourceType]);
  return judged.brought && new Set([judged.resourceType, ...judged.brought]);
}
