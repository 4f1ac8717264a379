import type { AllergyIntolerance } from 'fhir/r4';
import { conceptText } from './concept-text.ts';

/** Exactly four things can be said about allergies (BAN-26), and while it is being read, that. */
export type AllergyStatus = 'loading' | 'known' | 'none' | 'not-assessed' | 'not-loaded';

/** One substance, as the opened banner lists it. */
export interface AllergyFacts {
  substance: string | undefined;
  criticality: 'low' | 'high' | 'unable' | undefined;
  reactions: readonly { text: string; severity: 'mild' | 'moderate' | 'severe' | undefined }[];
  /** When the entry was last changed, as the record has it (BAN-27). */
  changedAt: string | undefined;
}

export interface AllergySummary {
  status: AllergyStatus;
  /** High-risk ones first, else in the order of the record (ALG-06). */
  allergies: readonly AllergyFacts[];
}

/** SNOMED CT "No known allergy": the only record by which a clinician says that there are none. */
const noKnownAllergy = '716186003';
/** Narrower statements, such as "no known drug allergy": neither an allergy nor the whole answer. */
const narrowerNegations = new Set(['409137002', '429625007', '428607008', '428197003', '1003774007']);

/** What the records say together. Inactive, refuted and mistaken entries are no allergies (components.md 6.12). */
export function summarise(records: readonly AllergyIntolerance[]): AllergySummary {
  const active = records.filter(isActive);
  const allergies = active.filter((record) => !isNegation(record)).map(factsOfAllergy);
  if (allergies.length > 0) {
    const isHigh = ({ criticality }: AllergyFacts) => criticality === 'high';
    return {
      status: 'known',
      allergies: [...allergies.filter(isHigh), ...allergies.filter((a) => !isHigh(a))],
    };
  }
  const saysNone = active.some((record) => codesOf(record).includes(noKnownAllergy));
  return { status: saysNone ? 'none' : 'not-assessed', allergies: [] };
}

function isActive(record: AllergyIntolerance): boolean {
  if (record?.resourceType !== 'AllergyIntolerance') return false;
  const clinical = record.clinicalStatus?.coding?.map(({ code }) => code) ?? [];
  const verification = record.verificationStatus?.coding?.map(({ code }) => code) ?? [];
  return (
    !clinical.some((code) => code === 'inactive' || code === 'resolved') &&
    !verification.some((code) => code === 'entered-in-error' || code === 'refuted')
  );
}

function isNegation(record: AllergyIntolerance): boolean {
  return codesOf(record).some((code) => code === noKnownAllergy || narrowerNegations.has(code));
}

function codesOf(record: AllergyIntolerance): string[] {
  const coding: unknown = record.code?.coding;
  return Array.isArray(coding)
    ? coding.flatMap((each: { code?: unknown } | null) => (typeof each?.code === 'string' ? [each.code] : []))
    : [];
}

function factsOfAllergy(record: AllergyIntolerance): AllergyFacts {
  const reactions = Array.isArray(record.reaction) ? record.reaction : [];
  const criticality = { low: 'low', high: 'high', 'unable-to-assess': 'unable' } as const;
  return {
    substance: conceptText(record.code),
    criticality: record.criticality && criticality[record.criticality],
    reactions: reactions.flatMap((reaction) =>
      (Array.isArray(reaction?.manifestation) ? reaction.manifestation : []).flatMap((manifestation) => {
        const text = conceptText(manifestation);
        const severity = (['mild', 'moderate', 'severe'] as const).find((each) => each === reaction.severity);
        return text ? [{ text, severity }] : [];
      }),
    ),
    changedAt: record.meta?.lastUpdated ?? record.recordedDate,
  };
}
