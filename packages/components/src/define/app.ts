import { SamspilApp } from '../components/app/app.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-app', SamspilApp);

export { SamspilApp };
