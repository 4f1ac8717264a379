import type { CodeableConcept } from 'fhir/r4';
import { conceptText, objectsIn } from '../format/concepts.ts';
import type { Fact } from './render-facts.ts';

/** Several texts under one label, as the language lists them; no line when none of them is known. */
export function listFact(label: string, texts: readonly (string | undefined)[], locale: string): Fact {
  const known = texts.filter((text) => text !== undefined);
  return [label, known.length > 0 ? new Intl.ListFormat(locale).format(known) : undefined];
}

/** What the concepts of a list call themselves; nothing for any other shape. */
export function conceptTexts(list: readonly CodeableConcept[] | undefined): string[] {
  return objectsIn(list)
    .map(conceptText)
    .filter((text) => text !== undefined);
}
