import type { CodeableConcept } from 'fhir/r4';

/** What a concept calls itself: its text, else the first display, else the first code. Tolerates wrong shapes. */
export function conceptText(concept: CodeableConcept | undefined): string | undefined {
  const coding: unknown = concept?.coding;
  const codings = Array.isArray(coding)
    ? coding.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null)
    : [];
  return [concept?.text, ...codings.map(({ display }) => display), ...codings.map(({ code }) => code)].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
}
