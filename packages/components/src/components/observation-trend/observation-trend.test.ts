import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ClinicalContext } from '@samspil/sdk';
import type { FhirResource, Observation } from 'fhir/r4';
import '../../define/observation-trend.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { fakeContext, type FakeContext } from '../../testing/fake-fhir.ts';
import { sampleObservations } from '../../testing/sample-observations.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilObservationTrend } from './observation-trend.ts';
import { timeRange, valueRange } from './trend-axes.ts';
import { bandOf, readSeries } from './trend-series.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const latest = {
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  diastolic: 60,
  pulse: 112,
  consciousness: 'A',
  temperature: 38.3,
} as const;
const earlier = {
  respiratoryRate: 18,
  oxygenSaturation: 96,
  oxygen: 'air',
  systolic: 124,
  diastolic: 78,
  pulse: 80,
  consciousness: 'C',
  temperature: 37,
} as const;

function contextWith(...resources: FhirResource[]): FakeContext {
  return fakeContext(samplePatient('else'), resources);
}

const twoSets = () => contextWith(...sampleObservations(latest, 0.5), ...sampleObservations(earlier, 30));

async function trend(
  context: ClinicalContext | undefined,
  more: { locale?: string; vital?: string; asTable?: boolean } = {},
) {
  const element = await fixture<SamspilObservationTrend>(
    html`<samspil-observation-trend
      .context=${context}
      .locale=${more.locale ?? 'da'}
      .vital=${more.vital}
      ?as-table=${more.asTable ?? false}
    ></samspil-observation-trend>`,
  );
  await settled(element);
  return element;
}

