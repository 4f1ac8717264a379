import { SamspilDocuments } from '../components/documents/documents.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-documents', SamspilDocuments);

export { SamspilDocuments };
