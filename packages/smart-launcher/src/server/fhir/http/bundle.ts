import { isOk, OperationOutcomeError } from '@medplum/core';
import { makeSimpleRequest, type FhirRouter } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { AccessRepository } from '../access/access-repository.ts';
import { invalid, notSupported, preconditionFailed } from '../outcomes.ts';
import type { ParseContext } from '../search/parse-criterion.ts';
import { parseSearch } from '../search/parse-search.ts';
import { checkEntry } from './check-entry.ts';
import { answerEntry } from './entry-answer.ts';

interface BundleContext {
  readonly repository: AccessRepository;
  readonly router: FhirRouter;
  readonly parse: ParseContext;
}

/**
 * Carries out a batch or a transaction with the library's processor (order, references between entries).
 *
 * 1. Each entry is checked; a fault refuses a transaction, and only its entry in a batch.
 * 2. A transaction runs in one database transaction, together with its conditions. Conditional creates are resolved here,
 *    because the library takes at most eight entries when one of them is conditional: a set of vital signs with its
 *    Provenance has nine.
 * 3. Answers get their ETag, location and status.
 *
 * @throws OperationOutcomeError for what refuses the Bundle as a whole
 */
export async function runBundle(bundle: Bundle, context: BundleContext): Promise<Bundle> {
  const { type } = bundle;
  if (type !== 'batch' && type !== 'transaction') {
    throw notSupported('A Bundle sent here is a batch or a transaction. POST others to /Bundle.');
  }
  const entries = (bundle.entry ?? []) as unknown;
  if (!Array.isArray(entries)) throw invalid('Bundle.entry is a list.', 'Bundle.entry');
  const results =
    type === 'batch'
      ? await runBatch(entries as BundleEntry[], context)
      : await context.repository.withTransaction(() => runTransaction(entries as BundleEntry[], context));
  const { fhirBaseUrl } = context.parse;
  const entry = results.map((result, index) =>
    answerEntry(result, (entries as BundleEntry[])[index], { fhirBaseUrl, repository: context.repository }),
  );
  return { resourceType: 'Bundle', type: `${type}-response`, ...(entry.length > 0 && { entry }) };
}

/** What became of an entry. */
export interface EntryResult {
  readonly outcome: OperationOutcome;
  readonly resource?: Resource;
}

async function runBatch(entries: BundleEntry[], context: BundleContext): Promise<EntryResult[]> {
  const results: (EntryResult | undefined)[] = entries.map((entry, index) => {
    try {
      checkEntry(entry, index, context.parse);
      return undefined;
    } catch (error) {
      if (error instanceof OperationOutcomeError) return { outcome: error.outcome };
      throw error;
    }
  });
  return fill(results, entries, 'batch', context);
}

async function runTransaction(entries: BundleEntry[], context: BundleContext): Promise<EntryResult[]> {
  entries.forEach((entry, index) => checkEntry(entry, index, context.parse));
  const results = await resolveConditionalCreates(entries, context);
  const references = new Map(
    results.flatMap((result, index): [string, string][] => {
      const placeholder = entries[index]?.fullUrl;
      const found = result?.resource;
      return placeholder && found ? [[placeholder, `${found.resourceType}/${found.id}`]] : [];
    }),
  );
  const rewritten = entries.map((entry) => replaceReferences(entry, references) as BundleEntry);
  return fill(results, rewritten, 'transaction', context);
}

/**
 * Finds out which conditional creates have their resource already, and turns the others into plain ones: nobody else
 * writes while the transaction runs.
 */
async function resolveConditionalCreates(
  entries: readonly BundleEntry[],
  { repository, parse }: BundleContext,
): Promise<(EntryResult | undefined)[]> {
  const seen = new Set<string>();
  const results: (EntryResult | undefined)[] = [];
  for (const [index, { request }] of entries.entries()) {
    const condition = request?.method === 'POST' ? request.ifNoneExist : undefined;
    results.push(undefined);
    if (!request || condition === undefined) continue;
    const expression = `Bundle.entry[${index}].request.ifNoneExist`;
    const target = `${request.url}?${condition}`;
    if (seen.has(target)) throw invalid('Two entries of a transaction have the same condition.', expression);
    seen.add(target);
    const pairs = [...new URLSearchParams(condition)];
    parseSearch(request.url, pairs, parse);
    const { entry: matches = [] } = await repository.searchPairs(request.url, [...pairs, ['_count', '2']]);
    if (matches.length > 1) throw preconditionFailed('The condition of an entry matches several resources.');
    delete request.ifNoneExist;
    const [match] = matches;
    if (match?.resource) results[index] = { outcome: OK, resource: match.resource };
  }
  return results;
}

const OK: OperationOutcome = {
  resourceType: 'OperationOutcome',
  id: 'ok',
  issue: [{ severity: 'information', code: 'informational' }],
};

/** Runs the entries that have no result yet. */
async function fill(
  results: readonly (EntryResult | undefined)[],
  entries: readonly BundleEntry[],
  type: 'batch' | 'transaction',
  { repository, router }: BundleContext,
): Promise<EntryResult[]> {
  const open = entries.filter((_, index) => results[index] === undefined);
  const answered = open.length === 0 ? [] : await process(open, type, repository, router);
  let next = 0;
  return results.map((result) => result ?? answered[next++] ?? { outcome: OK });
}

async function process(
  entry: BundleEntry[],
  type: 'batch' | 'transaction',
  repository: AccessRepository,
  router: FhirRouter,
): Promise<EntryResult[]> {
  const request = makeSimpleRequest('POST', '/', { resourceType: 'Bundle', type, entry } satisfies Bundle);
  const [outcome, answer] = await router.handleRequest(
    { ...request, config: { transactions: true } },
    repository,
  );
  if (!isOk(outcome)) throw new OperationOutcomeError(outcome);
  return ((answer as Bundle).entry ?? []).map(({ response, resource }) => ({
    outcome: response?.outcome as OperationOutcome,
    ...(resource && { resource }),
  }));
}

function replaceReferences(value: unknown, references: ReadonlyMap<string, string>): unknown {
  if (references.size === 0) return value;
  if (typeof value === 'string') return references.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, references));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceReferences(item, references)]),
  );
}
