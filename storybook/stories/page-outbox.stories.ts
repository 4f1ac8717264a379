import { html } from 'lit';
import { FakeWorkplace } from '../../packages/components/src/testing/fake-fhir.ts';
import { elementStories } from '../src/element.ts';
import { heldWrites } from '../src/held-writes.ts';
import { record, write } from '../src/surroundings.ts';

export default { ...elementStories('samspil-page-outbox'), title: 'Elements/samspil-page-outbox' };

/** An app in a page of its own whose outbox holds these writes. */
const holding = (...writes: ReturnType<typeof write>[]) => ({
  render: () => {
    const workplace = new FakeWorkplace(record(), document.documentElement.lang);
    Object.assign(workplace, { outbox: heldWrites(writes) });
    return html`<samspil-app client-id="storybook" .workplace=${workplace}
      ><samspil-page-outbox></samspil-page-outbox
    ></samspil-app>`;
  },
});

export const Refused = holding(write('a', 'rejected', 'rejected'));
export const NothingToShow = holding();
