import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { SamspilError } from '@samspil/sdk';
import type { Patient } from 'fhir/r4';
import '../../define/patient-list.ts';
import type { PatientChooseEvent } from '../../events/patient-choose-event.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import type { PatientRow, RowFlag } from '../../patients/patient-row.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext } from '../../testing/fake-fhir.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, find, shown } from '../../testing/list-contract.ts';
import { samplePatient, sampleWard } from '../../testing/samples.ts';
import type { SamspilPatientList } from './patient-list.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function list(properties: Partial<SamspilPatientList> = {}): Promise<SamspilPatientList> {
  const element = document.createElement('samspil-patient-list');
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

const row = (id: string, name: string, more: Partial<PatientRow> = {}): PatientRow => ({
  patient: { resourceType: 'Patient', id, name: [{ family: name, given: [id] }] },
  ...more,
});
const ward = () => sampleWard().map((patient, index) => ({ patient, place: `Stue ${index + 1}, seng 1` }));
const names = (element: Element) => all(element, 'tbody .who').map((each) => words(each));
const rowOf = (element: Element, id: string) =>
  all(element, 'tbody tr').find((each) => each.querySelector<HTMLElement>(`[data-key="${id}/0"]`));
const button = (element: Element, text: string) =>
  all(element, 'button').find((each) => words(each) === text);

/** A list of other patients, as when the ward is changed: nothing of it is compared. */
async function showAnother(element: SamspilPatientList, patients: readonly PatientRow[]): Promise<void> {
  element.patients = undefined;
  await settled(element);
  element.patients = patients;
  await settled(element);
}

