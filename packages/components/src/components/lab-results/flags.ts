import type { CodeableConcept } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import type { LabWords } from './lab-words.ts';

const known = [
  'HH',
  'LL',
  'AA',
  'HU',
  'LU',
  'H',
  'L',
  'A',
  'N',
  'POS',
  'NEG',
  'IND',
  'DET',
  'ND',
  'S',
  'I',
  'R',
  'U',
  'D',
  'B',
  'W',
  'NI',
] as const;

/** What the laboratory says of a value. Never ours: a value outside its interval is not marked by us (clinical.md 2.5). */
export interface Flag {
  readonly text: string;
  readonly direction: 'up' | 'down' | undefined;
  /** `critical` needs somebody at once; `plain` is nothing to look at. */
  readonly weight: 'critical' | 'unusual' | 'plain';
}

/** The interpretations of a result, in words; a code nobody knows is shown as it came. */
export function flagsOf(interpretation: readonly CodeableConcept[] | undefined, { t }: LabWords): Flag[] {
  return objectsIn(interpretation).flatMap((concept) => {
    const codes = codesOf(concept);
    const code = known.find((each) => codes.includes(each));
    const text = code ? t(`lab.flag.${code}`) : (textIn(concept.text) ?? conceptText(concept));
    return text === undefined ? [] : [{ text, ...meaningOf(code) }];
  });
}

/** Whether the laboratory calls it critical. */
export function isCritical(interpretation: readonly CodeableConcept[] | undefined): boolean {
  return objectsIn(interpretation).some((concept) =>
    codesOf(concept).some((code) => code === 'HH' || code === 'LL' || code === 'AA'),
  );
}

function meaningOf(code: (typeof known)[number] | undefined): Pick<Flag, 'direction' | 'weight'> {
  const direction = code?.startsWith('H') ? 'up' : code?.startsWith('L') ? 'down' : undefined;
  if (code === 'HH' || code === 'LL' || code === 'AA') return { direction, weight: 'critical' };
  const isPlain = code === 'N' || code === 'NEG' || code === 'ND' || code === 'NI' || code === 'S';
  return { direction, weight: isPlain ? 'plain' : 'unusual' };
}
