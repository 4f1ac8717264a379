import { SamspilPageOutbox } from '../components/page-outbox/page-outbox.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-page-outbox', SamspilPageOutbox);

export { SamspilPageOutbox };
