import { SamspilCdsCards } from '../components/cds-cards/cds-cards.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-cds-cards', SamspilCdsCards);

export { SamspilCdsCards };
