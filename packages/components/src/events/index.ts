export { CardAcceptEvent, type CardAcceptance } from './card-accept-event.ts';
export { CardLaunchEvent, type CardLaunch } from './card-launch-event.ts';
export { CardOverrideEvent, type CardOverride } from './card-override-event.ts';
export { ConflictCloseEvent } from './conflict-close-event.ts';
export { EntryOpenEvent } from './entry-open-event.ts';
export { OfflineChangeEvent } from './offline-change-event.ts';
export { OutboxRepairEvent } from './outbox-repair-event.ts';
export { ScoreTaskEvent } from './score-task-event.ts';
export { VitalsSaveEvent } from './vitals-save-event.ts';
