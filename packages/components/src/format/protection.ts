import type { Coding, Extension, Patient } from 'fhir/r4';

/**
 * When in doubt, protect: any security label counts, also an incomplete one and one of a system we do not know (Swedish
 * `sekretessmarkering`), unless it says for certain something else (clinical.md 2.13).
 */
export function hasProtection(patient: Patient): boolean {
  const security: unknown = patient.meta?.security ?? [];
  const isLabelled = [security].flat().some((label) => !isHarmless(label as Coding | null));
  const extensions: unknown = patient.extension ?? [];
  return isLabelled || [extensions].flat().some((extension) => isProtection(extension as Extension | null));
}

/** Where a protected person can be found, by element. */
export const PROTECTED_PLACES: ReadonlySet<string> = new Set(['address', 'telecom', 'contact']);

/** Protection of any version holds for all: what was a secret once was put there for a reason. */
export function isProtectedIn(versions: readonly (object | null | undefined)[]): boolean {
  return versions.some((version) => !!version && hasProtection(version as Patient));
}

/** A level up to normal, or a purpose of use, such as the mark of test data. */
function isHarmless(label: Coding | null): boolean {
  const { system, code } = label ?? {};
  const v3 = 'http://terminology.hl7.org/CodeSystem/v3-';
  if (system === `${v3}Confidentiality`) return ['U', 'L', 'M', 'N'].includes(code ?? '');
  return system === `${v3}ActReason`;
}

/** The national infrastructure's own mark (FUT, nameandaddressprotection). */
function isProtection(extension: Extension | null): boolean {
  return typeof extension?.url === 'string' && extension.url.endsWith('nameandaddressprotection');
}
