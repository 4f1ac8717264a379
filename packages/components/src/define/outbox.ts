import { SamspilOutbox } from '../components/outbox/outbox.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-outbox', SamspilOutbox);

export { SamspilOutbox };
