/** The classes of all elements. Importing this registers nothing: see `@samspil/components/define`. */
export { SamspilAllergies } from './components/allergies/allergies.ts';
export { SamspilApp } from './components/app/app.ts';
export { SamspilCdsCards } from './components/cds-cards/cds-cards.ts';
export { SamspilConditions } from './components/conditions/conditions.ts';
export { SamspilConflict } from './components/conflict/conflict.ts';
export { SamspilContextGuard } from './components/context-guard/context-guard.ts';
export { SamspilEarlyWarningScore } from './components/early-warning-score/early-warning-score.ts';
export { SamspilObservationTrend } from './components/observation-trend/observation-trend.ts';
export { SamspilOfflineWard } from './components/offline-ward/offline-ward.ts';
export { SamspilOutbox } from './components/outbox/outbox.ts';
export { SamspilPageOutbox } from './components/page-outbox/page-outbox.ts';
export { SamspilPatientBanner } from './components/patient-banner/patient-banner.ts';
export { SamspilReadAge } from './components/read-age/read-age.ts';
export { SamspilSlot } from './components/slot/slot.ts';
export { SamspilSyncStatus } from './components/sync-status/sync-status.ts';
export { SamspilVitalsEntry } from './components/vitals-entry/vitals-entry.ts';
export { tokens } from './tokens/page-tokens.ts';
