import { SamspilConditions } from '../components/conditions/conditions.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-conditions', SamspilConditions);

export { SamspilConditions };
