/** For plugin authors and hosts: the attack corpus, and a workplace in memory to run a plugin in. */
export { attacks, judgeAttack, THREATS } from './attacks/index.ts';
export type {
  AttackCase,
  AttackControl,
  AttackEvidence,
  AttackFacts,
  AttackKit,
  AttackPosition,
  AttackSession,
  AttackSetting,
  ExchangeAttack,
  FrameAttack,
  LinkAttack,
  RawMessage,
  SeenRequest,
  SeenWrite,
  StolenCode,
  ThreatRow,
} from './attacks/index.ts';
export { simulate } from './simulate/index.ts';
export type {
  Fault,
  FaultPoint,
  ServerEntry,
  ServerPoint,
  SimulateOptions,
  Simulation,
} from './simulate/index.ts';
