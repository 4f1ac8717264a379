import { SamspilReadAge } from '../components/read-age/read-age.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-read-age', SamspilReadAge);

export { SamspilReadAge };
