import { expect } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import { sendKeys } from '@web/test-runner-commands';
import '../../define/timeline.ts';
import { formatMoment } from '../../format/dates.ts';
import course from '../../testing/sample-course.json';
import { settled, words } from '../../testing/expect-accessible.ts';
import { brokenVariants, wasRun } from '../../testing/hostile.ts';
import { all, contextWith, find, listContract, listElement, shown } from '../../testing/list-contract.ts';
import type { TimelineResource } from './entry-span.ts';
import type { SamspilTimeline } from './timeline.ts';

const tag = 'samspil-timeline';
const now = Date.parse('2026-03-02T09:30:00+01:00');
const sample = (name: keyof typeof course) => structuredClone(course[name]) as TimelineResource;
const samples = () => (Object.keys(course) as (keyof typeof course)[]).map(sample);

async function make(
  resources: readonly TimelineResource[],
  more: Partial<SamspilTimeline> = {},
): Promise<SamspilTimeline> {
  return (await listElement(tag, { resources, now, ...more })) as unknown as SamspilTimeline;
}
const names = (element: Element, group: string) =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const row = (element: Element, name: string) =>
  all(element, '.entry').find((entry) => words(entry.querySelector('.name')) === name);
/** Where a symbol begins and ends, as shares of the plot. */
function placed(element: Element, name: string): [number, number] {
  const plot = find(element, '.plot')?.getBoundingClientRect();
  const mark = row(element, name)?.querySelector('.track b')?.getBoundingClientRect();
  if (!plot || !mark) throw new Error(`${name} is not drawn.`);
  return [(mark.left - plot.left) / plot.width, (mark.right - plot.left) / plot.width];
}

/** So many measurements, each some hours before the next; the last one now. */
const measured = (n: number, hours: number, code = 'vital-signs', text = 'Puls'): TimelineResource[] =>
  Array.from({ length: n }, (_each, index) => ({
    resourceType: 'Observation',
    id: `${text}-${index}`,
    status: 'final',
    category: [{ coding: [{ code }] }],
    code: { text },
    effectiveDateTime: new Date(now - index * hours * 3_600_000).toISOString(),
  }));
const moment = (at: number) => formatMoment(new Date(at).toISOString(), 'da', { isInSentence: true });

