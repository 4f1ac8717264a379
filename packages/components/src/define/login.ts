import { SamspilLogin } from '../components/login/login.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-login', SamspilLogin);

export { SamspilLogin };