const find = (element: SamspilObservationTrend, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);
const all = (element: SamspilObservationTrend, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const card = (element: SamspilObservationTrend, sign: string) =>
  ['h3', '.figures'].map((part) => words(find(element, `[data-sign="${sign}"] ${part}`))).join(' ');
const drawn = (element: SamspilObservationTrend) =>
  waitUntil(() => all(element, '.plot').every((plot) => plot.querySelector('canvas')), 'charts are drawn');

describe('samspil-observation-trend', () => {
  it('CHT-09 shows the latest value with its unit and time, and the one before it', async () => {
    const element = await trend(twoSets());
    expect(card(element, 'temperature')).to.match(
      /^Temperatur 38,3 °C Høj I (dag|går) kl\. \d\d\.\d\d Forrige 37,0$/,
    );
    expect(card(element, 'oxygenSaturation')).to.contain('93 %').and.to.contain('Ilt').and.to.contain('Lav');
    expect(card(element, 'consciousness'))
      .to.contain('Vågen og klar')
      .and.to.contain('Forrige Nyopstået konfusion');
  });

  it('CHT-08 systolic and diastolic are one card', async () => {
    expect(card(await trend(twoSets()), 'bloodPressure'))
      .to.contain('101/60')
      .and.to.contain('Forrige 124/78');
  });

  it('no title reaches into its chart, however narrow the card', async () => {
    const element = await trend(twoSets());
    for (const width of ['660px', '440px', '300px']) {
      element.style.width = width;
      for (const each of all(element, '.card:has(.plot)')) {
        const bottom = each.querySelector('h3')?.getBoundingClientRect().bottom;
        expect(each.querySelector('.plot')?.getBoundingClientRect().top).to.be.at.least(bottom ?? Infinity);
      }
    }
  });

  it('draws a chart per sign, named for those who cannot see it', async () => {
    const element = await trend(twoSets());
    await drawn(element);
    expect(all(element, '.plot canvas')).to.have.length(5);
    expect(find(element, '[data-plot="pulse"]')?.getAttribute('aria-label')).to.match(
      /^Graf over Puls, 2 målinger, fra /,
    );
  });

  it('every reading is a mark in its chart, the pair of a blood pressure two of them joined upright', async () => {
    const element = await trend(twoSets());
    await drawn(element);
    const painted = (name: string) => {
      const canvas = find(element, `[data-plot="${name}"] canvas`) as HTMLCanvasElement | null;
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const probe = document.createElement('span');
      probe.style.color = 'var(--_chart-line)';
      element.renderRoot.append(probe);
      const [red, green, blue] = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? [];
      probe.remove();
      let n = 0;
      for (let at = 0; at < pixels.length; at += 4)
        if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue) n += 1;
      return n;
    };
    // A circle of 7.5 pixels has some forty; a line alone has fewer of its pure colour.
    await waitUntil(() => painted('bloodPressure') > 4 * 30);
    expect(painted('pulse')).to.be.greaterThan(2 * 30);
  });

  it('CHT-10 arrow keys move a line from reading to reading, over all charts, and the value is said', async () => {
    const element = await trend(twoSets());
    await drawn(element);
    const plot = find(element, '[data-plot="pulse"]');
    plot?.focus();
    for (const [key, value] of [
      ['ArrowLeft', '112'],
      ['ArrowLeft', '80'],
      ['ArrowLeft', '80'],
      ['End', '112'],
      ['Home', '80'],
    ] as const) {
      plot?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await waitUntil(
        () => words(find(element, '[data-sign="pulse"] .readout')).endsWith(value),
        `${key} shows ${value}`,
      );
    }
    expect(words(find(element, '[data-sign="temperature"] .readout'))).to.contain('37,0');
  });

  it('CHT-11 the range of values is decided by clinical sense and only widened by what lies outside', () => {
    const at = (value: number) => [{ at: 0, effective: '', value, status: 'final' as const }];
    expect(valueRange('pulse', at(80))).to.deep.equal([30, 150]);
    expect(valueRange('pulse', at(200))[1]).to.be.greaterThan(200);
    expect(valueRange('temperature', at(30))[0]).to.be.lessThan(30);
  });

  it('CHT-11 the range of time is a set period that ends now', () => {
    const now = Date.parse('2025-11-14T12:00:00Z');
    const { from, to } = timeRange('24h', [], now);
    expect(now - from).to.equal(86_400_000);
    expect(to).to.be.greaterThan(now);
  });

  it('CHT-13 measurements outside the period are made known, and another period shows them', async () => {
    const element = await trend(twoSets());
    find(element, '[data-period="24h"]')?.click();
    await settled(element);
    expect(words(find(element, '[data-sign="pulse"] .legend'))).to.contain('1 målinger uden for perioden');
    expect(find(element, '[data-period="24h"]')?.getAttribute('aria-pressed')).to.equal('true');
    find(element, '[data-period="all"]')?.click();
    await settled(element);
    expect(words(find(element, '[data-sign="pulse"] .legend'))).not.to.contain('uden for perioden');
  });

  it('CHT-20 the band to compare with is labelled, and is the one without points', () => {
    expect(bandOf('respiratoryRate')).to.deep.equal({ min: 12, max: 20 });
    expect(bandOf('oxygenSaturation')).to.deep.equal({ min: 96, max: 100 });
    expect(bandOf('bloodPressure')).to.deep.equal({ min: 111, max: 219 });
    expect(bandOf('consciousness')).to.equal(undefined);
  });

  it('the table has a caption, headings tied to columns and rows, and every value with time, unit and source', async () => {
    const element = await trend(twoSets());
    const button = find(element, '.switch');
    expect(words(button)).to.equal('Vis som tabel');
    button?.click();
    await settled(element);
    expect(words(find(element, 'caption'))).to.equal('Vitale værdier, nyeste øverst');
    expect(all(element, 'thead th[scope="col"]').map(words)).to.deep.equal([
      'Tidspunkt',
      'Måling',
      'Værdi',
      'Enhed',
      'Målt af',
    ]);
    const rows = all(element, 'tbody tr').map(words);
    expect(rows).to.have.length(12);
    expect(rows.filter((row) => row.includes('Temperatur'))[0]).to.contain('38,3 °C Anna Berg');
    expect(all(element, 'tbody th[scope="row"]')).to.have.length(12);
    expect(find(element, '.plot')).not.to.exist;
    find(element, '.switch')?.click();
    await settled(element);
    await drawn(element);
    expect(all(element, '.plot canvas')).to.have.length(5);
  });

  it('asks for vital signs, newest first; for a choice of cards by every code they may have', async () => {
    const context = twoSets();
    await trend(context);
    expect(context.fhir.searches[0]?.parameters).to.include({ category: 'vital-signs', _sort: '-date' });
    const chosen = twoSets();
    const element = await trend(chosen, { vital: 'temperature' });
    expect(chosen.fhir.searches[0]?.parameters?.code).to.contain('8310-5').and.to.contain('NPU08676');
    expect(all(element, '.card')).to.have.length(1);
    const coded = twoSets();
    await fixture(
      html`<samspil-observation-trend .context=${coded} code="8867-4, 9279-1"></samspil-observation-trend>`,
    );
    expect(coded.fhir.searches[0]?.parameters?.code).to.equal('8867-4,9279-1');
  });

  it('reads again when the record has received something for this patient', async () => {
    const context = contextWith(...sampleObservations(earlier, 5));
    const element = await trend(context);
    expect(card(element, 'pulse')).to.contain('80');
    context.fhir.resources.push(...sampleObservations(latest, 0.1));
    const snapshot = {
      id: 'r',
      patient: 'else',
      plugin: { id: 'x', version: '1' },
      storedAt: new Date().toISOString(),
      resources: [{ reference: 'Observation/new' }],
    };
    context.fhir.tell({ ...snapshot, state: 'sending' });
    await settled(element);
    expect(card(element, 'pulse')).to.contain('80');
    context.fhir.tell({ ...snapshot, state: 'accepted' });
    await settled(element);
    expect(card(element, 'pulse')).to.match(/^Puls 112/);
  });

  it('the same measurement in two code systems is one point', () => {
    const [first] = sampleObservations({ oxygenSaturation: 97 }, 1);
    const fraction: Observation = {
      ...(first as Observation),
      code: { coding: [{ system: 'http://npu-terminology.org', code: 'NPU03011' }] },
      valueQuantity: { value: 0.97, code: '1', system: 'http://unitsofmeasure.org' },
    };
    expect(readSeries([first as Observation, fraction]).get('oxygenSaturation')).to.have.length(1);
  });

  it('says that there are no measurements', async () => {
    expect(words(await trend(contextWith()))).to.contain('Ingen målinger');
  });

  it('while loading there is a placeholder; a failure says what to do and loads again on request', async () => {
    const context = twoSets();
    context.fhir.failures.search = 'server';
    const element = await trend(context);
    expect(find(element, '.notice')?.dataset.code).to.equal('server');
    expect(words(element)).to.contain('Målingerne kunne ikke hentes').and.to.contain('EPJ har en fejl');
    delete context.fhir.failures.search;
    find(element, '.notice button')?.click();
    await element.updateComplete;
    expect(all(element, '.card.skeleton')).not.to.be.empty;
    await settled(element);
    expect(card(element, 'pulse')).to.contain('112');
  });

  it('a late answer for a lease that has ended is dropped', async () => {
    const context = twoSets();
    let release = () => undefined as void;
    context.fhir.hold = new Promise((resolve) => (release = resolve));
    const element = await trend(context);
    context.end();
    element.context = contextWith(...sampleObservations({ pulse: 61 }, 1));
    await settled(element);
    release();
    await settled(element);
    expect(card(element, 'pulse')).to.contain('61').and.not.to.contain('112');
  });

  it('shows nothing of a patient whose lease has ended', async () => {
    const context = twoSets();
    const element = await trend(context);
    context.end();
    await settled(element);
    expect(words(element)).to.equal('');
  });

  it('hostile and broken observations are counted or shown as text; nothing throws, runs or is dropped in silence', async () => {
    const evil = '<img src=x onerror="window.broken=1">';
    const [good] = sampleObservations({ pulse: 70 }, 1, evil);
    const broken = [
      { resourceType: 'Observation' },
      { resourceType: 'Observation', code: 'x', component: 5 },
      { resourceType: 'Observation', code: { coding: {} }, valueQuantity: 'x' },
      { ...good, effectiveDateTime: 'yesterday' },
      { ...good, effectiveDateTime: 5 },
      { ...good, valueQuantity: { value: 'many' } },
      { ...good, valueQuantity: { value: NaN, code: '/min' } },
      null,
    ];
    const element = await trend(contextWith(good as Observation, ...(broken as unknown as Observation[])), {
      asTable: true,
    });
    expect(all(element, 'tbody tr')).to.have.length(1);
    expect(words(find(element, 'tbody tr'))).to.contain(evil);
    expect(find(element, 'img')).not.to.exist;
    expect('broken' in window).to.be.false;
    // The one that is no resource at all is none of the search's either.
    expect(words(find(element, '.left'))).to.contain(`${broken.length - 1} målinger har ikke en værdi`);
  });

  it('shows what a page gives it, without an app or a lease, and reads nothing', async () => {
    const element = await fixture<SamspilObservationTrend>(
      html`<samspil-observation-trend
        locale="da"
        as-table
        .resources=${sampleObservations({ pulse: 70, temperature: 37.5 }, 1)}
      ></samspil-observation-trend>`,
    );
    await settled(element);
    expect(all(element, 'tbody tr')).to.have.length(2);
    element.resources = [];
    await settled(element);
    expect(words(element)).to.contain('Ingen målinger');
  });

  it('a value that cannot stand on an axis is never told as no measurement', async () => {
    const [pulse] = sampleObservations({ pulse: 39 }, 1) as [Observation];
    const { valueQuantity: _number, ...bare } = pulse;
    for (const strange of [
      { ...pulse, valueQuantity: { ...pulse.valueQuantity, comparator: '<' } },
      { ...bare, valueString: 'ikke målelig' },
      { ...pulse, valueQuantity: { value: 39 } },
      { ...pulse, effectiveDateTime: undefined },
    ]) {
      const element = await trend(contextWith(strange as Observation));
      expect(words(element)).to.contain('1 måling har ikke en værdi').and.not.to.contain('Ingen målinger');
    }
    const score = { coding: [{ system: 'https://samspil.dk/fhir/CodeSystem/score', code: 'news2' }] };
    const beside = await trend(contextWith(pulse, { ...pulse, id: 'score', code: score }));
    expect(find(beside, '.left'), 'a score is not theirs to show').to.equal(null);
    const wrong = await trend(contextWith({ ...pulse, status: 'entered-in-error' }));
    expect(words(wrong)).to.contain('Ingen målinger');
  });

  it('listens to nothing and draws nothing after it is removed', async () => {
    const context = twoSets();
    const element = await trend(context);
    await drawn(element);
    element.remove();
    expect(context.fhir.listenerCount).to.equal(0);
    expect(all(element, 'canvas')).to.be.empty;
  });

  it('fits 320 pixels in both directions of writing', async () => {
    const element = await trend(twoSets());
    element.style.width = '320px';
    await drawn(element);
    await waitUntil(
      () =>
        [...element.renderRoot.querySelectorAll<HTMLElement>('.uplot')].every(
          ({ offsetWidth }) => offsetWidth <= 320,
        ),
      'the charts shrink',
    );
    await expectFits(element);
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: charts, table, empty, failed`, async () => {
      const element = await trend(twoSets(), { locale });
      await drawn(element);
      await expectAccessible(element);
      element.asTable = true;
      await settled(element);
      await expectAccessible(element);
      await expectAccessible(await trend(contextWith(), { locale }));
      const failing = twoSets();
      failing.fhir.failures.search = 'network';
      await expectAccessible(await trend(failing, { locale }));
    });
  }
});
