import type { DocumentReference } from 'fhir/r4';
import kept from '../../packages/components/src/testing/sample-documents.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-documents'), title: 'Elements/samspil-documents' };

export const { Loaded, FromRecord, Empty, Loading, Denied, NotHeldHere, Failed } = listStories(
  'samspil-documents',
  Object.values(kept) as DocumentReference[],
);