describe(tag, () => {
  listContract({
    tag,
    types: 7,
    samples: () => [sample('stay'), sample('copd')],
    empty: {
      da: 'Intet registreret, der kan vises på en tidslinje',
      sv: 'Inget registrerat som kan visas på en tidslinje',
      en: 'Nothing recorded that a timeline can show',
    },
    each: '.entry',
    failed: 'Tidslinjen kunne ikke hentes',
  });

  it('shows what could be read, and names what could not with why; read again, it is whole', async () => {
    const context = contextWith(sample('stay'), sample('copd'));
    const answer = context.fhir.request.bind(context.fhir);
    const refused: Partial<Record<string, 'denied' | 'server'>> = {
      Appointment: 'denied',
      DocumentReference: 'server',
    };
    context.fhir.request = (asked) => {
      const code = refused[asked.url.split('?')[0] ?? ''];
      if (code) throw new SamspilError(code, 'Not now.');
      return answer(asked);
    };
    const element = await listElement(tag, { context });
    expect(all(element, '.entry')).to.have.length(2);
    expect(element.matches(':state(partial)')).to.be.true;
    const problems = () => all(element, '[part=problem]').map((each) => words(each.querySelector('strong')));
    expect(problems()).to.deep.equal(['Uden dokumenter', 'Uden aftaler']);
    expect(all(element, '[part=problem] button'), 'a right is not got by asking again').to.have.length(1);
    delete refused['DocumentReference'];
    find(element, '[part=problem] button')?.click();
    await settled(element);
    expect(problems()).to.deep.equal(['Uden aftaler']);
    // What was whole stays whole while its renewal fails.
    delete refused['Appointment'];
    await (element as unknown as SamspilTimeline).reload();
    refused['Encounter'] = 'server';
    await (element as unknown as SamspilTimeline).reload();
    await settled(element);
    expect(all(element, '.entry')).to.have.length(2);
    expect(element.matches(':state(stale)')).to.be.true;
  });

  it('TML-10 has sections with titles that count, open and close; what is out of view is counted too', async () => {
    const element = await make(samples(), { range: 'month' });
    expect(all(element, '.plot > details > summary').map((each) => words(each))).to.deep.equal([
      'Kontakter (1)',
      'Diagnoser (1)',
      'Medicin (2)',
      'Procedurer (1)',
      'Dokumenter (1)',
    ]);
    expect(shown(element)).to.contain('Uden for det viste tidsrum: 1 før, 1 efter');
    expect(names(element, 'outside')).to.deep.equal(['Ambulant kontrol', 'KOL i forværring']);
    const summary = find(element, '.plot > details > summary');
    summary?.focus();
    await sendKeys({ press: 'Enter' });
    expect(shown(element)).not.to.contain('Pneumoni');
  });

  it('TML-02 one proportional axis for all, marked above and below', async () => {
    const element = await make(samples(), { range: 'month' });
    const [above, below] = all(element, '.axis').map((each) => words(each));
    // Weeks begin on Mondays.
    expect([above, below]).to.deep.equal(['2.29.216.223.22.39.3', '2.29.216.223.22.39.3']);
    const [begun] = placed(element, 'Benzylpenicillin');
    const from = now - 30 * 86_400_000;
    const expected = (Date.parse('2026-02-18T12:00:00+01:00') - from) / (37 * 86_400_000);
    expect(begun).to.be.closeTo(expected, 0.003);
  });

  it('TML-01 TML-06 rows have bands; a symbol keeps its size in every range, and no colour means anything', async () => {
    const element = await make(samples(), { range: 'month' });
    const bands = () =>
      all(element, '.plot ul .entry').map((entry) => [
        [...(entry.parentElement?.children ?? [])].indexOf(entry) % 2,
        getComputedStyle(entry).backgroundColor,
      ]);
    const of = (even: number) => new Set(bands().flatMap(([at, color]) => (at === even ? [color] : [])));
    expect([...of(0)]).not.to.deep.equal([...of(1)]);
    expect(of(1).size).to.equal(1);
    const moments = () =>
      all(element, '.track b.moment').map(({ offsetWidth, offsetHeight }) =>
        [offsetWidth, offsetHeight].join(),
      );
    const before = new Set(moments());
    expect(before.size).to.equal(1);
    all(element, '.ranges button')[3]?.click();
    await settled(element);
    expect(new Set(moments())).to.deep.equal(before);
    const colors = all(element, '.track b.moment').map((mark) => getComputedStyle(mark).backgroundColor);
    expect(new Set(colors).size).to.equal(1);
  });

  it('TML-03 now is a strong line with its word; what is to come says that it is planned', async () => {
    const element = await make(samples(), { range: 'year' });
    const line = find(element, '.lines .now');
    expect(getComputedStyle(line as Element).borderInlineStartWidth).to.equal('2px');
    expect(words(find(element, '.axis .now'))).to.equal('Nu');
    expect(words(row(element, 'Ambulant kontrol'))).to.contain('Planlagt');
    expect(words(row(element, 'Pneumoni'))).not.to.contain('Planlagt');
  });

  it('TML-04 TML-05 a moment is a diamond, a period a bar on its times, an open one runs to the edge', async () => {
    const element = await make(samples(), { range: 'month' });
    const kinds = (name: string) => [...(row(element, name)?.querySelector('.track b')?.classList ?? [])];
    expect(kinds('Indlæggelsesnotat')).to.deep.equal(['moment']);
    expect(kinds('Paracetamol 1 g')).to.deep.equal(['period']);
    expect(kinds('Pneumoni')).to.deep.equal(['period', 'goes-on']);
    expect(kinds('KOL')).to.deep.equal(['period', 'begins-before', 'goes-on']);
    expect(kinds('Røntgen af thorax'), 'a day without a time of day').to.deep.equal(['period', 'vague']);
    expect(placed(element, 'Pneumoni')[1]).to.be.closeTo(1, 0.01);
    expect(placed(element, 'KOL')[0]).to.be.closeTo(0, 0.01);
    const end = placed(element, 'Paracetamol 1 g')[1];
    expect(end).to.be.greaterThan(placed(element, 'Pneumoni')[0]).and.lessThan(0.81);
  });

  it('TML-08 TML-09 names and times stand in words above their entry and are never cut', async () => {
    const long = `Benzylpenicillin ${'og meget mere '.repeat(12)}`.trim();
    const element = await make([
      { ...sample('penicillin'), medicationCodeableConcept: { text: long } } as TimelineResource,
    ]);
    element.style.width = '320px';
    const name = row(element, long)?.querySelector<HTMLElement>('.name');
    expect(words(name)).to.equal(long);
    expect(getComputedStyle(name as Element).textOverflow).to.equal('clip');
    expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
    expect(words(row(element, long))).to.contain(`Siden ${formatMoment('2026-02-18T12:00:00+01:00', 'da')}`);
  });

  it('TML-11 stands at the time it happened: what was only written down has no place', async () => {
    const element = await make([
      { ...sample('copd'), onsetDateTime: undefined, recordedDate: '2026-02-20' } as TimelineResource,
    ]);
    expect(names(element, 'undated')).to.deep.equal(['KOL']);
    expect(words(row(element, 'KOL'))).to.contain('Tidspunkt ikke oplyst');
    expect(shown(element)).to.contain('Uden tidspunkt (1)').and.to.contain('Intet i det viste tidsrum');
  });

  it('TML-12 has set ranges, begins with the shortest that holds all, and keeps what a person chose', async () => {
    const pressed = (element: Element) => words(find(element, '.ranges [aria-pressed=true]'));
    expect(pressed(await make([sample('stay')]))).to.equal('30 dage');
    const element = await make(samples());
    expect(pressed(element)).to.equal('1 år');
    expect(names(element, 'Encounter')).to.deep.equal(['Pneumoni', 'KOL i forværring']);
    all(element, '.ranges button')[0]?.click();
    await settled(element);
    expect(pressed(element)).to.equal('7 dage');
    expect(names(element, 'Encounter')).to.deep.equal(['Pneumoni']);
    all(element, '.ranges button')[3]?.click();
    await settled(element);
    expect(find(element, 'ul[data-group=outside]')).to.equal(null);
    element.resources = [sample('stay')];
    await settled(element);
    expect(pressed(element), 'another list begins anew').to.equal('30 dage');
  });

  it('TML-07 measurements of a kind share a row: symbols while there is room, then strokes with counts', async () => {
    const few = await make([...measured(2, 100), ...measured(1, 0, 'laboratory', 'Kalium')], {
      range: 'month',
    });
    expect(names(few, 'Observation')).to.have.members(['Vitale værdier', 'Laboratoriesvar']);
    const drawnIn = (element: Element, name: string) =>
      [...(row(element, name)?.querySelectorAll('.track b') ?? [])].map(({ className }) => className);
    expect(drawnIn(few, 'Vitale værdier')).to.deep.equal(['moment', 'moment']);
    expect(words(row(few, 'Laboratoriesvar'))).to.contain(`1 måling, ${moment(now)}`);
    const many = await make(measured(120, 12), { range: 'month' });
    const strokes = drawnIn(many, 'Vitale værdier');
    expect(new Set(strokes)).to.deep.equal(new Set(['stroke']));
    const counts = all(many, '.crowded small').map((each) => Number(words(each)));
    expect(counts.reduce((a, b) => a + b)).to.equal(61);
    const said = words(row(many, 'Vitale værdier'));
    expect(said).to.contain('61 af 120 målinger i tidsrummet, senest');
    expect(said).to.contain('Puls 120 gange');
    expect(all(many, '.plot > details > summary').map((each) => words(each))).to.deep.equal(['Målinger (1)']);
    many.style.width = '320px';
    expect(find(many, 'section')?.scrollWidth).to.be.at.most(320);
  });

  it('measurements without a time, wrong ones, and those outside the period are not among those drawn', async () => {
    const [wrong, undated, old] = [
      measured(1, 0, 'vital-signs', 'A'),
      measured(1, 0, 'vital-signs', 'B'),
      measured(1, 0, 'survey', 'C'),
    ].flat();
    const element = await make(
      [
        ...measured(2, 24),
        { ...wrong, id: 'w', status: 'entered-in-error' },
        { ...undated, id: 'u', effectiveDateTime: undefined },
        { ...old, id: 'o', category: [{ text: 'Skema' }], effectiveDateTime: '2020-01-01' },
      ] as TimelineResource[],
      { range: 'month' },
    );
    expect(words(row(element, 'Vitale værdier'))).to.contain('2 målinger, senest');
    expect(names(element, 'wrong')).to.deep.equal(['A']);
    expect(names(element, 'undated')).to.deep.equal(['B']);
    expect(names(element, 'outside')).to.deep.equal(['Skema']);
  });

  it('what was cancelled, not done or forbidden never looks planned or given: apart, with the word for it', async () => {
    const element = await make([
      { ...sample('control'), status: 'cancelled' },
      { ...sample('xray'), status: 'not-done' },
      { ...sample('penicillin'), doNotPerform: true },
      sample('stay'),
    ] as TimelineResource[]);
    expect(names(element, 'off')).to.have.members([
      'Ambulant kontrol',
      'Røntgen af thorax',
      'Benzylpenicillin',
    ]);
    expect(all(element, '.track')).to.have.length(1);
    expect(words(row(element, 'Ambulant kontrol')))
      .to.contain('Aflyst')
      .and.not.to.contain('Planlagt');
    expect(shown(element))
      .to.contain('Aflyste og ikke gennemførte (3)')
      .and.not.to.contain('Benzylpenicillin');
  });

  it('whatever the shape of a resource, it is a row, or counted in one', async () => {
    for (const each of [...samples(), ...measured(1, 0)]) {
      const variants = brokenVariants(each).slice(0, 400);
      for (let from = 0; from < variants.length; from += 100) {
        const resources = variants.slice(from, from + 100);
        const element = await make(resources, { range: 'all' });
        const inRows = all(element, '.entry').map((entry) =>
          Number(/(\d+) måling(?:er)?,/.exec(words(entry))?.[1] ?? 1),
        );
        const sum = inRows.reduce((a, b) => a + b);
        expect(sum, `${each.resourceType} from ${from}`).to.equal(resources.length);
        element.remove();
      }
    }
    expect(wasRun()).to.be.false;
  });

  it('a status is a word, and one nobody knows is shown as it came', async () => {
    const element = await make([
      sample('stay'),
      { ...sample('note'), status: 'perhaps' } as unknown as TimelineResource,
    ]);
    expect(words(row(element, 'Pneumoni'))).to.contain('I gang');
    expect(words(row(element, 'Indlæggelsesnotat'))).to.contain('perhaps');
  });

  it('what was wrong is never on the axis and never hidden', async () => {
    const element = await make([
      { ...sample('stay'), status: 'entered-in-error' } as TimelineResource,
      {
        ...sample('copd'),
        verificationStatus: { coding: [{ code: 'refuted' }] },
      } as TimelineResource,
    ]);
    expect(all(element, '.track')).to.be.empty;
    expect(names(element, 'wrong')).to.deep.equal(['Pneumoni', 'KOL']);
    expect(shown(element)).to.contain('Fejlregistrerede og afkræftede (2)');
  });

  it('an end before its beginning is no period, and a date that is none is shown as it came', async () => {
    const period = { start: '2026-02-18', end: '2026-02-01' };
    const element = await make([
      { ...sample('earlierStay'), period } as TimelineResource,
      { ...sample('note'), date: 'i foråret' } as TimelineResource,
    ]);
    expect([...(find(element, '.track b')?.classList ?? [])]).to.deep.equal(['period', 'vague']);
    expect(words(row(element, 'Indlæggelsesnotat'))).to.contain('i foråret');
    expect(names(element, 'undated')).to.deep.equal(['Indlæggelsesnotat']);
  });
});
