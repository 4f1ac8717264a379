import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ClinicalContext, ContextChange, Prepared } from '@samspil/sdk';
import '../../../define/app.ts';
import '../../../define/vitals-entry.ts';
import { loadLocale } from '../../../locales/index.ts';
import { expectAccessible, settled, words } from '../../../testing/expect-accessible.ts';
import { fakeContext, FakeWorkplace } from '../../../testing/fake-fhir.ts';
import type { FakeContext } from '../../../testing/fake-fhir.ts';
import { samplePatient } from '../../../testing/samples.ts';
import type { SamspilVitalsEntry } from '../vitals-entry.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function opened(locale = 'da') {
  const workplace = new FakeWorkplace(fakeContext(samplePatient('else')), locale);
  workplace.capabilities.add('drafts');
  const app = await fixture(
    html`<samspil-app .workplace=${workplace}><samspil-vitals-entry></samspil-vitals-entry></samspil-app>`,
  );
  const form = app.querySelector<SamspilVitalsEntry>('samspil-vitals-entry') as SamspilVitalsEntry;
  await waitUntil(() => workplace.preparing.size === 1, 'the form wants to be asked');
  await settled(form);
  const find = <E extends HTMLElement>(selector: string) =>
    form.shadowRoot?.querySelector<E>(selector) ?? null;
  const type = async (field: string, value: string) => {
    const input = find<HTMLInputElement>(`#${field}`) as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settled(form);
  };
  /** As the workplace asks before a change; what is parked is kept unless a test says otherwise. */
  const prepare = async (isKept = true): Promise<Prepared> => {
    const context = workplace.context.value as ClinicalContext;
    let tellKept: (kept: boolean) => void = () => undefined;
    const kept = new Promise<boolean>((resolve) => (tellKept = resolve));
    const change: ContextChange = { context, next: 'patient', budgetMs: 2_000, isLast: false, kept };
    const [handler] = workplace.preparing;
    const answer = (await handler?.(change, new AbortController().signal)) as Prepared;
    if (isKept && typeof answer === 'object' && 'park' in answer)
      await workplace.drafts.put(context, answer.park);
    tellKept(isKept && answer !== 'ready');
    return answer;
  };
  const show = async (patient: 'else' | 'protected'): Promise<FakeContext> => {
    (workplace.context.value as FakeContext | undefined)?.end();
    const context = fakeContext(samplePatient(patient));
    workplace.context.value = context;
    await settled(form);
    return context;
  };
  return { workplace, form, find, type, prepare, show };
}

const of = (patient: string) => `Patient/${samplePatient(patient as 'else').id}`;

describe('samspil-vitals-entry, in a workplace that keeps drafts', () => {
  it('parks what is typed when the nurse is called away, and brings it back with its time', async () => {
    const { workplace, form, find, type, prepare, show } = await opened();
    await type('pulse', '112');
    await type('temperature', '38,3');
    const answer = await prepare();
    expect(answer).to.have.nested.property('park.title.da', 'Vitale værdier, ikke gemt');
    const [kept] = workplace.drafts.of(of('else'));
    expect(kept?.data).to.include({ pulse: '112', temperature: '38,3' });
    expect(kept?.data)
      .to.have.nested.property('measuredAt.typed')
      .that.matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

    await show('protected');
    expect(form.hasDraft).to.equal(false);
    expect(find('.offer')).to.equal(null);
    expect(find<HTMLInputElement>('#pulse')?.value).to.equal('');

    const context = await show('else');
    expect(words(find('.offer'))).to.contain('Her er målinger, du ikke nåede at gemme');
    await expectAccessible(form);
    find<HTMLButtonElement>('.take')?.click();
    await settled(form);
    expect(find<HTMLInputElement>('#pulse')?.value).to.equal('112');
    expect(find('.offer')).to.equal(null);
    // Not gone before it is saved: the page may still close.
    expect(workplace.drafts.of(of('else'))).to.have.lengthOf(1);
    find<HTMLButtonElement>('.save')?.click();
    await settled(form);
    expect(context.fhir.saves).to.have.lengthOf(1);
    await waitUntil(() => workplace.drafts.of(of('else')).length === 0, 'the draft is removed once saved');
  });

  it('is ready when nothing is typed', async () => {
    const { prepare } = await opened();
    expect(await prepare()).to.equal('ready');
  });

  it('keeps what is typed in the form when the workplace could not keep it, and when the change is off', async () => {
    const { workplace, form, type, prepare, show } = await opened();
    await type('pulse', '112');
    await prepare(false);
    await show('protected');
    expect(form.hasDraft).to.equal(true);
    await show('else');
    await prepare();
    expect(form.hasDraft).to.equal(true);
    expect(workplace.drafts.of(of('else'))).to.have.lengthOf(1);
  });

  it('never writes over a draft that was not brought back yet', async () => {
    const { workplace, type, prepare, show } = await opened();
    await type('pulse', '112');
    await prepare();
    await show('protected');
    await show('else');
    await type('pulse', '90');
    await prepare();
    const pulses = workplace.drafts.of(of('else')).map(({ data }) => (data as { pulse: string }).pulse);
    expect(pulses).to.deep.equal(['112', '90']);
  });

  it('is offered when it comes while the form is open, and goes when it is discarded', async () => {
    const { workplace, form, find } = await opened('sv');
    const context = workplace.context.value as ClinicalContext;
    await workplace.drafts.put(context, { key: 'vitals-1', title: { en: 'x' }, data: { pulse: '70' } });
    await workplace.drafts.put(context, { key: 'another-form', title: { en: 'x' }, data: null });
    workplace.drafts.tell();
    await waitUntil(() => find('.offer') !== null, 'it is offered');
    expect(words(find('.offer'))).to.contain('Släng');
    find<HTMLButtonElement>('.discard')?.click();
    await waitUntil(() => workplace.drafts.of(of('else')).length === 1, 'it is removed');
    await settled(form);
    expect(find('.offer')).to.equal(null);
  });

  it('brings back nothing that it does not understand', async () => {
    const { workplace, form, find } = await opened();
    const context = workplace.context.value as ClinicalContext;
    const data = { pulse: 70, temperature: '38,3', oxygen: 'smoke', consciousness: 'X', measuredAt: 'then' };
    await workplace.drafts.put(context, { key: 'vitals-1', title: { en: 'x' }, data });
    workplace.drafts.tell();
    await waitUntil(() => find('.take') !== null, 'it is offered');
    find<HTMLButtonElement>('.take')?.click();
    await settled(form);
    expect(find<HTMLInputElement>('#pulse')?.value).to.equal('');
    expect(find<HTMLInputElement>('#temperature')?.value).to.equal('38,3');
    expect(find('input:checked')).to.equal(null);
  });

  it('asks for nothing where drafts are not kept', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    const app = await fixture(
      html`<samspil-app .workplace=${workplace}><samspil-vitals-entry></samspil-vitals-entry></samspil-app>`,
    );
    await settled(app.querySelector('samspil-vitals-entry') as SamspilVitalsEntry);
    expect(workplace.preparing.size).to.equal(0);
  });
});
