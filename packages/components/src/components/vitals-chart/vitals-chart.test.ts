import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { Observation } from 'fhir/r4';
import '../../define/vitals-chart.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, contextWith, find } from '../../testing/list-contract.ts';
import { sampleObservations } from '../../testing/sample-observations.ts';
import type { SamspilVitalsChart } from './vitals-chart.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const ill = {
  respiratoryRate: 22,
  oxygenSaturation: 93,
  oxygen: 'oxygen',
  systolic: 101,
  diastolic: 60,
  pulse: 112,
  consciousness: 'A',
  temperature: 38.3,
} as const;
const well = {
  ...ill,
  respiratoryRate: 16,
  oxygenSaturation: 97,
  pulse: 80,
  temperature: 37,
  consciousness: 'C',
} as const;
const twoSets = () => [...sampleObservations(ill, 0.5), ...sampleObservations(well, 30)];
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const pulse = (value: number, hours: number, more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: `pulse-${value}-${hours}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  effectiveDateTime: hoursAgo(hours),
  valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  ...more,
});

async function chart(properties: Partial<SamspilVitalsChart>): Promise<SamspilVitalsChart> {
  const element = document.createElement('samspil-vitals-chart');
  Object.assign(element, { locale: 'da', birthDate: '1950-01-01', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

const drawn = async (element: SamspilVitalsChart) => {
  await waitUntil(
    () => all(element, '.plot').every((plot) => plot.querySelector('canvas')),
    'charts are drawn',
  );
  await settled(element);
};
const card = (element: SamspilVitalsChart, sign: string) => words(find(element, `[data-sign="${sign}"]`));
const figures = (element: SamspilVitalsChart, sign: string) =>
  words(find(element, `[data-sign="${sign}"] .figures`));
const note = (element: SamspilVitalsChart, name: string) =>
  all(element, `[data-note="${name}"]`).map((each) => words(each));
const spoken = (element: SamspilVitalsChart) => words(find(element, '[role="status"].sr-only'));
const press = (element: SamspilVitalsChart, text: string) =>
  all(element, 'button')
    .find((button) => [words(button), button.ariaLabel].includes(text))
    ?.click();
const rows = (element: SamspilVitalsChart) => all(element, 'tbody tr').map((row) => words(row));
/** How well one colour stands out from another, as WCAG counts it. */
function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const line = (element: SamspilVitalsChart, sign: string) =>
  find(element, `[data-plot="${sign}"] .u-cursor-x`);

describe('samspil-vitals-chart', () => {
  it('CHT-05 CHT-08 CHT-09 each sign shows its latest value large with unit and time, and the one before; pressures are one', async () => {
    const element = await chart({ resources: twoSets() });
    expect(figures(element, 'temperature')).to.match(
      /^Temperatur 38,3 °C 1 point I (dag|går) kl\. \d\d\.\d\d Forrige 37,0$/,
    );
    expect(figures(element, 'bloodPressure'))
      .to.contain('Blodtryk 101/60 mmHg')
      .and.to.contain('Forrige 101/60');
    expect(card(element, 'consciousness')).to.contain('Vågen og klar').and.to.contain('Nyopstået konfusion');
    expect(card(element, 'oxygen')).to.contain('Ilt');
    await drawn(element);
    const size = (selector: string) =>
      Number.parseFloat(getComputedStyle(find(element, selector) ?? element).fontSize);
    expect(size('.value')).to.be.greaterThan(1.5 * size('.figures .small'));
    expect(all(element, '.plot canvas')).to.have.length(5);
    expect(find(element, '[data-plot="pulse"]')?.getAttribute('aria-label')).to.match(
      /^Graf over Puls, 2 målinger, fra /,
    );
  });

  it('CHT-02 CHT-03 each series has its own shape and its own colour, and the colours are no pair of red and green', async () => {
    const element = await chart({ resources: twoSets() });
    const shapes = all(element, '.symbol path').map((path) => path.getAttribute('d'));
    expect(new Set(shapes).size).to.equal(6);
    const colors = all(element, '.symbol').map((symbol) => getComputedStyle(symbol).color);
    expect(new Set(colors).size).to.equal(5);
    const hues = [...new Set(colors)].map(
      (color) => (/\d+/g.exec(color) ? color.match(/\d+/g)?.map(Number) : []) ?? [],
    );
    expect(hues.some(([red = 0, green = 0, blue = 0]) => green > 1.3 * red && green > 1.3 * blue)).to.be
      .false;
  });

  it('CHT-04 CHT-17 CHT-22 colours are as strong on light as on dark, the grid weaker than all of them, and behind is nothing', async () => {
    const element = await chart({ resources: twoSets() });
    const probe = document.createElement('i');
    element.renderRoot.append(probe);
    const root = document.documentElement;
    for (const theme of ['light', 'dark']) {
      root.style.colorScheme = theme;
      const color = (role: string) => {
        probe.style.color = `var(--_${role})`;
        return getComputedStyle(probe).color;
      };
      const against = (role: string) => contrast(color(role), color('surface'));
      const series = ['respiration', 'saturation', 'pressure', 'pulse', 'temperature'];
      const strengths = series.map((name) => against(`series-${name}`));
      expect(Math.min(...strengths), theme).to.be.at.least(4.5);
      expect(Math.max(...strengths) / Math.min(...strengths), theme).to.be.at.most(2);
      expect(against('chart-grid'), theme).to.be.lessThan(Math.min(...strengths) / 2);
    }
    root.style.colorScheme = '';
    for (const plot of all(element, '.plot, .card'))
      expect(getComputedStyle(plot).backgroundImage).to.equal('none');
  });

  it('CHT-07 CHT-21 no two charts are called alike in any language, and words about them are large, upright and still', async () => {
    for (const locale of locales) {
      const element = await chart({ resources: twoSets(), locale });
      const called = all(element, '[data-sign] h3').map((each) => words(each));
      expect(new Set(called).size, called.join()).to.equal(called.length);
      for (const each of all(element, '.figures *, .notes *, .small')) {
        const { fontSize, writingMode, animationName } = getComputedStyle(each);
        expect(Number.parseFloat(fontSize), words(each)).to.be.at.least(12);
        expect([writingMode, animationName]).to.deep.equal(['horizontal-tb', 'none']);
      }
      for (const value of all(element, '.value')) expect(words(value)).not.to.match(/[()[\]]/);
      element.remove();
    }
  });

  it('CHT-10 arrow keys move one line over all charts and the values are said; what the pointer does is not', async () => {
    const element = await chart({ resources: twoSets() });
    await drawn(element);
    expect(spoken(element)).to.equal('');
    find(element, '[data-plot="pulse"]')?.focus();
    for (const [key, value] of [
      ['ArrowLeft', 112],
      ['ArrowLeft', 80],
      ['ArrowLeft', 80],
      ['End', 112],
      ['Home', 80],
    ] as const) {
      await sendKeys({ press: key });
      await waitUntil(
        () => words(find(element, '[data-sign="pulse"] .readout')).includes(`${value} /min`),
        `${key}: ${value}`,
      );
    }
    expect(words(find(element, '[data-sign="temperature"] .readout'))).to.contain('37,0 °C');
    expect(spoken(element)).to.match(
      /: Respirationsfrekvens 16 \/min; Iltmætning \(SpO2\) 97 %; Blodtryk 101\/60 mmHg; Puls 80 \/min; Temperatur 37,0 °C$/,
    );
    const places = ['pulse', 'temperature'].map((sign) => line(element, sign)?.getBoundingClientRect().x);
    expect(places[0]).to.be.closeTo(places[1] ?? 0, 1);
  });

  it('CHT-11 CHT-12 CHT-13 the values have a set range; what lies outside is said, and a changed scale says so and can be undone', async () => {
    const element = await chart({ resources: [pulse(190, 1), pulse(20, 2), pulse(5000, 3), pulse(80, 4)] });
    await drawn(element);
    expect(note(element, 'chart.above')).to.deep.equal(['2 målinger over 160, vist med pil']);
    expect(note(element, 'chart.below')).to.deep.equal(['1 måling under 30, vist med pil']);
    expect(note(element, 'chart.rescaled')).to.be.empty;
    press(element, 'Vis alle værdier: Puls');
    await settled(element);
    expect(note(element, 'chart.rescaled')).to.deep.equal(['Ændret skala: 10 til 350']);
    expect(note(element, 'chart.above')).to.deep.equal(['1 måling over 350, vist med pil']);
    expect(note(element, 'chart.below')).to.be.empty;
    press(element, 'Sædvanlig skala: Puls');
    await settled(element);
    expect(note(element, 'chart.rescaled')).to.be.empty;
    expect(figures(element, 'pulse')).to.contain('190');
    element.asTable = true;
    element.period = 'all';
    await settled(element);
    expect(rows(element)).to.have.length(4);
  });

  it('CHT-13 measurements outside the time are said, also of a chart that has none inside', async () => {
    const element = await chart({ resources: [...twoSets(), pulse(70, 24 * 60)], period: '24h' });
    expect(note(element, 'chart.outside')).to.include('2 målinger uden for tidsudsnittet');
    press(element, 'Alle');
    await settled(element);
    expect(note(element, 'chart.outside')).to.be.empty;
    expect(element.period).to.equal('all');
    element.resources = [pulse(70, 24 * 60)];
    element.period = '12h';
    await settled(element);
    expect(card(element, 'pulse')).to.contain('70 /min').and.to.contain('Ingen målinger i tidsudsnittet');
  });

  it('zooms and moves in time by buttons, keys and pointer, says what is shown, and finds the way back', async () => {
    const element = await chart({ resources: twoSets() });
    await drawn(element);
    const zoomed = () => words(find(element, '.zoomed span'));
    expect(find(element, '.zoomed')).not.to.exist;
    press(element, 'Zoom ind');
    await waitUntil(() => zoomed().startsWith('Udsnit: '));
    await waitUntil(() => spoken(element) === zoomed(), 'what is shown is said');
    const first = zoomed();
    find(element, '[data-plot="pulse"]')?.focus();
    await sendKeys({ press: 'PageUp' });
    await waitUntil(() => zoomed() !== first);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find(element, '.zoomed'));
    find(element, '[data-plot="pulse"]')?.scrollIntoView();
    // uPlot looks for its place anew when the page has told it of the scrolling, a frame later.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const over = find(element, '[data-plot="pulse"] .u-over')?.getBoundingClientRect() ?? new DOMRect();
    const at = (share: number): [number, number] => [
      Math.round(over.x + over.width * share),
      Math.round(over.y + 20),
    ];
    await sendMouse({ type: 'move', position: at(0.4) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(0.6) });
    await sendMouse({ type: 'move', position: at(0.8) });
    await waitUntil(
      () => (find(element, '[data-plot="pulse"] .u-select')?.offsetWidth ?? 0) > 20,
      'what is drawn over shows',
    );
    await sendMouse({ type: 'up' });
    await waitUntil(() => zoomed().startsWith('Udsnit: '));
    press(element, 'Tilbage til perioden');
    await waitUntil(() => !find(element, '.zoomed'));
    expect(find(element, '[aria-pressed="true"]')?.textContent.trim()).to.equal('7 dage');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('CHT-19 the charts share time and left edge, in the usual order', async () => {
    const element = await chart({ resources: twoSets() });
    await drawn(element);
    const lefts = all(element, '.u-over').map((over) => Math.round(over.getBoundingClientRect().left));
    expect(new Set(lefts).size).to.equal(1);
    expect(all(element, '[data-plot]').map(({ dataset }) => dataset.plot)).to.deep.equal([
      'respiratoryRate',
      'oxygenSaturation',
      'bloodPressure',
      'pulse',
      'temperature',
    ]);
    expect(all(await chart({ resources: twoSets(), vital: 'pulse systolic' }), '[data-plot]')).to.have.length(
      2,
    );
  });

  it('CHT-20 a reference range names its population, one for another age is not shown, and of several none is drawn', async () => {
    const limit = (value: number) => ({ value, unit: '/min', code: '/min' });
    const years = (value: number) => ({ value, unit: 'a', code: 'a' });
    const adults = {
      low: limit(51),
      high: limit(90),
      appliesTo: [{ text: 'Voksne' }],
      age: { low: years(18) },
    };
    const newborn = { low: limit(110), high: limit(160), age: { high: { value: 28, code: 'd' } } };
    const element = await chart({
      resources: [pulse(80, 1, { referenceRange: [adults, newborn] })],
      bands: 'reference',
    });
    const said = () => note(element, 'background');
    expect(said()).to.deep.equal(['Referenceinterval 51-90 /min, gælder for: Voksne, fra 18 år']);
    element.resources = [pulse(80, 1, { referenceRange: [adults, { high: limit(100) }] })];
    await settled(element);
    expect(said()).to.deep.equal([
      'Referenceinterval 51-90 /min, gælder for: Voksne, fra 18 år',
      'Referenceinterval til 100 /min, ikke oplyst for hvem',
      'Flere referenceintervaller kan gælde, så ingen er tegnet',
    ]);
    element.birthDate = undefined;
    element.resources = [pulse(80, 1, { referenceRange: [adults, newborn] })];
    await settled(element);
    expect(said(), 'without an age no range for an age holds').to.be.empty;
  });

  it('CHT-25 bands of a score stand only with the score as a number, and only where it holds', async () => {
    const element = await chart({ resources: twoSets() });
    expect(words(find(element, '[part="score"]'))).to.match(
      /^NEWS2 10 af 20 .* Tal i baggrunden er point i NEWS2$/,
    );
    expect(figures(element, 'respiratoryRate')).to.contain('2 point');
    press(element, 'Ingen');
    await settled(element);
    expect(element.bands).to.equal('none');
    expect(words(find(element, '[part="score"]'))).not.to.contain('Tal i baggrunden');
    element.bands = undefined;
    for (const [change, text] of [
      [{ birthDate: '2020-05-01' }, 'NEWS2: Gælder kun for patienter på 16 år og derover'],
      [{ birthDate: undefined }, 'NEWS2: Alder ukendt: scoren kan ikke bruges'],
      [{ birthDate: '1950-01-01', pregnant: true }, 'NEWS2: Gælder ikke for gravide'],
      [{ pregnant: false, table: { id: 'x' } }, 'Scoren er ikke sat op: tabellen kan ikke bruges'],
    ] as const) {
      Object.assign(element, change);
      await settled(element);
      expect(words(find(element, '[part="score"]'))).to.equal(text);
      expect(all(element, '.points'), text).to.be.empty;
    }
    element.table = undefined;
    element.resources = [pulse(112, 1)];
    await settled(element);
    expect(words(find(element, '[part="score"]')))
      .to.contain('Ufuldstændig: mangler Respirationsfrekvens')
      .and.not.to.contain(' af 20');
    expect(figures(element, 'pulse'), 'the points of the value are its number').to.contain('2 point');
  });

  it('CHT-06 converted values say from what, at the point and in the table', async () => {
    const fever = {
      ...pulse(0, 1),
      code: { coding: [{ system: 'http://loinc.org', code: '8310-5' }] },
      valueQuantity: { value: 101.3, unit: '°F', code: '[degF]' },
    };
    const element = await chart({ resources: [fever] });
    expect(figures(element, 'temperature')).to.contain('Omregnet fra 101,3 °F');
    element.asTable = true;
    await settled(element);
    expect(rows(element)[0]).to.contain('38,5 °C').and.to.contain('Omregnet fra 101,3 °F');
  });

  it('points that crowd become strokes, and it is said how many they are', async () => {
    const crowd = Array.from({ length: 400 }, (_, index) =>
      pulse(60 + (index % 40), 1 + index / 1000, { id: `c${index}` }),
    );
    const element = await chart({ resources: [...crowd, pulse(80, 100)] });
    await drawn(element);
    await waitUntil(() => note(element, 'chart.crowded').length === 1);
    expect(note(element, 'chart.crowded')).to.deep.equal([
      '400 målinger ligger så tæt, at de er tegnet som streger',
    ]);
  });

  it('TBL-05 what a machine took or nobody has confirmed looks different and says so; what is wrong is only in the table, as such', async () => {
    const element = await chart({
      resources: [
        pulse(81, 1, { device: { display: 'Monitor 3' }, status: 'preliminary' }),
        pulse(199, 2, { status: 'entered-in-error' }),
        pulse(70, 3, { performer: [{ reference: 'Patient/else' }] }),
        pulse(71, 4, { status: 'corrected' }),
      ],
    });
    await drawn(element);
    expect(figures(element, 'pulse'))
      .to.contain('Foreløbig')
      .and.to.contain('Fra udstyr: Monitor 3')
      .and.to.contain('Ikke godkendt');
    expect(note(element, 'chart.hollow')).to.deep.equal([
      '1 måling er fra udstyr eller foreløbig: hul markør',
    ]);
    expect(note(element, 'chart.wrong')[0]).to.contain(
      '1 fejlregistreret eller annulleret måling er ikke tegnet',
    );
    expect(note(element, 'chart.above')).to.be.empty;
    element.asTable = true;
    await settled(element);
    const wrong = find(element, 'tr.wrong');
    expect(words(wrong)).to.contain('199').and.to.contain('Fejlregistreret');
    expect(wrong?.querySelector('s')).to.exist;
    expect(rows(element)[0], 'TBL-05').to.contain('Fra udstyr: Monitor 3, Ikke godkendt');
    expect(rows(element)[2]).to.contain('Patientmålt');
    expect(rows(element)[3]).to.contain('Rettet').and.to.contain('Ikke oplyst');
  });

  it('what no chart can draw is said above the charts and stands in the table as it came', async () => {
    const other = (more: Partial<Observation>): Observation => ({ ...pulse(1, 2), ...more });
    const { valueQuantity: _, ...nothing } = pulse(1, 5);
    const element = await chart({
      resources: [
        pulse(80, 1),
        other({ code: { text: 'Vægt' }, valueQuantity: { value: 81.5, unit: 'kg' } }),
        other({ valueQuantity: { value: 9 } }),
        other({ effectiveDateTime: '2025-11-14' }),
        { ...nothing, dataAbsentReason: { text: 'Patienten afviser' } },
      ],
    });
    expect(note(element, 'chart.undrawn')).to.deep.equal([
      '4 registreringer kan ikke tegnes og står kun i tabellen',
    ]);
    element.asTable = true;
    element.period = 'all';
    await settled(element);
    const text = rows(element).join('\n');
    expect(rows(element)).to.have.length(5);
    expect(text)
      .to.contain('Vægt 81,5 kg')
      .and.to.contain('Enhed mangler')
      .and.to.contain('Ingen værdi: Patienten afviser');
    expect(text).to.contain('14.11.2025');
  });

  it('TBL-01 TBL-03 TBL-06 FSG-15 the table begins with the newest, sorts by column, keeps its headings and aligns decimal marks', async () => {
    const element = await chart({ resources: twoSets(), asTable: true });
    const heads = () =>
      all(element, 'thead th').map((head) => [words(head), head.ariaSort ?? head.getAttribute('aria-sort')]);
    expect(heads()[0]).to.deep.equal(['Tidspunkt ↓', 'descending']);
    expect(all(element, 'thead th[scope="col"]')).to.have.length(6);
    expect(all(element, 'tbody th[scope="row"]')).to.have.length(rows(element).length);
    const days = all(element, 'tbody time').map((time) => time.getAttribute('datetime') ?? '');
    expect(days).to.deep.equal([...days].sort().reverse());
    find(element, '[data-sort="sign"]')?.click();
    await settled(element);
    expect(heads()[1]).to.deep.equal(['Måling ↑', 'ascending']);
    expect(rows(element)[0]).to.contain('Bevidsthedsniveau');
    find(element, '[data-sort="sign"]')?.click();
    await settled(element);
    expect(rows(element)[0]).to.contain('Temperatur');
    expect(getComputedStyle(find(element, 'thead th') ?? element).position).to.equal('sticky');
    const edges = all(element, 'td.figure .whole').map((whole) =>
      Math.round(whole.getBoundingClientRect().right),
    );
    expect(new Set(edges).size).to.equal(1);
  });

  it('a hundred lines of a long table are drawn at once, counted, with more on request', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      pulse(60 + (index % 40), 1 + index / 10, { id: `m${index}` }),
    );
    const element = await chart({ resources: many, asTable: true });
    expect(rows(element)).to.have.length(100);
    expect(words(find(element, '.more'))).to.contain('Viser 100 af 250');
    press(element, 'Vis flere');
    await settled(element);
    expect(rows(element)).to.have.length(200);
  });

  it('reads under the lease and keeps apart: none, being read, denied, not held here, failed, more in the record', async () => {
    const context = contextWith(...twoSets());
    const element = await chart({ context });
    expect(context.fhir.searches.find(({ type }) => type === 'Observation')?.parameters).to.include({
      category: 'vital-signs',
      _sort: '-date',
    });
    expect(figures(element, 'pulse')).to.contain('112');
    press(element, 'Zoom ind');
    await waitUntil(() => find(element, '.zoomed'));
    const second = contextWith();
    element.context = second;
    await settled(element);
    expect(words(element)).to.contain('Ingen målinger').and.not.to.contain('112');
    expect(element.matches(':state(empty)')).to.be.true;
    for (const [code, text] of [
      ['denied', 'Ingen adgang'],
      ['not-held', 'Ikke hentet: kræver forbindelse'],
      ['server', 'Målingerne kunne ikke hentes'],
    ] as const) {
      const failing = contextWith(...twoSets());
      failing.fhir.failures.search = code;
      element.context = failing;
      await settled(element);
      expect(words(element)).to.contain(text).and.not.to.contain('112');
    }
    const long = contextWith(
      ...Array.from({ length: 501 }, (_, index) => pulse(60, index, { id: `l${index}` })),
    );
    element.context = long;
    await settled(element);
    expect(element.matches(':state(partial)')).to.be.true;
    expect(words(element)).to.contain('Der er flere i journalen, som ikke er hentet.');
    expect(find(element, '.zoomed'), 'a closer look at one patient is none at the next').not.to.exist;
    element.remove();
    expect(long.fhir.listenerCount).to.equal(0);
    expect(all(element, 'canvas')).to.be.empty;
  });

  it('every Observation of whatever shape has a line in the table; nothing throws, and markup is text', async () => {
    const [sample, pressure] = [
      pulse(80, 1, {
        device: { display: 'M' },
        performer: [{ display: 'A' }],
        referenceRange: [{ low: { value: 5, code: '/min' } }],
      }),
      sampleObservations(ill, 1).find(({ component }) => component),
    ];
    const element = await chart({ period: 'all' });
    for (const variants of [brokenVariants(sample), brokenVariants(pressure ?? sample)]) {
      element.asTable = false;
      element.resources = variants;
      await settled(element);
      element.asTable = true;
      await settled(element);
      const told = /Viser 100 af ([\d.]+)/.exec(words(element))?.[1]?.replace('.', '');
      expect(Number(told)).to.be.at.least(variants.length);
    }
    element.resources = [withMarkup(sample)];
    element.asTable = true;
    await settled(element);
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing, and every target is 44 px high', async () => {
    const element = await chart({ resources: [...twoSets(), pulse(190, 2)] });
    element.style.width = '320px';
    await drawn(element);
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      await waitUntil(() => (find(element, 'section')?.scrollWidth ?? 999) <= 320, dir);
      for (const target of all(element, 'button'))
        expect(target.offsetHeight, words(target)).to.be.at.least(44);
    }
  });

  for (const locale of locales) {
    it(`is accessible in ${locale}, light and dark: charts, table, refused score`, async () => {
      const element = await chart({ resources: [...twoSets(), pulse(190, 2)], locale });
      await drawn(element);
      await expectAccessible(element);
      element.asTable = true;
      element.table = {};
      await settled(element);
      await expectAccessible(element);
    });
  }
});
