import type { AllergyIntolerance } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';

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
  const standings = new Set(records.map(standingOf));
  const allergies = records.filter((record) => standingOf(record) === 'active').map(factsOfAllergy);
  if (allergies.length > 0) {
    const isHigh = ({ criticality }: AllergyFacts) => criticality === 'high';
    return {
      status: 'known',
      allergies: [...allergies.filter(isHigh), ...allergies.filter((a) => !isHigh(a))],
    };
  }
  return { status: standings.has('none-known') ? 'none' : 'not-assessed', allergies: [] };
}

/**
 * What an entry is worth: an allergy in force; one that is past; one that was wrong (refuted, entered in error); the
 * statement that there is none, of all or of some kind only. `unreadable` is no entry.
 */
export type AllergyStanding =
  'active' | 'inactive' | 'wrong' | 'none-known' | 'none-of-a-kind' | 'unreadable';

export function standingOf(record: AllergyIntolerance): AllergyStanding {
  if (record?.resourceType !== 'AllergyIntolerance') return 'unreadable';
  const verification = codesOf(record.verificationStatus);
  if (verification.some((code) => code === 'entered-in-error' || code === 'refuted')) return 'wrong';
  const clinical = codesOf(record.clinicalStatus);
  if (clinical.some((code) => code === 'inactive' || code === 'resolved')) return 'inactive';
  const codes = codesOf(record.code);
  if (codes.includes(noKnownAllergy)) return 'none-known';
  return codes.some((code) => narrowerNegations.has(code)) ? 'none-of-a-kind' : 'active';
}

/** What one entry says, whatever it is worth. Tolerates wrong shapes. */
export function factsOfAllergy(record: AllergyIntolerance): AllergyFacts {
  const criticality = new Map([
    ['low', 'low'],
    ['high', 'high'],
    ['unable-to-assess', 'unable'],
  ] as const);
  return {
    substance: conceptText(record.code),
    criticality: record.criticality && criticality.get(record.criticality),
    reactions: objectsIn(record.reaction).flatMap((reaction) =>
      objectsIn(reaction.manifestation).flatMap((manifestation) => {
        const text = conceptText(manifestation);
        const severity = (['mild', 'moderate', 'severe'] as const).find((each) => each === reaction.severity);
        return text ? [{ text, severity }] : [];
      }),
    ),
    changedAt: record.meta?.lastUpdated ?? record.recordedDate,
  };
}
