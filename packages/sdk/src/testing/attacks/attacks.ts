import type { AttackCase } from './attack-case.ts';
import type { AttackEvidence } from './evidence.ts';
import { BRIDGE } from './corpus/bridge.ts';
import { DATA } from './corpus/data.ts';
import { EGRESS } from './corpus/egress.ts';
import { ESCAPE } from './corpus/escape.ts';
import { FRAMING } from './corpus/framing.ts';
import { HANDSHAKE } from './corpus/handshake.ts';
import { NEIGHBOURS } from './corpus/neighbours.ts';
import { OTHER_PATIENTS } from './corpus/other-patients.ts';
import { OVERLOAD } from './corpus/overload.ts';
import { RIGHTS } from './corpus/rights.ts';
import { SIGN_IN_BY_LINK } from './corpus/sign-in/by-link.ts';
import { EXCHANGES } from './corpus/sign-in/exchanges.ts';
import { SIGN_IN_FROM_FRAME } from './corpus/sign-in/from-frame.ts';
import { TRACES } from './corpus/traces.ts';
import { WORDS } from './corpus/words.ts';
import { WRONG_PATIENT } from './corpus/wrong-patient.ts';

const corpus: readonly AttackCase[] = [
  ...BRIDGE,
  ...OTHER_PATIENTS,
  ...WRONG_PATIENT,
  ...HANDSHAKE,
  ...ESCAPE,
  ...FRAMING,
  ...SIGN_IN_FROM_FRAME,
  ...SIGN_IN_BY_LINK,
  ...EXCHANGES,
  ...RIGHTS,
  ...WORDS,
  ...DATA,
  ...OVERLOAD,
  ...EGRESS,
  ...TRACES,
  ...NEIGHBOURS,
];

/**
 * The published attack corpus: what a hostile plugin, page or link does to a workplace, over every row of the threat
 * model. In the order of the rows. How to run it against a host of your own: `docs/guide/plugin-security.md`.
 */
export const attacks: readonly AttackCase[] = corpus.toSorted((a, b) => a.threat - b.threat);

/**
 * What got through, or undefined when the attack was rejected. An attack that did not run was not rejected: it proves
 * nothing.
 */
export function judgeAttack(attack: AttackCase, evidence: AttackEvidence): string | undefined {
  if (!evidence.hasRun) return 'the attack did not run, so it proves nothing';
  return attack.verdict(evidence);
}
