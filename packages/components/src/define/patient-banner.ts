import { SamspilPatientBanner } from '../components/patient-banner/patient-banner.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-patient-banner', SamspilPatientBanner);

export { SamspilPatientBanner };
