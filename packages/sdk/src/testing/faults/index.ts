/** The fault kit: an outbox in a browser that breaks, before a server that breaks, judged by the server's journal. */
export { HistoryRun, openProduct, runHistory } from './history/run-history.ts';
export type { Outcome } from './history/run-history.ts';
export type { OpenSubject, PageSession } from './history/page.ts';
export type { Action, History, SaveKind, Step } from './history/step.ts';
export type { Violation } from './oracle/ledger.ts';
export { Device } from './device/device.ts';
export type { DeviceOptions, Tab, TabFetch } from './device/device.ts';
export { Clock } from './device/clock.ts';
export { Turns } from './device/turns.ts';
export type { TurnOwner } from './device/turns.ts';
export { Ehr } from './server/ehr.ts';
export type { Arrival, Effect, EhrAbilities } from './server/ehr.ts';
export { Network } from './server/network.ts';
export type { NetworkWatch, Sending } from './server/network.ts';
export type { AimedFault, NetworkFault } from './server/network-fault.ts';
export { Storage } from './storage/storage.ts';
export type { CommitListener, Committed } from './storage/storage.ts';
export type { StorageFault } from './storage/storage-fault.ts';
