import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SamspilError, type SamspilErrorCode } from '@samspil/sdk';
import type {
  Bundle,
  FhirResource,
  Observation,
  Patient,
  Practitioner,
  Provenance,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
} from 'fhir/r4';
import '../../define/resource-history.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext, type FakeContext } from '../../testing/fake-fhir.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, find, shown } from '../../testing/list-contract.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilResourceHistory } from './resource-history.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T08:30:00.000Z`;
const pulse = (version: number, changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: String(version), lastUpdated: at(version) },
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/else' },
  valueQuantity: { value: 72, code: '/min' },
  ...changes,
});
const agentType = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
});
/** As the outbox stamps a write. */
const stamp = (version: number, more: Partial<Provenance> = {}): Provenance => ({
  resourceType: 'Provenance',
  id: `p${version}`,
  meta: { lastUpdated: at(version) },
  target: [{ reference: 'Observation/o1' }],
  recorded: at(version),
  agent: [
    { type: agentType('author'), who: { reference: 'Practitioner/ida', display: 'Ida Holm' } },
    {
      type: agentType('assembler'),
      who: {
        identifier: { system: 'https://samspil.dk/fhir/plugin', value: 'dk.vitals|1.2.0' },
        display: 'Vitale værdier',
      },
    },
  ],
  ...more,
});
const bundle = (...resources: FhirResource[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'history',
  entry: resources.map((resource) => ({ resource })),
});

async function history(properties: Partial<SamspilResourceHistory>): Promise<SamspilResourceHistory> {
  const element = document.createElement('samspil-resource-history');
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

/** A lease whose record answers `Type/id/_history/n` with these versions; a code stands for a refusal. */
function leaseOn(
  versions: readonly (Observation | SamspilErrorCode)[],
  ...others: FhirResource[]
): FakeContext {
  const current = versions.at(-1);
  const own = typeof current === 'object' ? [current] : [];
  const context = fakeContext(samplePatient('else'), [...own, ...others]);
  const { fhir } = context;
  fhir.request = async ({ url }) => {
    if (url === 'Observation?_id=o1&_revinclude=Provenance%3Atarget') {
      if (fhir.failures.search) throw new SamspilError(fhir.failures.search, 'Refused by the test.');
      return bundle(...fhir.resources) as never;
    }
    const version = versions[Number(/_history\/(\d+)$/.exec(url)?.[1]) - 1];
    if (typeof version === 'object') return version as never;
    throw new SamspilError(version ?? 'not-found', 'Refused by the test.');
  };
  return context;
}

const entries = (element: Element) => all(element, '.entry');
const changes = (entry: Element | undefined) =>
  [...(entry?.querySelectorAll('tbody tr') ?? [])].map((row) => words(row));

describe('samspil-resource-history', () => {
  it('shows who changed what, when and from which app, newest first, each field before and after', async () => {
    const element = await history({
      history: bundle(
        pulse(3, {
          valueQuantity: { value: 90, code: '/min' },
          status: 'amended',
          note: [{ text: 'Målt igen' }],
        }),
        pulse(2, { note: [{ text: 'Urolig' }] }),
        pulse(1),
      ),
      provenances: [stamp(1), stamp(3), stamp(2)],
    });
    expect(words(find(element, 'h2'))).to.equal('Ændringer: Måling: Puls');
    const [newest, middle, first] = entries(element);
    expect(words(newest)).to.match(
      /^Ændret 03\.01\.2026 \d\d\.\d\d Af Ida Holm Sundhedsperson · Fra Vitale værdier 1\.2\.0 Version 3/,
    );
    expect(changes(newest)).to.include.members([
      'Status Før Endelig Efter Ændret',
      'Værdi Før 72 /min Efter 90 /min',
    ]);
    expect(changes(middle)).to.deep.equal(['Bemærkning Før Ikke udfyldt Efter Urolig']);
    expect(words(first)).to.match(/^Oprettet 01\.01\.2026/);
    first?.querySelector('summary')?.click();
    expect(words(first)).to.contain('Værdi 72 /min').and.to.contain('Status Endelig');
    expect(element.matches(':state(partial)')).to.be.false;
  });

  it('reads under the lease version by version, ten at first, with the names of those who are only referred to', async () => {
    const versions = Array.from({ length: 14 }, (_each, index) =>
      pulse(index + 1, { valueQuantity: { value: 60 + index, code: '/min' } }),
    );
    const ida: Practitioner = {
      resourceType: 'Practitioner',
      id: 'ida',
      name: [{ family: 'Holm', given: ['Ida'] }],
    };
    const agent = [{ type: agentType('author'), who: { reference: 'Practitioner/ida' } }];
    const context = leaseOn(versions, stamp(14, { agent }), ida);
    const element = await history({ context, reference: 'Observation/o1' });
    expect(entries(element)).to.have.length(10);
    expect(words(entries(element)[0]))
      .to.contain('Af Ida Holm')
      .and.to.contain('App ikke oplyst');
    expect(words(entries(element)[9])).to.contain('Versionen før denne kan ikke hentes');
    expect(element.matches(':state(partial)')).to.be.true;
    const older = all(element, 'button').find((each) => words(each) === 'Vis ældre');
    older?.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => entries(element).length === 14);
    expect(words(entries(element)[13])).to.match(/^Oprettet/);
    expect(shown(element)).not.to.contain('Ældre versioner');
    await waitUntil(() => element.shadowRoot?.activeElement === find(element, 'section'));
  });

  it('deleted, missing and wrong versions are said, and never shown as true', async () => {
    const wrong = pulse(4, { status: 'entered-in-error' });
    const context = leaseOn([pulse(1), 'not-found', 'gone', wrong]);
    const element = await history({ context, reference: 'Observation/o1' });
    expect(entries(element).map(({ dataset }) => dataset['kind'])).to.deep.equal([
      'created',
      'deleted',
      'missing',
      'created',
    ]);
    expect(words(entries(element)[0]?.querySelector('.tag'))).to.equal('Fejlregistreret');
    expect(entries(element)[0]?.matches('.off')).to.be.true;
    expect(words(entries(element)[1])).to.match(/^Slettet/);
    expect(words(entries(element)[2])).to.match(/^Versionen kan ikke hentes/);
    const given = bundle(pulse(1));
    given.entry?.unshift({
      request: { method: 'DELETE', url: 'Observation/o1' },
      response: { status: '204', etag: 'W/"2"', lastModified: at(2) },
    });
    expect(words(entries(await history({ history: given }))[0])).to.match(/^Slettet 02\.01\.2026/);
  });

  it('a merge of two versions and who decided it are said; what fits no version is counted', async () => {
    const merged = stamp(2, {
      target: [{ reference: 'Observation/o1/_history/2' }],
      activity: { coding: [{ code: 'merge' }] },
      agent: [
        ...stamp(2).agent,
        { type: agentType('verifier'), who: { reference: 'Practitioner/o', display: 'Otto Læge' } },
      ],
    });
    const element = await history({ history: bundle(pulse(2), pulse(1)), provenances: [merged, stamp(9)] });
    const [newest] = entries(element);
    expect(words(newest)).to.contain('Afgjort af Otto Læge').and.to.contain('Sat sammen af to versioner');
    expect(words(newest)).to.contain('Ingen ændring i de viste oplysninger');
    expect(shown(element)).to.contain('1 oplysning om en ændring kunne ikke knyttes til en version.');
  });

  it('a change is known by the mark of its write, also where it was stored a moment later, and is told once', async () => {
    const mark = (code: string) => [{ system: 'https://samspil.dk/fhir/operation', code }];
    const marked = (version: number) =>
      pulse(version, { meta: { versionId: String(version), lastUpdated: at(version), tag: mark('op') } });
    const later = stamp(2, { meta: { lastUpdated: at(7), tag: mark('op.2') } });
    const element = await history({ history: bundle(marked(3), marked(2), pulse(1)), provenances: [later] });
    const told = entries(element).map((each) => words(each).includes('Af Ida Holm'));
    expect(told, 'whoever kept the mark did not make that change').to.deep.equal([false, true, false]);
  });

  it('a form that was corrected is told question by question, in its own words', async () => {
    const form = (
      version: number,
      falls: number,
      more: QuestionnaireResponseItem[],
    ): QuestionnaireResponse => ({
      ...{ resourceType: 'QuestionnaireResponse', id: 'q1', status: 'completed' },
      meta: { versionId: String(version), lastUpdated: at(version) },
      item: [
        {
          linkId: 'g',
          text: 'Fald',
          item: [{ linkId: 'n', text: 'Antal', answer: [{ valueInteger: falls }] }],
        },
        ...more,
      ],
    });
    const note: QuestionnaireResponseItem = { linkId: 'p', text: 'Plan', answer: [{ valueString: 'Lys' }] };
    const element = await history({ history: bundle(form(2, 4, [note]), form(1, 1, [])) });
    expect(changes(entries(element)[0])).to.deep.equal([
      'Antal Før 1 Efter 4',
      'Plan Før Ikke udfyldt Efter Lys',
    ]);
    const twice = await history({ history: bundle(form(2, 4, [note, note]), form(1, 1, [])) });
    expect(changes(entries(twice)[0]), 'which took the place of which is not guessed').to.have.length(1);
  });

  it('is honest where little can be known: no versions by number, no provenance, no way to read', async () => {
    const odd = pulse(1, { meta: { versionId: 'a8f', lastUpdated: at(1) } });
    const context = leaseOn([odd]);
    context.fhir.failures.search = 'denied';
    const element = await history({ context, reference: 'Observation/o1' });
    expect(shown(element))
      .to.contain('Tidligere versioner kan ikke hentes her.')
      .and.to.contain('Hvem der har ændret, kunne ikke hentes.')
      .and.to.contain('Ikke oplyst');
    for (const [code, state] of [
      ['denied', 'denied'],
      ['not-held', 'not-held'],
      ['server', 'failed'],
    ] as const) {
      const failing = leaseOn([pulse(1)]);
      failing.fhir.failures.read = code;
      const failed = await history({ context: failing, reference: 'Observation/o1' });
      expect(failed.matches(`:state(${state})`), code).to.be.true;
      expect(entries(failed)).to.be.empty;
    }
    expect(words(await history({ context, reference: '../Patient/other' }))).to.equal('');
    expect(words(await history({}))).to.equal('');
    expect(shown(await history({ history: bundle() }))).to.contain('Ingen versioner');
  });

  it('never shows one patient under another, also when the answer comes late', async () => {
    const first = leaseOn([pulse(1)]);
    let release: () => void = () => undefined;
    first.fhir.hold = new Promise((resolve) => (release = resolve));
    const element = await history({ context: first, reference: 'Observation/o1' });
    element.context = leaseOn(['not-found']);
    release();
    await settled(element);
    expect(entries(element)).to.be.empty;
    first.end();
  });

  it('the address and telephone of a protected person are hidden in every version', async () => {
    const open: Patient = {
      ...samplePatient('protected'),
      telecom: [{ system: 'phone', value: '11 11 11 11' }],
    };
    delete open.meta;
    const element = await history({ history: bundle(samplePatient('protected'), open) });
    expect(shown(element)).to.contain('Skjult: beskyttet');
    for (const summary of all(element, 'summary')) summary.click();
    expect(element.shadowRoot?.innerHTML).not.to.match(/Hemmelig|99 99 99|11 11 11/);
  });

  it('shows every version whatever its shape; markup is text; what is no version is counted', async () => {
    const broken = brokenVariants(pulse(1, { note: [{ text: 'x' }], effectivePeriod: { start: '2026' } }));
    for (let from = 0; from < broken.length; from += 60) {
      const some = broken.slice(from, from + 60).flatMap((each) => [each, pulse(1)]);
      const element = await history({ history: bundle(...some) });
      expect(entries(element), `from ${from}`).to.have.length(some.length);
      element.remove();
    }
    const address = { ...samplePatient('else'), address: [{ line: 7, city: {} }], name: [{ family: 1 }] };
    const odd = bundle(withMarkup(pulse(2, { note: [{ text: 'b' }] })), pulse(1, { note: [{ text: 'a' }] }));
    odd.entry?.push(null as never, {}, { resource: address });
    const element = await history({ history: odd, provenances: brokenVariants(stamp(2)) });
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(shown(element)).to.contain('2 registreringer kunne ikke læses');
    await history({ history: 'x' as never, provenances: 'x' as never });
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing; every target is 44 px high', async () => {
    const element = await history({
      history: bundle(pulse(2, { note: [{ text: 'Urolig'.repeat(30) }] }), pulse(1)),
      provenances: [stamp(2)],
    });
    element.style.width = '320px';
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      for (const target of all(element, 'summary')) expect(target.offsetHeight).to.be.at.least(44);
    }
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      const many = [pulse(3, { status: 'entered-in-error' }), pulse(2, { status: 'amended' }), pulse(1)];
      await expectAccessible(
        await history({ locale, history: bundle(...many), provenances: [stamp(3), stamp(9)] }),
      );
      await expectAccessible(await history({ locale, history: bundle() }));
      const failing = leaseOn([pulse(1)]);
      failing.fhir.failures.read = 'server';
      await expectAccessible(await history({ locale, context: failing, reference: 'Observation/o1' }));
    });
  }
});
