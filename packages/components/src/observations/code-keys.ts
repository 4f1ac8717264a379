import type { CodeableConcept, Coding } from 'fhir/r4';
import { codingKey } from '@samspil/sdk/clinical';
import { objectsIn } from '../format/concepts.ts';
import { textIn } from '../format/text-in.ts';

/** `system|code` of one coding, its system in the usual spelling; undefined for one without a code, or of another shape. */
export function keyOf({ system, code }: Coding): string | undefined {
  return codingKey({ system: textIn(system) ?? '', code: textIn(code) ?? '' });
}

/** Those of a concept: equal keys mean the same. */
export function codeKeys(concept: CodeableConcept | undefined): string[] {
  return objectsIn(concept?.coding).flatMap((coding) => keyOf(coding) ?? []);
}
