import { SamspilResourceHistory } from '../components/resource-history/resource-history.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-resource-history', SamspilResourceHistory);

export { SamspilResourceHistory };
