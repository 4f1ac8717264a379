import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../../../sdk/src/errors.ts';
import '../../define/app.ts';
import '../../define/cds-cards.ts';
import type { CardAcceptEvent } from '../../events/card-accept-event.ts';
import type { CardLaunchEvent } from '../../events/card-launch-event.ts';
import type { CardOverrideEvent } from '../../events/card-override-event.ts';
import { locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeWorkplace } from '../../testing/fake-fhir.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, contextWith, find, shown } from '../../testing/list-contract.ts';
import samples from '../../testing/sample-cds-cards.json';
import type { SamspilCdsCards } from './cds-cards.ts';
import type { CdsAnswer, CdsCard } from './cds-hooks.ts';
import type { CdsServiceStatus } from './service-status.ts';

const tag = 'samspil-cds-cards';
const { formulary, safety } = samples as Record<keyof typeof samples, CdsAnswer>;
const running: CdsServiceStatus[] = [
  { id: 'formulary', title: 'Rekommandationsliste', status: 'running' },
  { id: 'safety', title: 'Interaktionskontrol', status: 'running' },
];
const since = new Date(Date.now() - 3 * 86_400_000).toISOString();
const down: CdsServiceStatus = { id: 'sepsis', title: 'Sepsisvarsling', status: 'down', since };

async function make(properties: Partial<SamspilCdsCards>): Promise<SamspilCdsCards> {
  const element = document.createElement(tag);
  Object.assign(element, { locale: 'da', services: running, ...properties });
  await fixture(element);
  await settled(element);
  return element;
}
const withCard = (card: Partial<CdsCard>) => make({ cards: [{ service: 'x', cards: [card] }] });
const card = (element: Element, index = 0) => all(element, '.card')[index] as HTMLElement;
const button = (within: Element | undefined, text: string) =>
  [...(within?.querySelectorAll('button') ?? [])].find((each) => words(each) === text);
/** The next event of a name. */
const next = <E extends Event>(element: Element, name: string) =>
  new Promise<E>((resolve) => element.addEventListener(name, (event) => resolve(event as E), { once: true }));
const two = [formulary, safety];

