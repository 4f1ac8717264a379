import { SamspilConflict } from '../components/conflict/conflict.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-conflict', SamspilConflict);

export { SamspilConflict };