describe('samspil-patient-list', () => {
  it('LST-02 LST-03 says for whom, which service and when updated, or that it does not know', async () => {
    const element = await list({
      patients: ward(),
      service: 'Kardiologisk sengeafsnit 12',
      forWhom: 'Team Blå',
      updatedAt: '2026-01-15T08:30:00+01:00',
    });
    expect(words(find(element, '.about'))).to.match(
      /^Kardiologisk sengeafsnit 12 For Team Blå Opdateret 15\.01\.2026 \d\d\.\d\d Kolonner$/,
    );
    expect(words(find(element, 'header'))).to.match(/^Patienter 16 patienter Kardiologisk/);
    expect(shown(await list({ patients: [] }))).to.contain('Ikke oplyst, hvornår listen er opdateret');
  });

  it('LST-01 the header spans the list, whatever stands below it', async () => {
    for (const properties of [
      { patients: ward() },
      { patients: [] },
      { patients: undefined },
      { problem: 'network' as const },
      { patients: ward(), covered: true },
    ]) {
      const element = await list({ ...properties, heading: 'Afdeling 12' });
      const [header, section] = ['[part="header"]', 'section'].map((part) => find(element, part));
      expect(words(header)).to.contain('Afdeling 12');
      expect(header?.offsetWidth).to.be.at.least(0.95 * (section?.clientWidth ?? Infinity));
      element.remove();
    }
  });

  it('LST-05 LST-24 columns have a line and margins between them, rows a light band', async () => {
    const element = await list({ patients: ward() });
    element.style.width = '900px';
    for (const cell of all(element, 'tbody td')) {
      const { borderInlineStartStyle, borderInlineStartWidth, paddingInlineStart, paddingInlineEnd } =
        getComputedStyle(cell);
      expect([borderInlineStartStyle, borderInlineStartWidth]).to.deep.equal(['solid', '1px']);
      for (const margin of [paddingInlineStart, paddingInlineEnd])
        expect(Number.parseFloat(margin)).to.be.at.least(8);
    }
    const [first, second, third] = all(element, 'tbody .key').map(
      (cell) => getComputedStyle(cell).backgroundColor,
    );
    expect(first).to.equal(third);
    expect(first).not.to.equal(second);
  });

  it('LST-04 LST-13 the heads stay when scrolling down, the patient when scrolling sideways', async () => {
    const element = await list({ patients: ward() });
    element.style.width = '900px';
    for (const [selector, edge] of [
      ['thead th', 'top'],
      ['tbody .key', 'left'],
    ] as const) {
      const { position, [edge]: at } = getComputedStyle(find(element, selector) as HTMLElement);
      expect([position, at], selector).to.deep.equal(['sticky', '0px']);
    }
  });

  it('LST-08 LST-10 LST-27 one patient per row: name as in the banner, birth date, number, each on its line', async () => {
    const element = await list({ patients: [{ patient: samplePatient('else') }] });
    const key = find(element, 'tbody .key');
    expect(all(element, 'tbody tr')).to.have.length(1);
    expect(words(key)).to.match(
      /^Sørensen, Else Marie \(dr\) Kaldes Lis Født 02\.02\.1991 \(\d+ år\) CPR-nr\. 020191-9990$/,
    );
    const tops = [...(key?.querySelectorAll('.who, .fact') ?? [])].map(
      (each) => each.getBoundingClientRect().top,
    );
    expect(tops).to.deep.equal([...tops].sort((a, b) => a - b));
    expect(new Set(tops).size).to.equal(4);
    const family = find(element, '.family') as HTMLElement;
    expect(family.textContent, 'capitals are style only').to.equal('Sørensen');
    expect(getComputedStyle(family).textTransform).to.equal('uppercase');
  });

  it('LST-11 the twins, triplets and doubles of the test data are marked, with the first thing that tells them apart', async () => {
    const element = await list({ patients: ward() });
    const marked = (id: string) => {
      const tag = rowOf(element, id)?.querySelector<HTMLElement>('.lookalike');
      return tag && [tag.dataset['differs'], words(rowOf(element, id)?.querySelector('mark'))];
    };
    expect(marked('EllenLouise')).to.deep.equal(['given', 'Ellen Louise Test']);
    expect(marked('37628912-7816-47a3-acd8-396b610be142')).to.deep.equal(['birthDate', '02.01.1991']);
    expect(marked('else')).to.deep.equal(['birthDate', '02.02.1991']);
    expect(marked('DrengLevendefodt2024')).to.deep.equal(['given', 'Dreng Test']);
    expect(marked('PigeLevendefodt2024')).to.deep.equal(['given', 'Pige Test']);
    expect(marked('MaxBerggren'), 'nothing tells them apart').to.deep.equal(['nothing', '']);
    for (const id of ['Einer', 'Sverre', 'CaesarOestergaard', 'john']) expect(marked(id), id).not.to.exist;
    expect(words(rowOf(element, 'EllenLouise'))).to.contain(
      'Fornavnet er forskelligt. Lignende patient: kontrollér',
    );
    expect(rowOf(element, 'EllenLouise')?.querySelector('.lookalike svg')).to.exist;
  });

  it('LST-12 LST-26 every row has a key of its own; what is unknown has words, and a replacement number its label', async () => {
    const element = await list({
      patients: [...ward(), { patient: samplePatient('unknown') }, { patient: { resourceType: 'Patient' } }],
    });
    const keys = all(element, '.choose').map(({ dataset }) => dataset['key']);
    expect(new Set(keys).size).to.equal(17);
    expect(words(rowOf(element, 'unknown'))).to.match(
      /^Navn mangler Født Fødselsdato mangler Køn ikke oplyst Intet personnummer Plads ikke oplyst$/,
    );
    expect(words(rowOf(element, 'ukendt-X-eCPR'))).to.contain('Erstatnings-CPR 070392-1VJ4');
    expect(words(rowOf(element, 'ukendt-D-eCPR')))
      .to.contain('Erstatnings-CPR 120655-0VK9 ')
      .and.to.contain('Mand');
    expect(words(all(element, 'tbody tr').at(-1))).to.contain('Kan ikke åbnes herfra');
  });

  it('LST-14 LST-29 each row says its place; the list begins by bed, else by time, else by name; unknown last', async () => {
    const beds = [
      row('a', 'A', { place: 'Seng 10' }),
      row('b', 'B'),
      row('c', 'C', { place: 'Seng 2', time: '2026-01-01' }),
    ];
    const element = await list({ patients: beds });
    expect(names(element)).to.deep.equal(['C, c', 'A, a', 'B, b']);
    expect(shown(element))
      .to.contain('Seng 10')
      .and.to.contain('Plads ikke oplyst')
      .and.to.contain('Tid ikke oplyst');
    await showAnother(element, [
      row('a', 'A', { time: '2026-01-02T10:00:00Z' }),
      row('b', 'B', { time: '2026-01-02T09:00:00Z' }),
    ]);
    expect(names(element)).to.deep.equal(['B, b', 'A, a']);
    await showAnother(element, [row('b', 'Ø'), row('a', 'A'), row('c', 'Z')]);
    expect(names(element)).to.deep.equal(['A, a', 'Z, c', 'Ø, b']);
    element.sortBy = 'place';
    await showAnother(element, [
      row('a', 'A', { noPlace: 'Ikke indlagt' }),
      row('b', 'B', { place: 'Seng 1', time: '2026-01-01' }),
    ]);
    expect(names(element)).to.deep.equal(['B, b', 'A, a']);
    expect(words(rowOf(element, 'a')), 'who has not come has no time to miss')
      .to.contain('Ikke indlagt')
      .and.not.to.contain('Tid ikke oplyst');
  });

  it("columns of the page's own stand between patient and place, and sort; flags have the symbol of their tone", async () => {
    const element = await list({
      columns: [
        { name: 'team', label: 'Team' },
        { name: 'place', label: 'Nobody may take this name' },
      ],
      patients: [
        row('a', 'A', { cells: { team: 'Rød' }, place: '1' }),
        row('b', 'B', {
          cells: { team: 'Blå' },
          place: '2',
          flags: ['Orlov', { text: 'Isolation', tone: 'warn' }],
        }),
      ],
    });
    expect(all(element, 'thead th').map((each) => words(each))).to.deep.equal(['Patient', 'Team', 'Plads']);
    all(element, '.sort')[1]?.click();
    await settled(element);
    expect(names(element)).to.deep.equal(['B, b', 'A, a']);
    expect(
      all(element, '.tag').map((each) => [words(each), each.querySelector('svg') !== null]),
    ).to.deep.equal([
      ['Orlov', false],
      ['Isolation', true],
    ]);
  });

  it('goes from patient to patient by arrow keys, and back to one that is asked for', async () => {
    const element = await list({ patients: [row('a', 'A'), row('b', 'B'), row('c', 'C')] });
    const at = () => words(element.shadowRoot?.activeElement);
    expect(await element.focusPatient('b')).to.be.true;
    for (const [key, name] of [
      ['ArrowDown', 'C, c'],
      ['ArrowDown', 'C, c'],
      ['Home', 'A, a'],
      ['End', 'C, c'],
      ['ArrowUp', 'B, b'],
    ] as const) {
      await sendKeys({ press: key });
      expect(at(), key).to.equal(name);
    }
    expect(await element.focusPatient('nobody')).to.be.false;
  });

  it('LST-06 columns are made wider by keyboard, by a press and by dragging; the page is told and gives the widths back', async () => {
    const element = await list({ patients: ward() });
    element.style.width = '700px';
    const told: unknown[] = [];
    element.addEventListener('samspil-widths-change', ({ widths }) => told.push(widths));
    const head = () => all(element, 'thead th')[1] as HTMLElement;
    const before = head().offsetWidth;
    find(element, '.widths summary')?.click();
    await waitUntil(() => find(element, '.sliders'));
    const slider = all(element, 'input[type=range]')[1] as HTMLInputElement;
    expect(slider.labels?.[0] && words(slider.labels[0])).to.equal('Bredde: Plads');
    slider.focus();
    await sendKeys({ press: 'End' });
    await settled(element);
    expect(told).to.deep.equal([{ place: 40 }]);
    expect(head().offsetWidth).to.be.greaterThan(before);
    button(element, 'Nulstil bredder')?.click();
    await settled(element);
    expect([told.at(-1), head().offsetWidth]).to.deep.equal([{}, before]);
    const drag = async (by: number) => {
      const { x, y, width, height } = (head().querySelector('.grip') as HTMLElement).getBoundingClientRect();
      const [from, to] = [0, by].map((dx) => [Math.round(x + width / 2 + dx), Math.round(y + height / 2)]);
      await sendMouse({ type: 'move', position: from as [number, number] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: to as [number, number] });
      await sendMouse({ type: 'up' });
      await settled(element);
    };
    await drag(-64);
    expect(told.at(-1)).to.deep.equal({ place: Math.round(2 * (before / 16 - 4)) / 2 });
    expect(head().offsetWidth).to.be.lessThan(before);
    element.widths = { place: 20 };
    await settled(element);
    expect(head().offsetWidth).to.equal(320);
  });

  it('LST-22 a column is never narrower than its longest word, also when a new one comes', async () => {
    const element = await list({ patients: [row('a', 'A', { place: 'Stue 1' })], widths: { place: 4 } });
    element.style.width = '900px';
    const cell = () => find(element, 'tbody td') as HTMLElement;
    const narrow = cell().offsetWidth;
    element.patients = [row('a', 'A', { place: 'Intensivmodtageafsnittet 1' })];
    await settled(element);
    expect(cell().offsetWidth).to.be.greaterThan(narrow);
    expect(cell().scrollWidth).to.be.at.most(cell().clientWidth);
    expect(find(element, 'table')?.offsetWidth).to.be.at.most(900);
  });

  it('LST-18 LST-34 a changed cell and no other is marked by symbol, word and colour, with what stood there', async () => {
    const element = await list({
      patients: [row('a', 'A', { place: 'Seng 1', flags: ['Orlov'] }), row('b', 'B')],
    });
    const cell = (id: string) => rowOf(element, id)?.querySelector('td');
    const plain = getComputedStyle(cell('a') as Element).backgroundColor;
    element.patients = [row('a', 'A', { place: 'Seng 2', flags: ['Isolation'] }), row('b', 'B')];
    await settled(element);
    expect(words(cell('a'))).to.equal('Seng 2 Ændret. Før: Seng 1');
    expect(cell('a')?.querySelector('svg')).to.exist;
    expect(getComputedStyle(cell('a') as Element).backgroundColor).not.to.equal(plain);
    expect(
      words(rowOf(element, 'a')?.querySelector('.key')),
      'a word that came, and one that went',
    ).to.contain('Isolation Ikke længere: Orlov');
    expect(all(element, 'td.changed, th.changed')).to.have.length(1);
    const unknown = { patient: samplePatient('unknown') };
    await showAnother(element, [unknown]);
    element.patients = [{ patient: { ...samplePatient('else'), id: unknown.patient.id } }];
    await settled(element);
    expect(words(find(element, '.key .before'))).to.equal(
      'Ændret. Før: Navn mangler · Fødselsdato mangler · Intet personnummer',
    );
  });

  it('LST-34 who is new marks the whole row, and who is gone leaves a note that opens nobody', async () => {
    const element = await list({ patients: [row('a', 'A', { place: '1' }), row('b', 'B', { place: '2' })] });
    element.patients = [row('c', 'C', { place: '0' }), row('a', 'A', { place: '1' })];
    await settled(element);
    expect(words(rowOf(element, 'c'))).to.contain('Ny på listen');
    expect(all(element, 'tr.new > .changed')).to.have.length(2);
    const gone = find(element, 'tr.gone');
    expect(words(gone)).to.contain('B, b').and.to.contain('Ikke længere på listen');
    expect(gone?.querySelector('.choose')).to.equal(null);
    expect(words(find(element, '.count')), 'who is gone is not counted').to.equal('2 patienter');
    await showAnother(element, [row('d', 'D')]);
    expect(all(element, '.marked'), 'another list has no news').to.be.empty;
  });

  it('LST-31 LST-32 rows that arrive are shown at once; how many changed since when is said, and how many out of view', async () => {
    const many = (place: string) =>
      Array.from({ length: 60 }, (_each, at) => row(`${at}`, `N${at}`, { place }));
    const element = await list({ patients: many('Seng 1'), updatedAt: '2026-01-15T08:30:00+01:00' });
    await element.focusPatient('0');
    element.patients = many('Seng 2');
    element.updatedAt = '2026-01-15T09:00:00+01:00';
    await settled(element);
    expect(words(element.shadowRoot?.activeElement), 'the keyboard stays').to.equal('N0, 0');
    await waitUntil(() => /\d+ af dem er uden for skærmen/.test(words(find(element, '.changes'))));
    expect(words(find(element, '.changes'))).to.match(/^60 patienter er ændret siden 15\.01\.2026 \d\d\.30 /);
    const outOfView = Number(/(\d+) af dem/.exec(words(find(element, '.out')))?.[1]);
    expect(outOfView).to.be.within(1, 59);
  });

  it("LST-33 marks are taken away singly, or all after a question; what comes of the person's own doing has none", async () => {
    const own = (id: string, ...flags: RowFlag[]) => row(id, id, { place: '1', flags });
    const element = await list({ patients: ['a', 'b', 'c'].map((id) => own(id)) });
    element.patients = ['a', 'b', 'c'].map((id) => own(id, { text: 'På enheden', isOwn: true }));
    await settled(element);
    expect(all(element, '.marked')).to.be.empty;
    element.patients = ['a', 'b', 'c'].map((id) => row(id, id, { place: '2' }));
    await settled(element);
    expect(all(element, '.marked')).to.have.length(3);
    const one = rowOf(element, 'a')?.querySelector<HTMLElement>('.unmark');
    expect(one?.ariaLabel).to.equal('Fjern mærket ved a, a');
    one?.click();
    await settled(element);
    expect(all(element, '.marked')).to.have.length(2);
    expect(words(element.shadowRoot?.activeElement), 'the keyboard goes to the patient').to.equal('a, a');
    button(element, 'Fjern alle mærker …')?.click();
    await settled(element);
    expect(words(element.shadowRoot?.activeElement)).to.equal('Behold mærkerne');
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(all(element, '.marked')).to.have.length(2);
    button(element, 'Fjern alle mærker …')?.click();
    await settled(element);
    button(element, 'Fjern alle mærker')?.click();
    await settled(element);
    expect(all(element, '.marked, .changes')).to.be.empty;
  });

  it('a list in pages fetches the next on request, marks nobody of it as new, and a page that fails is said', async () => {
    const page = (n: number) => Array.from({ length: n }, (_each, at) => row(`${at}`, `N${at}`));
    let asked = 0;
    const element = await list({ patients: page(2), total: 5 });
    element.more = async () => {
      asked += 1;
      if (asked === 1) throw new SamspilError('network', 'Refused by the test.');
      element.patients = page(5);
      element.more = undefined;
    };
    await settled(element);
    expect(words(find(element, '.count'))).to.equal('Viser 2 af 5 patienter');
    button(element, 'Vis flere')?.click();
    await waitUntil(() => shown(element).includes('Ikke alt kunne hentes'));
    expect(names(element)).to.have.length(2);
    button(element, 'Prøv igen')?.click();
    await waitUntil(() => names(element).length === 5);
    await settled(element);
    expect(all(element, '.marked, .next')).to.be.empty;
    element.more = async () => undefined;
    element.total = undefined;
    await settled(element);
    expect(words(find(element, '.count'))).to.equal('Viser de første 5 patienter');
  });

  it('FSG-01 FSG-09 sorts by a column, the other way round at the second press, by keyboard, and says so', async () => {
    const element = await list({ patients: [row('a', 'A', { place: '2' }), row('b', 'B', { place: '1' })] });
    const sort = all(element, '.sort');
    expect(sort.map((each) => each.parentElement?.ariaSort)).to.deep.equal([null, 'ascending']);
    sort[0]?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(names(element)).to.deep.equal(['A, a', 'B, b']);
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(names(element)).to.deep.equal(['B, b', 'A, a']);
    expect(sort[0]?.parentElement?.ariaSort).to.equal('descending');
    expect(element.shadowRoot?.activeElement, 'the focus stays').to.equal(sort[0]);
  });

  it('LST-16 FSG-08 a filter in force is said above the list and can be taken away; with it, "none" is no empty ward', async () => {
    let cleared = 0;
    const element = await list({
      patients: [],
      filter: { name: 'Indlagt i dag', clear: () => (cleared += 1) },
    });
    expect(words(find(element, '.filter'))).to.equal('Filter: Indlagt i dag Vis alle');
    expect(words(find(element, '.empty'))).to.equal('Ingen patienter passer til filteret');
    button(element, 'Vis alle')?.click();
    expect(cleared).to.equal(1);
    expect(words(find(await list({ patients: [] }), '.empty'))).to.equal('Ingen patienter på listen');
  });

  it('LST-17 can be refreshed; what is shown stays meanwhile, and a failure is said', async () => {
    let answer: (value?: unknown) => void = () => undefined;
    let refuse: (error: unknown) => void = () => undefined;
    let asked = 0;
    const element = await list({
      patients: ward(),
      refresh: () =>
        new Promise((resolve, reject) => {
          asked += 1;
          answer = resolve;
          refuse = reject;
        }),
    });
    const refresh = button(element, 'Opdatér');
    refresh?.click();
    refresh?.click();
    await settled(element);
    expect(asked, 'once at a time').to.equal(1);
    expect(element.matches(':state(loading)')).to.be.true;
    expect(names(element)).to.have.length(16);
    refuse(new SamspilError('network', 'Refused by the test.'));
    await settled(element);
    expect(element.matches(':state(stale)')).to.be.true;
    expect(shown(element)).to.contain('Oplysningerne kan være forældede');
    button(element, 'Prøv igen')?.click();
    await settled(element);
    answer();
    await settled(element);
    expect(element.matches(':state(stale)')).to.be.false;
  });

  it('LST-20 asks the host for the patient that is chosen, unless somebody else opens her', async () => {
    const host = new FakeHost([]);
    const asked: unknown[] = [];
    host.setContext = async (...given: unknown[]) => {
      asked.push(given[0]);
      return { status: 'changed', context: undefined, plugins: [] };
    };
    const element = await list({ host, patients: [row('a', 'A', { encounter: 'e1' })] });
    const chosen: PatientChooseEvent[] = [];
    document.addEventListener('samspil-patient-choose', (event) => chosen.push(event), { once: true });
    find(element, '.choose')?.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => asked.length === 1);
    expect(asked).to.deep.equal([{ patient: 'a', encounter: 'e1' }]);
    expect([chosen[0]?.patient.id, chosen[0]?.encounter]).to.deep.equal(['a', 'e1']);
    element.addEventListener('samspil-patient-choose', (event) => event.preventDefault(), { once: true });
    find(element, '.choose')?.click();
    expect(asked).to.have.length(1);
    host.setContext = () => Promise.reject(new SamspilError('invalid-request', 'Refused by the test.'));
    find(element, '.choose')?.click();
    await settled(element);
    expect(words(find(element, '[role=alert]'))).to.match(/^Patienten blev ikke åbnet/);
  });

  it('LST-20 cannot be read while a patient is open', async () => {
    const host = new FakeHost([]);
    const element = await list({ host, patients: ward() });
    host.context.value = fakeContext(samplePatient('else'));
    await settled(element);
    expect(words(element))
      .to.contain('Listen er skjult, mens en patient er åben')
      .and.not.to.contain('Lauridsen');
    host.context.value = undefined;
    await settled(element);
    expect(names(element)).to.have.length(16);
    element.covered = true;
    await settled(element);
    expect(names(element)).to.be.empty;
  });

  it('honours protection and shows no address, no telephone and nothing clinical', async () => {
    const element = await list({
      patients: (['protected', 'else', 'deceased'] as const).map((name) => ({
        patient: samplePatient(name),
      })),
    });
    expect(words(rowOf(element, 'protected'))).to.contain('Navne- og adressebeskyttet');
    expect(words(rowOf(element, 'deceased'))).to.contain('Afdød');
    expect(element.shadowRoot?.innerHTML).not.to.match(/Hemmelig|99 99|Østergade|20 12/);
  });

  it('is loading without rows, failed where there can be none, and says what it may not or cannot know', async () => {
    const element = await list();
    expect(element.matches(':state(loading)')).to.be.true;
    for (const [problem, state, text] of [
      ['denied', 'denied', 'Ingen adgang'],
      ['not-held', 'not-held', 'Ikke hentet: kræver forbindelse'],
      ['server', 'failed', 'Patientlisten kunne ikke hentes'],
    ] as const) {
      element.problem = problem;
      await settled(element);
      expect(element.matches(`:state(${state})`)).to.be.true;
      expect(shown(element)).to.contain(text).and.not.to.contain('Ingen patienter');
    }
  });

  it('LST-21 nothing is cut at 320 px in both directions of writing; every target is high enough', async () => {
    const long = {
      resourceType: 'Patient',
      id: 'l',
      name: [{ family: 'Mosebryggersensdatter'.repeat(3), given: ['Åse'] }],
    } as const;
    const element = await list({
      patients: [...ward(), { patient: long as unknown as Patient, place: 'Stue 100' }],
      total: 40,
      filter: { name: 'Kun mine', clear: () => undefined },
      refresh: () => Promise.resolve(),
    });
    expect(words(find(element, '.count'))).to.equal('Viser 17 af 40 patienter');
    element.style.width = '320px';
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      for (const target of all(element, 'button'))
        if (!target.matches('.choose')) expect(target.offsetHeight).to.be.at.least(44);
      const key = find(element, '.key') as HTMLElement;
      expect(key.offsetHeight, 'the name is pressed anywhere in its cell').to.be.at.least(44);
    }
  });

  it('shows every patient whatever its shape; markup is text; what is no patient is counted', async () => {
    const broken = brokenVariants(samplePatient('else'));
    for (let from = 0; from < broken.length; from += 100) {
      const patients = broken.slice(from, from + 100).map((patient) => ({ patient }));
      const element = await list({ patients });
      expect(names(element), `from ${from}`).to.have.length(patients.length);
      element.remove();
    }
    const odd = [
      { patient: withMarkup(samplePatient('else')), place: markup, flags: [markup, 7], time: markup },
      null,
      {},
      'x',
    ];
    const element = await list({ patients: odd as unknown as PatientRow[], updatedAt: markup });
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(shown(element)).to.contain('3 patienter kunne ikke læses').and.to.contain('Tidspunkt ukendt');
    expect(wasRun()).to.be.false;
    element.patients = 'x' as unknown as PatientRow[];
    await settled(element);
    expect(shown(element)).to.contain('1 patient kunne ikke læses').and.not.to.contain('Ingen patienter');
    await showAnother(
      element,
      Array.from({ length: 10_000 }, (_each, index) => row(`${index}`, `Navn ${index}`)),
    );
    expect(shown(element)).to.contain('Viser 100 af 10.000');
    expect(names(element)).to.have.length(100);
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      const rows = [
        ...ward(),
        { patient: samplePatient('protected'), time: '2026-01-15', flags: ['Isolation'] },
        null,
      ];
      for (const properties of [
        {
          patients: rows as PatientRow[],
          filter: { name: 'F', clear: () => undefined },
          refresh: () => Promise.resolve(),
        },
        {},
        { covered: true },
        { problem: 'server' },
      ] as const) {
        const element = await list({ ...properties, locale });
        await expectAccessible(element);
        element.remove();
      }
    });
  }
});
