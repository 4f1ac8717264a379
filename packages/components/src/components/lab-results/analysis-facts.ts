import type { CodeableConcept, Coding, Observation } from 'fhir/r4';
import { NPU } from '@samspil/sdk/clinical';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { codeKeys } from '../../observations/code-keys.ts';
import { newestOnTop } from '../../observations/measured-at.ts';
import type { Keyed } from '../../states/entry-keys.ts';
import { textIn } from '../../states/render-facts.ts';
import da from '../../locales/da/labResults.json';
import type { LabWords } from './lab-words.ts';

/** One analysis with all its results that were read, newest first: one row. */
export interface AnalysisFacts {
  readonly key: string;
  readonly code: CodeableConcept | undefined;
  readonly results: readonly [Observation, ...Observation[]];
}

/** Results by what was analysed; what names no analysis is never taken for the same as another. */
export function analysesOf(results: readonly Keyed<Observation>[]): AnalysisFacts[] {
  const identify = identities();
  const byAnalysis = new Map<string, { code: CodeableConcept | undefined; results: Observation[] }>();
  for (const { key, resource } of results) {
    const identity = identify(resource.code) ?? `one ${key}`;
    const known = byAnalysis.get(identity);
    if (known) known.results.push(resource);
    else byAnalysis.set(identity, { code: resource.code, results: [resource] });
  }
  return [...byAnalysis].map(([key, { code, results }]) => ({
    key,
    code,
    results: newestOnTop(results) as readonly [Observation, ...Observation[]],
  }));
}

/** The identity of a code, worked out once for each: ten thousand results are of a hundred analyses. */
function identities(): typeof identityOf {
  const bySystem = new Map<unknown, Map<unknown, string | undefined>>();
  return (concept) => {
    const codings: unknown = concept?.coding;
    const [coding] = (Array.isArray(codings) && codings.length === 1 ? codings : []) as (Coding | null)[];
    if (typeof coding?.code !== 'string' || coding.code.trim() === '') return identityOf(concept);
    const known = bySystem.get(coding.system) ?? new Map<unknown, string | undefined>();
    bySystem.set(coding.system, known);
    if (!known.has(coding.code)) known.set(coding.code, identityOf(concept));
    return known.get(coding.code);
  };
}

/** NPU is the laboratories' own code here; then any other; then the words. Systems in any spelling are the same. */
function identityOf(code: CodeableConcept | undefined): string | undefined {
  const keys = codeKeys(code);
  return keys.find((key) => key.startsWith(`${NPU}|`)) ?? keys[0] ?? conceptText(code)?.toLocaleLowerCase();
}

/** What the laboratory calls it in its own words, else our name for its code, else how the code calls itself. */
export function analysisName(code: CodeableConcept | undefined, { t }: LabWords): string {
  const written = textIn(code?.text);
  const known = objectsIn(code?.coding)
    .map((coding) => `lab.name.${String(coding.code)}`)
    .find((key): key is NameKey => key.startsWith('lab.name.') && Object.hasOwn(da, key));
  return written ?? (known ? t(known) : conceptText(code)) ?? t('lab.unnamed');
}

type NameKey = Extract<keyof typeof da, `lab.name.${string}`>;
