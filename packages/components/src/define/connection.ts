import { SamspilConnection } from '../components/connection/connection.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-connection', SamspilConnection);

export { SamspilConnection };
