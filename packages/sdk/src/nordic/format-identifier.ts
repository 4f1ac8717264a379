import type { Identifier } from 'fhir/r4';
import { identifierKind, type IdentifierKind } from './identifier-kind.ts';

// How many characters stand before the hyphen, where people write one.
const HYPHEN_AFTER: Partial<Record<IdentifierKind, number>> = {
  cpr: 6,
  'x-ecpr': 6,
  'd-ecpr': 6,
  personnummer: 8,
  samordningsnummer: 8,
};

/**
 * An identifier as people read it: `DDMMYY-SSSS` for a CPR number and its replacements, `YYYYMMDD-NNNN` for a Swedish
 * number, anything else as it is. A value of another length than its kind has is shown unchanged, so that the fault can
 * be seen. Empty when there is no value.
 */
export function formatIdentifier(identifier: Identifier): string {
  const value = identifier.value ?? '';
  const after = HYPHEN_AFTER[identifierKind(identifier)];
  if (after === undefined || value.length !== after + 4 || /[^\dA-Z]/i.test(value)) return value;
  return `${value.slice(0, after)}-${value.slice(after)}`;
}
