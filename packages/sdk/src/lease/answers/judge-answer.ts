import type { Bundle, FhirResource } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import { parseLiteralReference } from '../../fhir/literal-reference.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import { keyOf } from '../requests/asked.ts';
import { wrongPatient } from '../requests/confinement.ts';
import { assertPermitted, isPermitted, isWithinSearch } from '../grants.ts';
import type { JudgedSearch } from '../requests/judged.ts';
import { belongsTo } from './ownership.ts';

/** What resources are judged by once they are here. */
export interface AnswerJudge {
  patientId: string;
  scopes: ScopeSet;
  fhirBaseUrl: string;
  /** Reads what a Provenance speaks of. */
  readTarget: (reference: string) => Promise<FhirResource>;
}

/** A resource that may be given out, and whether it was searched for or brought along. */
export interface Shown {
  resource: FhirResource;
  mode: 'match' | 'include';
}

/** @throws `wrong-patient`, `denied` */
export async function judgeResource(resource: FhirResource, judge: AnswerJudge): Promise<void> {
  if (!(await isOwn(resource, judge))) throw wrongPatient();
  assertPermitted(judge.scopes, 'r', resource);
}

/**
 * What of a page may be given out. What a search brings along is left out silently when it is not this patient's or not
 * granted. A match of another patient is worse: a server that answers so is not to be trusted with the rest of the page
 * either.
 *
 * @throws `wrong-patient`
 */
export async function judgePage(
  bundle: Bundle<FhirResource>,
  asked: JudgedSearch,
  judge: AnswerJudge,
): Promise<Shown[]> {
  const found = resourcesIn(bundle);
  const onPage = new Map(found.map(({ resource }) => [keyOf(resource), resource]));
  const shown: Shown[] = [];
  for (const { resource, isIncluded } of found) {
    const isMatch = asked.kind === 'search' && resource.resourceType === asked.resourceType && !isIncluded;
    const own = await isOwn(resource, judge, onPage);
    if (isMatch && !own && resource.resourceType !== 'Provenance') throw wrongPatient();
    const granted = isMatch
      ? isWithinSearch(asked.followed, resource)
      : isPermitted(judge.scopes, 'r', resource);
    if (own && granted) shown.push({ resource, mode: isIncluded ? 'include' : 'match' });
  }
  return shown;
}

/** A server that does not keep to FHIR may put anything into a Bundle: only what looks like a resource is looked at. */
function resourcesIn(bundle: Bundle<FhirResource>): { resource: FhirResource; isIncluded: boolean }[] {
  const entries: unknown = bundle.entry ?? [];
  if (!Array.isArray(entries)) return [];
  return (entries as (NonNullable<Bundle<FhirResource>['entry']>[number] | null)[]).flatMap((entry) => {
    const resource: unknown = entry?.resource;
    const mode = entry?.search?.mode;
    if (!isResource(resource) || mode === 'outcome') return [];
    return [{ resource, isIncluded: mode === 'include' }];
  });
}

function isResource(value: unknown): value is FhirResource {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resourceType?: unknown }).resourceType === 'string'
  );
}

/** `Provenance` names no patient of its own: it belongs to whoever its targets belong to. */
async function isOwn(
  resource: FhirResource,
  { patientId, fhirBaseUrl, readTarget }: AnswerJudge,
  onPage: ReadonlyMap<string, FhirResource> = new Map(),
): Promise<boolean> {
  if (resource.resourceType !== 'Provenance') return belongsTo(resource, patientId, fhirBaseUrl);
  // Missing where a server does not keep to FHIR: then it is nobody's.
  const targets = (resource.target as typeof resource.target | undefined) ?? [];
  if (!Array.isArray(targets) || resource.contained) return false;
  for (const one of targets) {
    const reference = (one as typeof one | null)?.reference;
    const target = parseLiteralReference(String(reference ?? '').replace(/\/_history\/.+$/, ''));
    if (!target || target.resourceType === 'Provenance') return false;
    const key = `${target.resourceType}/${target.id}`;
    const found = onPage.get(key) ?? (await unlessGone(readTarget(key)));
    if (!found || !belongsTo(found, patientId, fhirBaseUrl)) return false;
  }
  return targets.length > 0;
}

/** Undefined for what is no longer there: whose it was cannot be told. */
async function unlessGone(reading: Promise<FhirResource>): Promise<FhirResource | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isSamspilError(error) && (error.code === 'not-found' || error.code === 'gone')) return undefined;
    throw error;
  }
}
