import type { Identifier } from 'fhir/r4';

/** Danish CPR number. */
export const CPR_SYSTEM = 'urn:oid:1.2.208.176.1.2';
/** National replacement of a CPR number. */
export const X_ECPR_SYSTEM = 'urn:oid:1.2.208.176.1.6.1.1';
/** The general D-eCPR; a region's own ends in a further number, such as `.181` for Midtjylland. */
export const D_ECPR_SYSTEM = 'urn:oid:1.2.208.176.1.6.1.3';
/** Swedish personnummer. */
export const PERSONNUMMER_SYSTEM = 'http://electronichealth.se/identifier/personnummer';
/** Swedish samordningsnummer. */
export const SAMORDNINGSNUMMER_SYSTEM = 'http://electronichealth.se/identifier/samordningsnummer';

/** What an identifier of a person is. `other` is a system we do not know: shown as it is. */
export type IdentifierKind =
  | 'cpr'
  | 'x-ecpr'
  | 'd-ecpr'
  | 'personnummer'
  | 'samordningsnummer'
  | 'reservnummer'
  | 'lma-nummer'
  | 'fodselsnummer'
  | 'd-nummer'
  | 'h-nummer'
  | 'henkilotunnus'
  | 'other';

// Keys as `normalised` writes them. Systems of clinical.md §2.1 and §2.10 to §2.12.
const KINDS: Readonly<Record<string, IdentifierKind>> = {
  '1.2.208.176.1.2': 'cpr',
  '1.2.208.176.1.6.1.1': 'x-ecpr',
  '1.2.208.176.1.6.1.3': 'd-ecpr',
  'electronichealth.se/identifier/personnummer': 'personnummer',
  '1.2.752.129.2.1.3.1': 'personnummer',
  'electronichealth.se/identifier/samordningsnummer': 'samordningsnummer',
  '1.2.752.129.2.1.3.3': 'samordningsnummer',
  'electronichealth.se/identifier/nationelltreservnummer': 'reservnummer',
  'electronichealth.se/identifier/lma-nummer': 'lma-nummer',
  '2.16.578.1.12.4.1.4.1': 'fodselsnummer',
  '2.16.578.1.12.4.1.4.2': 'd-nummer',
  '2.16.578.1.12.4.1.4.3': 'h-nummer',
  '1.2.246.21': 'henkilotunnus',
};

/** The kind of an identifier, by its system alone: two kinds can look the same. */
export function identifierKind(identifier: Pick<Identifier, 'system'>): IdentifierKind {
  const system = normalised(identifier.system ?? '');
  if (system.startsWith('1.2.208.176.1.6.1.3.')) return 'd-ecpr';
  return KINDS[system] ?? 'other';
}

/** True for the replacements of a CPR number: shown as such, never as a CPR number. */
export function isReplacementNumber(kind: IdentifierKind): boolean {
  return kind === 'x-ecpr' || kind === 'd-ecpr' || kind === 'reservnummer';
}

/** The same system occurs with and without `urn:oid:` (once misspelt), with `http` and `https`, in any case. */
function normalised(system: string): string {
  return system
    .trim()
    .toLowerCase()
    .replace(/^(?:urn:oid[:.]|https?:\/\/)/, '')
    .replace(/\/$/, '');
}
