import { SamspilPageOutbox } from '../components/page-outbox/page-outbox.ts';
import './conflict.ts';
import { defineOnce } from './define-once.ts';
import './outbox.ts';

defineOnce('samspil-page-outbox', SamspilPageOutbox);

export { SamspilPageOutbox };
