import type { CdsCard } from '@samspil/components/components/cds-cards';
import type { Words } from '../words.ts';

const SYSTEM = 'https://samspil.dk/fhir/CodeSystem/override-reason';

/** Why a card may be dismissed. */
export type OverrideReason =
  | 'known-plan'
  | 'measure-again'
  | 'being-handled'
  | 'limits-ordered'
  | 'benefit-outweighs'
  | 'tolerated-before'
  | 'record-wrong'
  | 'not-given';

/** Reasons as the specification has them: system, code and display. */
export function reasonsOf(codes: readonly OverrideReason[], words: Words): CdsCard['overrideReasons'] {
  return codes.map((code) => ({ system: SYSTEM, code, display: words(`reason.${code}`) }));
}
