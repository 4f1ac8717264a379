import { SamspilRelatedPersons } from '../components/related-persons/related-persons.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-related-persons', SamspilRelatedPersons);

export { SamspilRelatedPersons };
