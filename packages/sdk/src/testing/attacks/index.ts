export { attacks, judgeAttack } from './attacks.ts';
export type {
  AttackCase,
  AttackControl,
  AttackPosition,
  AttackSetting,
  ExchangeAttack,
  FrameAttack,
  LinkAttack,
  StolenCode,
} from './attack-case.ts';
export type { AttackFacts, AttackKit, AttackSession, RawMessage } from './attack-kit.ts';
export type { AttackEvidence, SeenRequest, SeenWrite } from './evidence.ts';
export { THREATS } from './threats.ts';
export type { ThreatRow } from './threats.ts';
