import type { CodeableConcept } from 'fhir/r4';

/** What a concept calls itself: its text, else the first display, else the first code. Tolerates wrong shapes. */
export function conceptText(concept: CodeableConcept | undefined): string | undefined {
  const text: unknown = concept?.text;
  if (isWord(text)) return text;
  const codings = codingsOf(concept);
  return codings.map(({ display }) => display).find(isWord) ?? codings.map(({ code }) => code).find(isWord);
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== '';
}

/** The codes of a concept, whatever their system. */
export function codesOf(concept: CodeableConcept | undefined): string[] {
  const codes: string[] = [];
  for (const { code } of codingsOf(concept)) if (typeof code === 'string') codes.push(code);
  return codes;
}

/** The first of these codes that a concept has, whatever its system. */
export function codeAmong<C extends string>(
  concept: CodeableConcept | undefined,
  codes: readonly C[],
): C | undefined {
  const codings: unknown = concept?.coding;
  if (!Array.isArray(codings)) return undefined;
  for (const code of codes)
    for (const coding of codings as ({ code?: unknown } | null | undefined)[])
      if (coding?.code === code) return code;
  return undefined;
}

/** `system|code` of every coding that has both: what a machine can recognise the concept by. */
export function tokensOf(concept: CodeableConcept | undefined): string[] {
  return codingsOf(concept).flatMap(({ system, code }) =>
    typeof system === 'string' && typeof code === 'string' && system && code ? [`${system}|${code}`] : [],
  );
}

function codingsOf(concept: CodeableConcept | undefined): Record<string, unknown>[] {
  return objectsIn<object>(concept?.coding) as Record<string, unknown>[];
}

/** The objects of what should be a list of them; nothing for any other shape. */
export function objectsIn<T extends object>(list: readonly T[] | undefined): T[] {
  const candidate: unknown = list;
  return Array.isArray(candidate)
    ? candidate.filter((each): each is T => typeof each === 'object' && each !== null)
    : [];
}
