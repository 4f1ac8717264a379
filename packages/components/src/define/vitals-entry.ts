import { SamspilVitalsEntry } from '../components/vitals-entry/vitals-entry.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-vitals-entry', SamspilVitalsEntry);

export { SamspilVitalsEntry };
