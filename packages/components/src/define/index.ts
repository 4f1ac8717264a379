/** Registers every element. */
export { SamspilAllergies } from './allergies.ts';
export { SamspilApp } from './app.ts';
export { SamspilCdsCards } from './cds-cards.ts';
export { SamspilConditions } from './conditions.ts';
export { SamspilConflict } from './conflict.ts';
export { SamspilContextGuard } from './context-guard.ts';
export { SamspilEarlyWarningScore } from './early-warning-score.ts';
export { SamspilMedicationList } from './medication-list.ts';
export { SamspilObservationTrend } from './observation-trend.ts';
export { SamspilOfflineWard } from './offline-ward.ts';
export { SamspilOutbox } from './outbox.ts';
export { SamspilPageOutbox } from './page-outbox.ts';
export { SamspilPatientBanner } from './patient-banner.ts';
export { SamspilReadAge } from './read-age.ts';
export { SamspilSlot } from './slot.ts';
export { SamspilSyncStatus } from './sync-status.ts';
export { SamspilVitalsEntry } from './vitals-entry.ts';
