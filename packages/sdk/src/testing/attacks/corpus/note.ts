import type { AttackFacts } from '../attack-kit.ts';

/** An Observation that carries the run's mark, for a patient. */
export function note({ mark }: Pick<AttackFacts, 'mark'>, patient: string) {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'https://samspil.dk/attack', code: mark }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: '2026-01-15T08:00:00+01:00',
    valueString: 'x',
  };
}
