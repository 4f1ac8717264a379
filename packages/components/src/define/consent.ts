import { SamspilConsent } from '../components/consent/consent.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-consent', SamspilConsent);

export { SamspilConsent };
