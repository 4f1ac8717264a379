import { SamspilContextGuard } from '../components/context-guard/context-guard.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-context-guard', SamspilContextGuard);

export { SamspilContextGuard };
