/** What is measured in use, without anything about a patient. */
export { measureVitals } from './web-vitals.ts';
export type { Vital } from './web-vitals.ts';
