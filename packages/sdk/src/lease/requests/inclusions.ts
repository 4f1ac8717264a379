import { SamspilError } from '../../errors.ts';
import { isPatientType, patientSearchParameters } from '../../fhir/compartment.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import type { Pair } from './asked.ts';
import { assertConfinable } from './confinement.ts';
import { permittingOrDenied } from '../grants.ts';
import { mayBeShared } from '../answers/ownership.ts';

const INCLUSION = /^([A-Z][A-Za-z]{1,63}):([a-z][A-Za-z-]{0,63})(?::([A-Z][A-Za-z]{1,63}))?$/;

/** Types that a search may bring along besides its own; undefined when a reference may lead to any. */
export type BroughtTypes = ReadonlySet<string> | undefined;

/**
 * Judges every `_include` and `_revinclude` before the network, as far as its text tells. What comes back is judged
 * once more, one resource at a time.
 *
 * - `_include=Type:parameter[:Target]` starts at the searched type. No `*`, no `:iterate`.
 * - `_revinclude=Source:parameter` brings what refers to the matches, so it is offered only where the matches are this
 *   patient's alone: whatever refers to a ward, a colleague or a shared appointment is mostly somebody else's. From
 *   Patient it takes the parameters that name the patient of a record, not those for which she is a performer.
 *
 * @throws `invalid-request`; `denied` for what no scope or no compartment covers
 */
export function judgeInclusions(
  resourceType: string,
  pairs: readonly Pair[],
  scopes: ScopeSet,
): BroughtTypes {
  const brought = new Set<string>();
  let isOpen = false;
  for (const [name, value] of pairs) {
    if (name !== '_include' && name !== '_revinclude') continue;
    const [, source, parameter = '', target] = INCLUSION.exec(value) ?? [];
    if (!source)
      throw new SamspilError('invalid-request', `${name} is written Type:parameter, without wildcards.`);
    if (name === '_include') {
      if (source !== resourceType)
        throw new SamspilError('invalid-request', `_include starts at the searched type, ${resourceType}.`);
      if (target) brought.add(readable(target, scopes));
      else isOpen = true;
    } else {
      assertRefersToThisPatientOnly(resourceType, source, parameter);
      brought.add(readable(source, scopes));
    }
  }
  return isOpen ? undefined : brought;
}

function readable(resourceType: string, scopes: ScopeSet): string {
  assertConfinable(resourceType);
  permittingOrDenied(scopes, 'r', resourceType);
  return resourceType;
}

function assertRefersToThisPatientOnly(resourceType: string, source: string, parameter: string): void {
  const isAlone = isPatientType(resourceType) && !mayBeShared(resourceType);
  const isSubject =
    resourceType !== 'Patient' ||
    source === 'Provenance' ||
    patientSearchParameters(source).includes(parameter);
  if (isAlone && isSubject) return;
  throw new SamspilError(
    'denied',
    `_revinclude from ${resourceType} would bring records of other patients: search for ${source} itself.`,
  );
}
