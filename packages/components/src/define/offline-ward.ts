import { SamspilOfflineWard } from '../components/offline-ward/offline-ward.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-offline-ward', SamspilOfflineWard);

export { SamspilOfflineWard };
