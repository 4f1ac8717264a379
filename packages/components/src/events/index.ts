export { VitalsSaveEvent } from './vitals-save-event.ts';
