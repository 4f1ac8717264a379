import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../define/app.ts';
import '../../define/observation-trend.ts';
import '../../define/patient-banner.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext, FakeWorkplace } from '../../testing/fake-fhir.ts';
import { markup, wasRun } from '../../testing/hostile.ts';
import { sampleAllergy, samplePatient } from '../../testing/samples.ts';
import type { SamspilApp } from '../app/app.ts';
import type { SamspilReadAge } from './read-age.ts';

const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
/** What the element says of that age, as the hour stands on this machine. */
const clock = /(i dag|i går) kl\. \d\d\.\d\d$/;

await Promise.all([loadLocale('sv'), loadLocale('en')]);

/** A chart whose only allergy was asked of the server so long ago. */
async function chart(ageMs: number, options: { locale?: string; isEmpty?: boolean } = {}) {
  const allergy = sampleAllergy('penicillin');
  const context = fakeContext(samplePatient('else'), options.isEmpty ? [] : [allergy]);
  context.fhir.fetched.set(allergy, ago(ageMs));
  const workplace = new FakeWorkplace(context);
  if (options.locale) workplace.locale.value = options.locale;
  const element = await fixture<SamspilApp>(html`
    <samspil-app client-id="vitals" scope="patient/*.rs" .workplace=${workplace}>
      <samspil-patient-banner></samspil-patient-banner>
    </samspil-app>
  `);
  await settled(element);
  const banner = element.querySelector('samspil-patient-banner');
  const age = () => banner?.shadowRoot?.querySelector<SamspilReadAge>('samspil-read-age');
  await waitUntil(() => age()?.resources);
  const said = async () => {
    await age()?.updateComplete;
    return words(age());
  };
  return { workplace, context, element, banner, age, said };
}

describe('samspil-read-age', () => {
  it('says nothing about data that has just been read', async () => {
    const { said } = await chart(4 * MINUTE);
    expect(await said()).to.equal('');
  });

  it('says when data was asked of the server once it is older than five minutes', async () => {
    const { said } = await chart(6 * MINUTE);
    expect(await said())
      .to.match(/^Hentet /)
      .and.match(clock);
  });

  it('says it by itself when data grows old on the screen', async () => {
    const { said, age } = await chart(5 * MINUTE - 1000);
    expect(await said()).to.equal('');
    await waitUntil(() => words(age()).startsWith('Hentet'), 'the age appears', { timeout: 5000 });
  });

  for (const signal of ['online', 'reachable'] as const) {
    it(`always says it while the record cannot be reached (${signal}), in words and a shape; not afterwards`, async () => {
      const { workplace, said, age } = await chart(MINUTE);
      workplace[signal].value = false;
      expect(await said())
        .to.match(/^Ingen forbindelse\. Hentet /)
        .and.match(clock);
      expect(age()?.shadowRoot?.querySelectorAll('svg')).to.have.lengthOf(1);
      workplace[signal].value = true;
      expect(await said()).to.equal('');
    });
  }

  it('of an empty answer, says when it came', async () => {
    const { workplace, said } = await chart(0, { isEmpty: true });
    workplace.online.value = false;
    expect(await said()).to.match(clock);
  });

  it('the oldest of what is shown counts, and a day that is past has its name', async () => {
    const context = fakeContext(samplePatient('else'));
    const [young, old] = [sampleAllergy('penicillin'), sampleAllergy('penicillin')];
    context.fhir.fetched.set(young, ago(0));
    context.fhir.fetched.set(old, '2025-11-14T09:30:00+01:00');
    const element = await fixture<SamspilReadAge>(
      html`<samspil-read-age .resources=${[young, old]} .context=${context} locale="da"></samspil-read-age>`,
    );
    expect(words(element)).to.match(/^Hentet 14\.11\.2025 \d\d\.\d\d$/);
  });

  it('whatever stands where a list, an entry or a time belongs: an age is an instant or nothing, never markup', async () => {
    const context = fakeContext(samplePatient('else'));
    const allergy = sampleAllergy('penicillin');
    const element = await fixture<SamspilReadAge>(
      html`<samspil-read-age .context=${context} locale="da"></samspil-read-age>`,
    );
    const said = async (resources: unknown) => {
      element.resources = resources as SamspilReadAge['resources'];
      await element.updateComplete;
      return words(element);
    };
    for (const resources of [null, 'x', 7, {}, [null], [markup, 7, [], {}]])
      expect(await said(resources), JSON.stringify(resources)).to.equal('');
    for (const time of [markup, 7, {}, [], true, null, '0', '2025-99-99', new Date(0)]) {
      context.fhir.fetched.set(allergy, time as string);
      expect(await said([allergy]), JSON.stringify(time)).to.match(
        /^(|Hentet \d\d\.\d\d\.\d{4} \d\d\.\d\d)$/,
      );
    }
    context.fhir.fetched.set(allergy, ago(10 * MINUTE));
    expect(await said([null, allergy, markup]), 'what can be read still counts').to.match(clock);
    expect(wasRun()).to.be.false;
  });

  it('says nothing of nothing', async () => {
    const element = await fixture<SamspilReadAge>(html`<samspil-read-age locale="da"></samspil-read-age>`);
    expect(words(element)).to.equal('');
  });

  it('speaks Danish, Swedish and English, and is accessible', async () => {
    const starts = {
      da: 'Ingen forbindelse. Hentet',
      sv: 'Ingen anslutning. Hämtat',
      en: 'Offline. Retrieved',
    };
    for (const locale of locales) {
      const { workplace, said, age } = await chart(MINUTE, { locale });
      workplace.online.value = false;
      expect(await said()).to.contain(starts[locale]);
      const element = age();
      if (element) await expectAccessible(element);
    }
  });

  it('stands in the trend too, and goes with the lease', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    const element = await fixture<SamspilApp>(html`
      <samspil-app client-id="vitals" scope="patient/*.rs" .workplace=${workplace}>
        <samspil-observation-trend></samspil-observation-trend>
      </samspil-app>
    `);
    await settled(element);
    const trend = element.querySelector('samspil-observation-trend');
    const age = () => trend?.shadowRoot?.querySelector('samspil-read-age');
    await waitUntil(() => age());
    workplace.reachable.value = false;
    await age()?.updateComplete;
    expect(words(age())).to.match(/^Ingen forbindelse\. Hentet/);
    context.end();
    await waitUntil(() => !age(), 'with the lease goes what was read under it');
  });
});
