import type { Coding } from 'fhir/r4';

/** As FHIR writes each system; `codingKey` knows the other spellings. */
export const LOINC = 'http://loinc.org';
/** SNOMED CT; the Danish edition appends its module. */
export const SNOMED_CT = 'http://snomed.info/sct';
/** Units of measure. */
export const UCUM = 'http://unitsofmeasure.org';
/** Device codes of ISO/IEEE 11073, as decimal numbers. */
export const MDC = 'urn:iso:std:iso:11073:10101';
/** As DK Core writes it; MedCom and FUT write an OID. */
export const NPU = 'http://npu-terminology.org';
/** As MedCom writes it; FUT writes an OID. DNK codes stand in NPU's system. */
export const MEDCOM_OBSERVATION = 'http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-observation-codes';
/** Danish classification of the health care system (SKS). */
export const SKS = 'urn:oid:1.2.208.176.2.4';
/** Codes of ours, where no code system we could verify has the concept. */
export const SAMSPIL_OBSERVATION = 'https://samspil.dk/fhir/CodeSystem/observation';
/** Codes of ours for scores, their scales and the points of their parts. */
export const SAMSPIL_SCORE = 'https://samspil.dk/fhir/CodeSystem/score';

/** Writes the codes of one system as codings. */
export function codesIn(system: string): (...codes: readonly string[]) => Coding[] {
  return (...codes) => codes.map((code) => ({ system, code }));
}

// The same system occurs in several spellings (clinical.md §2.13): compared in one form, never rewritten.
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  'urn:oid:2.16.840.1.113883.6.1': LOINC,
  'urn:oid:2.16.840.1.113883.6.96': SNOMED_CT,
  'urn:oid:2.16.840.1.113883.6.8': UCUM,
  'urn:oid:2.16.840.1.113883.6.24': MDC,
  'urn:oid:1.2.208.176.2.1': NPU,
  'https://npu-terminology.org': NPU,
  'urn:oid:1.2.208.184.100.8': MEDCOM_OBSERVATION,
};

/** `system|code` with the system in its usual spelling: equal keys mean the same concept. Undefined without a code. */
export function codingKey(coding: Pick<Coding, 'system' | 'code'>): string | undefined {
  const { system = '', code } = coding;
  if (!code) return undefined;
  const usual = system.startsWith(`${SNOMED_CT}/`) ? SNOMED_CT : (OTHER_SPELLINGS[system] ?? system);
  return `${usual}|${code}`;
}