describe(tag, () => {
  it('SYM-01 each grade has a shape and a word of its own, the gravest first; one nobody knows is shown as it came', async () => {
    const element = await make({
      cards: [...two, { cards: [{ summary: 'A', indicator: 'hard-stop' }, { summary: 'B' }] }],
    });
    expect(all(element, '.grade').map((each) => words(each))).to.deep.equal([
      'Kritisk',
      'Advarsel',
      'hard-stop',
      'Alvor ikke oplyst',
      'Information',
    ]);
    const shapes = all(element, '.grade svg').map(({ innerHTML }) => innerHTML);
    expect(new Set(shapes).size).to.equal(4);
    expect(element.matches(':state(critical)')).to.be.true;
  });

  it('CDS-01 it is visible whether decision support runs, which service since when, and when that changed', async () => {
    const element = await make({ cards: [] });
    const status = () => find(element, '.runs')?.dataset.status;
    expect(status()).to.equal('full');
    expect(shown(element)).to.contain('Kører').and.not.to.contain('Ændret');
    expect(find(element, '.runs')?.getAttribute('role')).to.equal('status');
    element.services = [...running, down, { id: 'lab', status: 'unavailable' }];
    await settled(element);
    expect(status()).to.equal('partly');
    expect(shown(element)).to.match(/Kører kun delvist: råd kan mangle · Ændret kl\. \d\d\.\d\d/);
    expect(element.matches(':state(partial)')).to.be.true;
    find(element, '.services summary')?.click();
    expect(shown(element))
      .to.match(/Sepsisvarsling Kører ikke siden \d\d\.\d\d\.\d{4} \d\d\.\d\d/)
      .and.to.contain('lab Ikke tilgængelig')
      .and.to.contain('Interaktionskontrol Kører');
    element.services = [down];
    await settled(element);
    expect(status()).to.equal('none');
    expect(find(element, '.empty'), 'where nothing runs, none is no answer').to.equal(null);
    element.services = undefined;
    await settled(element);
    expect(shown(element)).to.contain('Det vides ikke, om beslutningsstøtten kører');
  });

  it('says that there is no advice only as far as that is known', async () => {
    expect(shown(await make({ cards: [] }))).to.contain('Ingen råd for denne patient');
    expect(shown(await make({ cards: [{ service: 'formulary', cards: [] }] }))).to.contain(
      'Ingen råd for denne',
    );
    expect(shown(await make({ cards: [], services: [...running, down] }))).to.contain(
      'Ingen råd fra de tjenester, der kører',
    );
    expect(shown(await make({ cards: [], services: [] }))).to.contain('Ingen råd modtaget');
    const none = await make({ cards: undefined });
    expect(find(none, '.empty')).to.equal(null);
    expect(none.matches(':state(empty)')).to.be.true;
  });

  it('CDS-02 a card says what, who says so and why, with links; suggestions in order of preference; saying no is always there', async () => {
    const element = await make({ cards: two });
    const dose = card(element, 1);
    expect(words(dose.querySelector('h3'))).to.equal(
      'Nyrefunktionen er faldet: overvej lavere dosis metformin',
    );
    expect(words(dose.querySelector('.source'))).to.contain(
      'Kilde: Regional rekommandationsliste (formulary',
    );
    expect(dose.querySelector('.source a')?.getAttribute('href')).to.equal('https://formulary.example.org/');
    expect(words(dose.querySelector('.source'))).to.contain('· Dosis');
    dose.querySelector('summary')?.click();
    expect(words(dose.querySelector('.markdown strong'))).to.equal('38 mL/min');
    expect(dose.querySelectorAll('.markdown td')).to.have.length(4);
    expect([...dose.querySelectorAll('.offer')].map((each) => words(each))).to.deep.equal([
      'Halver dosis Anbefalet',
      'Stop metformin',
    ]);
    expect(words(dose.querySelector('.suggestions'))).to.contain('Vælg højst ét');
    expect(words(dose.querySelector('.actions'))).to.equal(
      'Fjerner: Metformin 1 g x 2 Opretter: Metformin 500 mg x 2',
    );
    for (const each of all(element, '.card')) expect(button(each, 'Afvis')).to.exist;
  });

  it('CDS-03 no suggestion and no link means no empty area for them', async () => {
    const element = await withCard({ summary: 'A', suggestions: [], links: [] });
    expect(find(element, '.suggestions, .links, .actions, .system, details.detail')).to.equal(null);
    expect(shown(element)).to.contain('Kilde ikke oplyst');
  });

  it('a summary over 140 characters is cut, says so, and stands whole under the reasons', async () => {
    const long = 'ø'.repeat(141);
    const element = await withCard({ summary: long });
    expect(words(find(element, 'h3'))).to.equal(`${'ø'.repeat(140)}…`);
    expect(shown(element)).to.contain('Forkortet');
    expect(words(find(element, '.whole'))).to.equal(long);
    expect(shown(await withCard({ summary: 'ø'.repeat(140) }))).not.to.contain('Forkortet');
    expect(words(find(await withCard({}), 'h3'))).to.equal('Råd uden overskrift');
  });

  describe('a suggestion', () => {
    it('is taken by keyboard: the page is told, with the feedback the service expects; the others go where one excludes them', async () => {
      const element = await make({ cards: two });
      const dose = card(element, 1);
      const told = next<CardAcceptEvent>(element, 'samspil-card-accept');
      button(dose, 'Halver dosis')?.focus();
      await sendKeys({ press: 'Enter' });
      const { acceptance } = await told;
      expect(acceptance.service).to.equal('formulary');
      expect(acceptance.card).to.equal(formulary.cards?.[0]);
      expect(acceptance.suggestion).to.equal(formulary.cards?.[0]?.suggestions?.[1]);
      const { outcomeTimestamp, ...feedback } = acceptance.feedback ?? { outcomeTimestamp: '' };
      expect(feedback).to.deep.equal({
        card: '4e0a3a1e-3283-4575-ab82-028d55fe2719',
        outcome: 'accepted',
        acceptedSuggestions: [{ id: 'e56e1945-20b3-4393-8503-a1a20fd73152' }],
      });
      expect(outcomeTimestamp).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      await settled(element);
      expect(words(dose)).to.match(/Valgt kl\. \d\d\.\d\d/);
      expect(button(dose, 'Stop metformin')?.getAttribute('aria-disabled')).to.equal('true');
      expect(button(dose, 'Afvis')).to.equal(undefined);
      expect(element.shadowRoot?.activeElement).to.equal(button(dose, 'Halver dosis'));
      for (const each of dose.querySelectorAll<HTMLElement>('.offer button'))
        expect(getComputedStyle(each).color, 'what was taken is still read').to.equal(
          getComputedStyle(dose).color,
        );
      let more = 0;
      element.addEventListener('samspil-card-accept', () => (more += 1));
      for (const each of dose.querySelectorAll<HTMLElement>('.offer button')) each.click();
      expect(more, 'pressed again, nothing happens').to.equal(0);
    });

    it('is never said to be done before the page says so, and can be tried again when that failed', async () => {
      const element = await make({ cards: two });
      const [first] = all(element, '.card');
      const attempts: { resolve: () => void; reject: (error: Error) => void }[] = [];
      element.addEventListener('samspil-card-accept', (event) => {
        event.waitUntil(
          new Promise<void>((resolve, reject) => {
            attempts.push({ resolve, reject });
          }),
        );
      });
      button(first, 'Annuller ordinationen')?.click();
      await settled(element);
      expect(words(first)).to.contain('Udføres').and.not.to.contain('udført kl');
      attempts[0]?.reject(new SamspilError('conflict', 'Changed meanwhile.'));
      await settled(element);
      expect(words(first)).to.contain('Ikke udført.').and.not.to.contain('Changed');
      expect(element.matches(':state(critical)')).to.be.true;
      button(first, 'Annuller ordinationen')?.click();
      attempts[1]?.resolve();
      await settled(element);
      expect(words(first)).to.match(/Valgt og udført kl\. \d\d\.\d\d/);
      expect(element.matches(':state(critical)')).to.be.false;
      element.cards = structuredClone(two);
      await settled(element);
      expect(words(card(element)), 'the same cards read again').to.contain('Valgt og udført');
    });

    it('cannot be taken where the service did not say whether they exclude each other, or a part cannot be read', async () => {
      const suggestions = [{ label: 'A' }, { label: 'B', actions: [{ type: 'explode' }] }];
      const unclear = await withCard({ suggestions, selectionBehavior: 'some' });
      expect(all(unclear, '.offer button')).to.be.empty;
      expect(shown(unclear))
        .to.contain('Forslagene kan ikke vælges')
        .and.to.contain('explode: uden beskrivelse');
      const partly = await withCard({ suggestions, selectionBehavior: 'any' });
      expect(all(partly, '.offer button').map((each) => words(each))).to.deep.equal(['A']);
      expect(shown(partly)).to.contain('B Kan ikke vælges: en del af forslaget kunne ikke læses');
    });

    it('without uuids has no feedback, and several can be taken where they do not exclude each other', async () => {
      const element = await withCard({
        suggestions: [{ label: 'A' }, { label: 'B' }],
        selectionBehavior: 'any',
      });
      const taken: (string | undefined)[] = [];
      element.addEventListener('samspil-card-accept', ({ acceptance }) => {
        expect(acceptance.feedback).to.equal(undefined);
        taken.push(acceptance.suggestion.label);
      });
      for (const each of all(element, '.offer button')) each.click();
      expect(taken).to.deep.equal(['A', 'B']);
      element.cards = [
        { service: 'x', cards: [{ suggestions: [{ label: 'A' }], selectionBehavior: 'any' }] },
      ];
      await settled(element);
      expect(shown(element), 'another card without a uuid').not.to.contain('Valgt');
    });
  });

  it('is dismissed by keyboard with one of the service’s reasons and words of one’s own; nothing is preselected', async () => {
    const element = await make({ cards: two });
    const dose = card(element, 1);
    button(dose, 'Afvis')?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(dose.querySelectorAll('input:checked')).to.be.empty;
    expect(element.shadowRoot?.activeElement).to.equal(dose.querySelector('input'));
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(button(dose, 'Afvis'));
    await sendKeys({ press: 'Enter' });
    await settled(element);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: ' Aftalt i dag ' });
    const told = next<CardOverrideEvent>(element, 'samspil-card-override');
    button(dose, 'Afvis rådet')?.click();
    const { override } = await told;
    expect(override.comment).to.equal('Aftalt i dag');
    const { outcomeTimestamp, ...feedback } = override.feedback ?? { outcomeTimestamp: '' };
    expect(outcomeTimestamp).to.be.a('string').that.is.not.empty;
    expect(feedback).to.deep.equal({
      card: '4e0a3a1e-3283-4575-ab82-028d55fe2719',
      outcome: 'overridden',
      overrideReason: {
        reason: {
          system: 'https://formulary.example.org/r',
          code: 'specialist',
          display: 'Aftalt med nefrolog',
        },
        userComment: 'Aftalt i dag',
      },
    });
    await settled(element);
    expect(words(dose)).to.match(/Afvist kl\. \d\d\.\d\d: Aftalt med nefrolog: Aftalt i dag$/);
    expect(dose.querySelector('.suggestions')).to.equal(null);
    expect(element.shadowRoot?.activeElement).to.equal(dose.querySelector('.dismissed'));
    const last = card(element, 2);
    button(last, 'Afvis')?.click();
    await settled(element);
    const plain = next<CardOverrideEvent>(element, 'samspil-card-override');
    button(last, 'Afvis rådet')?.click();
    expect((await plain).override.feedback).to.have.all.keys('card', 'outcome', 'outcomeTimestamp');
  });

  it('opens no app by itself: the page is told; other links know nothing of this page; unsafe ones are text', async () => {
    const element = await make({ cards: [formulary] });
    const told = next<CardLaunchEvent>(element, 'samspil-card-launch');
    button(card(element), 'Åbn dosisberegner')?.click();
    expect((await told).launch.link).to.equal(formulary.cards?.[0]?.links?.[1]);
    const link = find(element, '.links a');
    expect(link?.getAttribute('rel')).to.equal('noopener noreferrer');
    expect(link?.getAttribute('referrerpolicy')).to.equal('no-referrer');
    expect(words(link)).to.equal('Rekommandation (formulary.example.org), åbner i nyt vindue');
    const urls = ['javascript:alert(1)', 'http://x.example', undefined, 'https://a.example@b.example'];
    const unsafe = await withCard({
      source: { label: 'S', url: 'javascript:alert(1)' },
      detail: '[x](javascript:alert(1)) ![p](https://x.example/p.png)',
      links: [
        ...urls.map((url, index) => ({ label: `L${index}`, url, type: index === 0 ? 'smart' : 'absolute' })),
        { label: 'L', url: 'https://x.example', type: 'deep' },
      ],
    });
    expect(find(unsafe, 'a, img, .links button')).to.equal(null);
    expect(shown(unsafe))
      .to.contain('L0: kan ikke åbnes herfra (javascript:alert(1))')
      .and.to.contain('L2: kan ikke åbnes herfra (adresse ikke oplyst)');
    find(unsafe, '.detail summary')?.click();
    expect(shown(unsafe)).to.contain('x (javascript:alert(1)').and.to.contain('Billede: p');
  });

  it('says what a service changed by itself, and whether that was done', async () => {
    const element = await make({
      cards: [
        safety,
        { ...safety, cards: [], systemActionsApplied: false },
        { systemActions: safety.systemActions },
      ],
    });
    expect(all(element, '.system').map((each) => words(each))).to.deep.equal([
      'Automatisk fra tjenesten: Interaktionskontrol Udført Ændrer: Risikoscore på henvisningen',
      'Automatisk fra tjenesten: Interaktionskontrol Ikke udført Ændrer: Risikoscore på henvisningen',
      'Automatisk fra tjenesten: Tjeneste uden navn Ikke oplyst, om det er udført Ændrer: Risikoscore på henvisningen',
    ]);
  });

  it('cards never outlast the lease they were given under, and need no connection to be read or dismissed', async () => {
    const context = contextWith();
    const workplace = new FakeWorkplace(context);
    const app = document.createElement('samspil-app');
    Object.assign(app, { workplace, clientId: 'x', scope: 'patient/*.rs' });
    const element = document.createElement(tag);
    Object.assign(element, { cards: [safety], services: running, locale: 'da' });
    app.append(element);
    await fixture(app);
    await waitUntil(() => all(element, '.card').length === 1);
    workplace.online.value = false;
    await settled(element);
    button(card(element), 'Afvis')?.click();
    await settled(element);
    expect(find(element, '.why-not')).to.exist;
    workplace.context.value = contextWith();
    await waitUntil(() => all(element, '.card').length === 0);
    expect(shown(element)).not.to.contain('penicillin');
    element.cards = [formulary];
    await settled(element);
    expect(all(element, '.card')).to.have.length(2);
    workplace.context.value = undefined;
    await waitUntil(() => all(element, '.card').length === 0);
  });

  it('tolerates whatever a service answers: every card is shown or counted, nothing is executed', async () => {
    const broken = brokenVariants(formulary as unknown as FhirResource) as unknown as CdsAnswer[];
    const element = await make({});
    for (let from = 0; from < broken.length; from += 40) {
      const cards = broken.slice(from, from + 40);
      element.cards = cards;
      await element.updateComplete;
      const readable = cards.flatMap((each) => (Array.isArray(each.cards) ? [...each.cards] : []));
      expect(all(element, '.card'), `from ${from}`).to.have.length(
        readable.filter(Boolean).filter((each) => typeof each === 'object').length,
      );
    }
    element.cards = [null, 7, { cards: 'x' }, { cards: [null, 1] }] as unknown as CdsAnswer[];
    await element.updateComplete;
    expect(shown(element)).to.contain('5 råd kunne ikke læses');
    element.cards = 'x' as unknown as CdsAnswer[];
    element.services = 'y' as unknown as CdsServiceStatus[];
    await element.updateComplete;
    expect(shown(element)).to.contain('1 råd kunne ikke læses');
    const hostile = withMarkup(formulary as unknown as FhirResource) as unknown as CdsAnswer;
    element.cards = [
      { ...hostile, cards: [{ ...hostile.cards?.[0], indicator: markup, selectionBehavior: 'any' }] },
    ];
    element.services = [{ id: markup, status: markup as 'down' }];
    await settled(element);
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    const many = Array.from({ length: 10_000 }, (_each, index) => ({
      uuid: `u${index}`,
      summary: `Nr. ${index}`,
    }));
    element.cards = [{ service: 'x', cards: many }];
    await settled(element);
    expect(all(element, '.card')).to.have.length(100);
    expect(shown(element)).to.contain('Viser 100 af 10.000');
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing, and every target is 44 px high', async () => {
    const element = await make({ cards: two, services: [...running, down] });
    element.style.width = '320px';
    for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
    button(card(element, 1), 'Afvis')?.click();
    await settled(element);
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      for (const target of all(element, 'button, summary, label.reason, .links a'))
        expect(target.offsetHeight, words(target)).to.be.at.least(44);
    }
  });

  for (const locale of locales) {
    it(`is accessible in ${locale}, in light and dark, open, answered and without cards`, async () => {
      const element = await make({ cards: two, services: [...running, down], locale });
      for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
      for (const each of all(element, '.dismiss button').slice(1)) each.click();
      all(element, '.offer button')[0]?.click();
      await settled(element);
      all(element, '.why-not button')[2]?.click();
      await settled(element);
      await expectAccessible(element);
      await expectAccessible(await make({ cards: [], locale }));
    });
  }
});
