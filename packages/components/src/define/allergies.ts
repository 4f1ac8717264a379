import { SamspilAllergies } from '../components/allergies/allergies.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-allergies', SamspilAllergies);

export { SamspilAllergies };
