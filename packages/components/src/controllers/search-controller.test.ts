import { expect, fixture, waitUntil } from '@open-wc/testing';
import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance, Condition, FhirResource } from 'fhir/r4';
import { LitElement } from 'lit';
import { fakeContext } from '../testing/fake-fhir.ts';
import { sampleAllergy, sampleConditions, samplePatient } from '../testing/samples.ts';
import { SearchController } from './search-controller.ts';

/** Two types in one list, two of each on a page. */
class TwoTypes extends LitElement {
  static override properties = { context: { attribute: false }, resources: { attribute: false } };
  declare context: ClinicalContext | undefined;
  declare resources: readonly (Condition | AllergyIntolerance)[] | undefined;
  readonly search = new SearchController<Condition | AllergyIntolerance>(this, {
    types: ['Condition', 'AllergyIntolerance'],
    parameters: (type): Record<string, string> =>
      type === 'Condition' ? { 'clinical-status': 'active' } : {},
    pageSize: 2,
  });
}
customElements.define('test-two-types', TwoTypes);

const allergies = (n: number) =>
  Array.from({ length: n }, (_each, index) => ({ ...sampleAllergy('nuts'), id: `a-${index}` }));

async function shown(...resources: FhirResource[]) {
  const context = fakeContext(samplePatient('else'), resources);
  const element = document.createElement('test-two-types') as TwoTypes;
  element.context = context;
  await fixture(element);
  await waitUntil(() => element.search.state.status !== 'loading');
  return { element, search: element.search, fhir: context.fhir };
}

const idsOf = ({ state }: SearchController<Condition | AllergyIntolerance>) =>
  state.status === 'loaded' ? state.resources.map(({ resourceType }) => resourceType) : state.status;

describe('a search over two types', () => {
  it('asks for each with parameters of its own and shows both', async () => {
    const { search, fhir } = await shown(...sampleConditions().slice(0, 1), ...allergies(2));
    expect(idsOf(search)).to.have.members(['Condition', 'AllergyIntolerance', 'AllergyIntolerance']);
    expect(fhir.searches.map(({ type }) => type)).to.deep.equal(['Condition', 'AllergyIntolerance']);
    expect(fhir.searches[0]?.parameters).to.deep.equal({ 'clinical-status': 'active', _count: '2' });
    expect(fhir.searches[1]?.parameters).to.deep.equal({ _count: '2' });
  });

  it('has more while one of them has, and then asks that one alone', async () => {
    const { element, search, fhir } = await shown(...sampleConditions().slice(0, 1), ...allergies(5));
    expect(search.state).to.include({ status: 'loaded', hasMore: true });
    await search.more();
    await search.more();
    await element.updateComplete;
    expect(search.state).to.include({ status: 'loaded', hasMore: false });
    expect(idsOf(search)).to.have.length(6);
    expect(fhir.searches.filter(({ type }) => type === 'Condition')).to.have.length(1);
    await search.reload();
    expect(idsOf(search), 'read again as far as it had been').to.have.length(6);
  });

  it('is all of them or none: what is half there would read as all there is', async () => {
    const { search, fhir } = await shown(...sampleConditions(), ...allergies(1));
    expect(search.state.status).to.equal('loaded');
    fhir.failures.search = 'denied';
    await search.reload();
    expect(search.state).to.deep.equal({ status: 'failed', code: 'denied' });
  });

  it('takes a given list of both, and says what is neither', async () => {
    const element = document.createElement('test-two-types') as TwoTypes;
    const wrong = samplePatient('else') as FhirResource as Condition;
    element.resources = [...sampleConditions().slice(0, 1), ...allergies(1), wrong];
    await fixture(element);
    expect(idsOf(element.search)).to.deep.equal(['Condition', 'AllergyIntolerance']);
    expect(element.search.state).to.include({ unreadable: 1 });
  });
});
