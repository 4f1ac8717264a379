import type { Attachment, DocumentReference } from 'fhir/r4';
import kept from '../../packages/components/src/testing/sample-documents.json';
import published from '../../packages/components/src/testing/sample-published-documents.json';
import { elementStories } from '../src/element.ts';
import { listStories } from '../src/list-stories.ts';

export default { ...elementStories('samspil-documents'), title: 'Elements/samspil-documents' };

export const { Loaded, FromRecord, Empty, Loading, Denied, NotHeldHere, Failed } = listStories(
  'samspil-documents',
  Object.values(kept) as DocumentReference[],
);

const withFile = (title: string, attachment: Attachment): DocumentReference => ({
  ...(kept.note as DocumentReference),
  id: title,
  content: [{ attachment: { ...attachment, title } }],
});
const text = { contentType: 'text/plain', data: btoa('Synthetic text.') };

/** Files that are not what they should be, or not here. */
export const Files = {
  args: {
    resources: [
      withFile('Changed since it was recorded', { ...text, hash: btoa('x') }),
      withFile('No PDF after all', { ...text, contentType: 'application/pdf' }),
      withFile('A page that could run code', { ...text, contentType: 'text/html' }),
      withFile('Outside, safe', { contentType: 'application/pdf', url: 'https://documents.example/7' }),
      withFile('Outside, not safe', { contentType: 'application/pdf', url: 'http://documents.example/7' }),
      withFile('Without content', { contentType: 'application/pdf' }),
    ],
  },
};

/** The examples of DK Core, whose files are elsewhere. */
export const Published = { args: { resources: Object.values(published) } };
