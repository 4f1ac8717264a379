import { SamspilMessageThread } from '../components/message-thread/message-thread.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-message-thread', SamspilMessageThread);

export { SamspilMessageThread };
