export { ConflictCloseEvent } from './conflict-close-event.ts';
export { OutboxRepairEvent } from './outbox-repair-event.ts';
export { VitalsSaveEvent } from './vitals-save-event.ts';
