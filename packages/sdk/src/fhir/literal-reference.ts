import { SamspilError } from '../errors.ts';

/** The parts of `Type/id`. */
export interface LiteralReference {
  resourceType: string;
  id: string;
}

const LITERAL = /^([A-Z][A-Za-z]{1,63})\/([A-Za-z0-9\-.]{1,64})$/;

/** Reads a relative literal reference (https://hl7.org/fhir/R4/references.html#literal); undefined for any other text. */
export function parseLiteralReference(text: string): LiteralReference | undefined {
  const [, resourceType, id] = LITERAL.exec(text) ?? [];
  // An id of dots only would climb out of its folder once it stands in a URL.
  if (!resourceType || !id || /^\.+$/.test(id)) return undefined;
  return { resourceType, id };
}

/**
 * Like {@link parseLiteralReference}, for callers that cannot go on without one.
 * @throws `invalid-request`
 */
export function requireLiteralReference(text: string): LiteralReference {
  const parsed = parseLiteralReference(text);
  if (!parsed) throw new SamspilError('invalid-request', 'A reference must have the form Type/id.');
  return parsed;
}
