import { expect, waitUntil } from '@open-wc/testing';
import type { Observation } from 'fhir/r4';
import '../../define/device-measurements.ts';
import type { MeasurementDecideEvent } from '../../events/measurement-decide-event.ts';
import { nurse, pulse } from '../../testing/build-pulse.ts';
import { settled, words } from '../../testing/expect-accessible.ts';
import type { FakeContext } from '../../testing/fake-fhir.ts';
import { all, contextWith, find, listElement, type ListElement } from '../../testing/list-contract.ts';

const tag = 'samspil-device-measurements';
const make = (...resources: Observation[]) => listElement(tag, { resources });
const under = (context: FakeContext) => listElement(tag, { context });
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
const press = async (element: ListElement, selector: string, index = 0) => {
  const button = all(element, selector)[index];
  button?.focus();
  button?.click();
  await settled(element);
};
const choose = (element: ListElement, reason: string) =>
  find(element, `.why input[value="${reason}"]`)?.click();

describe(`${tag} decisions`, () => {
  it('validating is one press: final, over the version that was shown, vouched for by the user; what was given stays', async () => {
    const given = pulse('a', { status: 'preliminary' });
    const context = contextWith(given);
    const element = await under(context);
    await press(element, '.validate');
    const [save] = context.fhir.saves;
    const [saved] = save?.resources as [Observation];
    expect(saved).to.deep.include({ id: 'a', meta: { versionId: '3' }, status: 'final' });
    expect(saved.performer).to.deep.equal([{ reference: 'Patient/Poul' }, nurse]);
    expect(given.status).to.equal('preliminary');
    expect(words(find(element, '.act'))).to.equal('Godkendt af dig Afventer afsendelse');
    expect(find(element, '.validate')).to.equal(null);
    expect(texts(element, '.tag')).not.to.include('Ikke godkendt');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.outcome'));
  });

  it('the row follows its receipt: on its way, refused with what to do, received', async () => {
    const context = contextWith(pulse('a'));
    const element = await under(context);
    await press(element, '.validate');
    const [receipt] = context.fhir.made;
    if (!receipt) throw new Error('nothing was saved');
    for (const [state, text] of [
      ['sending', 'Sender …'],
      ['rejected', 'Afvist af EPJ'],
      ['conflict', 'Konflikt'],
    ] as const) {
      context.fhir.move(receipt, state, state === 'sending' ? undefined : state);
      await settled(element);
      expect(words(find(element, '.act'))).to.contain(text);
      expect(find(element, '.validate'), 'never a second write beside the first').to.equal(null);
    }
  });

  it('a decision that is still unsent from before is shown, and cannot be made twice', async () => {
    const context = contextWith(pulse('a'));
    context.fhir.unfinished = [
      {
        id: 'r',
        state: 'stored',
        patient: 'else',
        plugin: { id: 'x', version: '1' },
        storedAt: '2024-01-01T00:00:00Z',
        resources: [{ reference: 'Observation/a' }],
      },
    ];
    const element = await under(context);
    await waitUntil(() => words(element).includes('En ændring er på vej Afventer afsendelse'));
    expect(find(element, '.validate')).to.equal(null);
  });

  it('a failure that stored nothing leaves the choice open; an uncertain one repeats the same operation only', async () => {
    const context = contextWith(pulse('a'));
    const element = await under(context);
    context.fhir.failures.save = 'denied';
    await press(element, '.validate');
    expect(words(find(element, '.act'))).to.contain('Ikke gemt');
    expect(all(element, '.act button')).to.have.length(2);
    context.fhir.failures.save = 'timeout';
    await press(element, '.validate');
    expect(words(find(element, '.act'))).to.contain('Måske gemt');
    expect(find(element, '.reject')).to.equal(null);
    context.fhir.failures = {};
    await press(element, '.validate');
    const ids = context.fhir.saves.map(({ options }) => options?.operationId);
    expect(ids[1]).to.equal(ids[2]);
    expect(ids[1]).not.to.equal(ids[0]);
    expect(words(find(element, '.act'))).to.contain('Afventer afsendelse');
  });

  it('pressing twice while it is saved makes one write', async () => {
    const context = contextWith(pulse('a'));
    const element = await under(context);
    const button = find(element, '.validate');
    button?.click();
    button?.click();
    await settled(element);
    expect(context.fhir.saves).to.have.length(1);
  });

  it('a rejection needs a reason, and says it in the record with who and when', async () => {
    const context = contextWith(pulse('a', { note: [{ text: 'Hvile' }] }));
    const element = await under(context);
    await press(element, '.reject');
    expect(all(element, '.why input:checked')).to.be.empty;
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.why input'));
    await press(element, '.why [type="submit"]');
    expect(words(find(element, '.missing'))).to.equal('Vælg en grund. Ved Andet skrives hvorfor.');
    choose(element, 'other');
    await press(element, '.why [type="submit"]');
    expect(context.fhir.saves, 'other needs words').to.be.empty;
    choose(element, 'faulty');
    const text = find(element, '.why [name="text"]') as HTMLInputElement | null;
    if (text) text.value = 'Løs manchet';
    await press(element, '.why [type="submit"]');
    const [saved] = context.fhir.saves[0]?.resources as [Observation];
    expect(saved.status).to.equal('entered-in-error');
    expect(saved.performer).to.deep.equal([{ reference: 'Patient/Poul' }]);
    expect(saved.note?.[1]).to.deep.include({
      authorReference: nurse,
      text: 'Måling afvist: Målefejl — Løs manchet',
    });
    expect(words(find(element, '.act'))).to.contain('Afvist af dig');
    expect(find(element, '.why')).to.equal(null);
  });

  it('RXV-12 nothing is selected at first; several are validated after a summary, each by a write of its own', async () => {
    const context = contextWith(
      pulse('a'),
      pulse('b'),
      pulse('c', { valueQuantity: { value: 70, code: '/min' } }),
    );
    const element = await under(context);
    expect(all(element, '.pick input:checked')).to.be.empty;
    expect(find(element, '[part="review"]')).to.equal(null);
    await press(element, '.pick input', 0);
    await press(element, '.pick input', 2);
    expect(words(find(element, '[part="review"]'))).to.contain('2 valgt');
    await press(element, '.review');
    expect(words(find(element, '[part="review"]')))
      .to.contain('Godkend disse 2 målinger?')
      .and.to.contain('Puls 93 /min')
      .and.to.contain('Puls 70 /min');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.question'));
    expect(context.fhir.saves).to.be.empty;
    await press(element, '.validate-all');
    expect(context.fhir.saves.map(({ resources }) => resources[0]?.id)).to.deep.equal(['a', 'c']);
    expect(new Set(context.fhir.saves.map(({ options }) => options?.operationId)).size).to.equal(2);
    expect(find(element, '[part="review"]')).to.equal(null);
    expect(all(element, '.validate')).to.have.length(1);
  });

  it('the page around may take a decision over; without a lease nothing else can', async () => {
    const element = await make(pulse('a'), pulse('b'));
    const events: MeasurementDecideEvent[] = [];
    element.addEventListener('samspil-measurement-decide', (event) => {
      events.push(event);
      if (event.observation.id === 'a') event.preventDefault();
    });
    await press(element, '.validate');
    await press(element, '.validate');
    expect(events.map(({ decision, observation }) => [decision, observation.status])).to.deep.equal([
      ['validate', 'final'],
      ['validate', 'final'],
    ]);
    expect(texts(element, '.act')).to.satisfy(
      ([first, second]: string[]) => first === 'Givet videre' && second?.includes('Ikke gemt'),
    );
  });

  it('what was decided under one lease says nothing under another', async () => {
    const element = await under(contextWith(pulse('a')));
    await press(element, '.validate');
    element.context = contextWith(pulse('a'));
    await waitUntil(() => find(element, '.validate'));
    expect(words(element)).not.to.contain('Godkendt af dig');
  });
});
