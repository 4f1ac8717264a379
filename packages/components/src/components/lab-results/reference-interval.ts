import type { ObservationReferenceRange } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { observedText, quantityValue, spanText } from '../../observations/observed-value.ts';
import { textIn } from '../../states/render-facts.ts';
import type { LabWords } from './lab-words.ts';

/** Each interval as the laboratory wrote it: its text, else its limits; with what kind it is and for whom it holds. */
export function intervalTexts(
  ranges: readonly ObservationReferenceRange[] | undefined,
  words: LabWords,
): string[] {
  return objectsIn(ranges).flatMap((range) => {
    const limits = textIn(range.text) ?? limitsText(range, words);
    const age = ageText(range, words);
    const about = [
      conceptText(range.type),
      ...objectsIn(range.appliesTo).map((each) => conceptText(each)),
      age,
    ];
    const said = [limits, ...about.filter((each) => !isNormal(each))].filter((each) => each !== undefined);
    return said.length > 0 ? [said.join(', ')] : [];
  });
}

function limitsText({ low, high }: ObservationReferenceRange, words: LabWords): string | undefined {
  const [from, to] = [quantityValue(low, words), quantityValue(high, words)];
  // The unit once, where both have the same.
  const isShared = from !== undefined && to !== undefined && from.unit === to.unit;
  const first = from && observedText([isShared ? { ...from, unit: undefined } : from]);
  return spanText(first, to && observedText([to]), words);
}

function ageText({ age }: ObservationReferenceRange, words: LabWords): string | undefined {
  const [from, to] = [quantityValue(age?.low, words), quantityValue(age?.high, words)];
  const value = spanText(from && observedText([from]), to && observedText([to]), words);
  return value && words.t('lab.age', { value });
}

/** A reference interval is the normal one unless it says otherwise. */
function isNormal(text: string | undefined): boolean {
  return text === undefined || /^normal( range)?$/i.test(text);
}
