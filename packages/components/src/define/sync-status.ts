import { SamspilSyncStatus } from '../components/sync-status/sync-status.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-sync-status', SamspilSyncStatus);

export { SamspilSyncStatus };
