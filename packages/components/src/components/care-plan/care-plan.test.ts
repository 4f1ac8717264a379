import { expect } from '@open-wc/testing';
import type { CarePlan, CarePlanActivity, Goal, GoalTarget } from 'fhir/r4';
import '../../define/care-plan.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { words } from '../../testing/expect-accessible.ts';
import { brokenVariants } from '../../testing/hostile.ts';
import { sampleCare } from '../../testing/samples.ts';

const tag = 'samspil-care-plan';
const make = (...resources: (CarePlan | Goal)[]) => listElement(tag, { resources });
const plan = (title: string, more: Partial<CarePlan> = {}): CarePlan => ({
  resourceType: 'CarePlan',
  id: title,
  status: 'active',
  intent: 'plan',
  title,
  subject: { reference: 'Patient/else' },
  ...more,
});
const goal = (text: string, more: Partial<Goal> = {}): Goal => ({
  resourceType: 'Goal',
  id: text,
  lifecycleStatus: 'active',
  description: { text },
  subject: { reference: 'Patient/else' },
  ...more,
});
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
const named = (...ids: string[]) => ({ goal: ids.map((id) => ({ reference: `Goal/${id}` })) });

describe(tag, () => {
  listContract({
    tag,
    types: 2,
    samples: () => [sampleCare('plan'), sampleCare('alone')],
    empty: {
      da: 'Ingen planer eller mål registreret',
      sv: 'Inga planer eller mål registrerade',
      en: 'No plans or goals recorded',
    },
    each: '.entry',
    failed: 'Planer og mål kunne ikke hentes',
  });

  it('a plan shows its goals and activities at once: what, how far, when and who; the patient by role, never by name', async () => {
    const element = await make(sampleCare('goal'), sampleCare('plan'));
    expect(all(element, '.entry')).to.have.length(1);
    const seen = shown(element);
    expect(seen).to.contain('Hjemmemonitorering Telemedicin Aktiv Siden 01.10.2025');
    expect(texts(element, '.goal')).to.deep.equal([
      'Målinger inden for de aftalte grænser Saturation: 88 % til 92 %, senest 31.12.2025 Aktivt Forværring',
    ]);
    expect(texts(element, '.activity')).to.deep.equal([
      'Mål hjemme og send I gang Hver 2. dag Borger',
      'Gennemgå målinger Planlagt Hverdage Jonas Østergaard Sundhedsperson',
      'Oplæring i udstyret Udført',
    ]);
    expect(seen).not.to.contain('Anna Holm');
    expect(texts(element, '.facts > div')).to.deep.equal([
      'Kategori Telemedicin',
      'Vedrører KOL',
      'Ansvarlig for planen Anna Holm Sundhedsperson',
      'Oprettet 01.10.2025',
      'Bemærkning Datter hjælper 02.10.2025',
    ]);
  });

  it('each plan and each goal is in one place; what does not count is closed at first and says so', async () => {
    const element = await make(
      plan('A', { ...named('g1', 'g2'), period: { start: '2025' } }),
      plan('B', { status: 'draft' }),
      plan('C', { status: 'completed', ...named('still', 'done') }),
      plan('D', { status: 'revoked' }),
      plan('E', { status: 'entered-in-error', ...named('kept') }),
      plan('F', { status: 'on-hold', period: { start: '2026' } }),
      goal('g1', { lifecycleStatus: 'cancelled' }),
      goal('g2'),
      goal('still'),
      goal('done', { lifecycleStatus: 'completed' }),
      goal('kept'),
      goal('idea', { lifecycleStatus: 'proposed' }),
      goal('wrong', { lifecycleStatus: 'entered-in-error', achievementStatus: { text: 'Nået' } }),
    );
    const names = (group: string) => texts(element, `ul[data-group="${group}"] > .entry > .line .name`);
    expect(names('current')).to.deep.equal(['F', 'A']);
    expect(names('goals')).to.deep.equal(['still', 'kept']);
    expect(names('draft')).to.deep.equal(['B', 'idea']);
    expect(names('over')).to.deep.equal(['C', 'D']);
    expect(names('wrong')).to.deep.equal(['E', 'wrong']);
    expect(texts(element, 'ul[data-group="current"] .goal'), 'given up ones last').to.deep.equal([
      'g2 Aktivt',
      'g1 Opgivet',
    ]);
    expect(texts(element, 'ul[data-group="wrong"] > .entry > .line')).to.deep.equal([
      'E Fejlregistreret Periode ikke oplyst',
      'wrong Fejlregistreret',
    ]);
    expect(shown(element)).to.contain('Afsluttede (2)').and.to.contain('Fejlregistrerede (2)');
    expect(shown(element)).not.to.contain('Tilbagekaldt');
  });

  it('finds goals by whatever reference names them, also one that came with the plan, and counts those that are not here', async () => {
    const element = await make(
      plan('A', {
        contained: [goal('inside')],
        goal: [
          { reference: '#inside' },
          { reference: 'https://ehr.example/fhir/Goal/g/_history/3' },
          { reference: 'Goal/elsewhere' },
          { display: 'Mål' },
        ],
      }),
      goal('g'),
    );
    expect(texts(element, '.goal .name')).to.deep.equal(['inside', 'g']);
    expect(shown(element)).to.contain('2 mål i planen er ikke hentet. Se dem i EPJ.');
    expect(shown(await make(plan('A', named('x'))))).to.contain(
      '1 mål i planen er ikke hentet. Se det i EPJ.',
    );
  });

  it('a target in every type FHIR has, with its due date or span, and a word for what is missing', async () => {
    const said = async (target: GoalTarget) =>
      words(find(await make(goal('A', { target: [target] })), '.target'));
    const kg = { value: 72.5, unit: 'kg' };
    expect(await said({ measure: { text: 'Vægt' }, detailQuantity: { ...kg, comparator: '<' } })).to.equal(
      'Vægt: under 72,5 kg',
    );
    expect(await said({ detailRange: { low: kg } })).to.equal('mindst 72,5 kg');
    expect(await said({ detailCodeableConcept: { text: 'Selvhjulpen' }, dueDate: '2026-02' })).to.equal(
      'Selvhjulpen, senest 02.2026',
    );
    expect(await said({ detailString: 'Gå på trapper' })).to.equal('Gå på trapper');
    expect(await said({ detailBoolean: false, measure: { text: 'Ryger' } })).to.equal('Ryger: Nej');
    expect(await said({ detailInteger: 0 })).to.equal('0');
    expect(
      await said({ detailRatio: { numerator: { value: 2 }, denominator: { value: 1, code: 'd' } } }),
    ).to.equal('2 pr. dag');
    expect(await said({ measure: { text: 'HbA1c' }, dueDuration: { value: 6, code: 'wk' } })).to.equal(
      'HbA1c: målværdi ikke angivet, inden for 6 uger',
    );
  });

  it('activities of every shape: coded, by reference only, timed, with outcome, prohibited, without anything', async () => {
    const activity: CarePlanActivity[] = [
      {
        detail: {
          status: 'not-started',
          code: { text: 'Genoptræning' },
          scheduledPeriod: { start: '2025-12-01' },
        },
      },
      { reference: { reference: 'ServiceRequest/1', display: 'Henvisning til diætist' } },
      { reference: { reference: 'ServiceRequest/1' } },
      {
        detail: {
          status: 'waiting' as never,
          description: 'Vejning',
          scheduledTiming: { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } },
        },
        outcomeCodeableConcept: [{ text: 'Udført hjemme' }],
        progress: [{ text: 'Går godt' }],
      },
      { detail: { status: 'scheduled', description: 'Støttestrømper', doNotPerform: true } },
    ];
    expect(texts(await make(plan('A', { activity })), '.activity')).to.deep.equal([
      'Genoptræning Ikke begyndt Siden 01.12.2025',
      'Henvisning til diætist Status ikke oplyst',
      'Aktivitet ikke angivet Status ikke oplyst',
      'Vejning Udført hjemme Går godt Ukendt status: waiting 1 gang pr. uge',
      'Støttestrømper Planlagt Må ikke udføres',
    ]);
  });

  it('every status and achievement has a word; what is unknown is shown as it came', async () => {
    const element = await make(
      plan('A', { status: 'unknown', intent: 'proposal', period: { end: '2020' } }),
      plan('', { status: 'perhaps' as never, intent: 'wish' as never, modifierExtension: [{ url: 'x' }] }),
      { resourceType: 'CarePlan', id: 'c' } as CarePlan,
      goal('g', { lifecycleStatus: 'maybe' as never, achievementStatus: { coding: [{ code: 'achieved' }] } }),
      goal('h', { achievementStatus: { text: 'Næsten' } }),
      { resourceType: 'Goal', id: 'i' } as Goal,
    );
    expect(texts(element, '.name')).to.include.members(['A', 'Plan uden titel', 'Mål ikke angivet']);
    expect(texts(element, '.plan .standing')).to.have.members([
      'Status ukendt',
      'Ukendt status: perhaps',
      'Status ikke oplyst',
    ]);
    expect(texts(element, '.tag')).to.have.members([
      'Forslag',
      'Slutdato er passeret',
      'wish',
      'Har et forbehold, som kun kan ses i EPJ',
    ]);
    expect(shown(element)).to.contain('Ukendt status: maybe Nået').and.to.contain('Aktivt Næsten');
  });

  it('goals of whatever shape are shown inside and outside of a plan', async () => {
    const variants = brokenVariants(sampleCare('goal') as Goal);
    const element = await make(
      plan('A', { contained: variants, goal: variants.map(({ id }) => ({ reference: `#${id}` })) }),
    );
    expect(all(element, '.goal')).to.have.length(variants.length);
    element.resources = variants.slice(0, 100);
    await element.updateComplete;
    expect(all(element, '.entry')).to.have.length(Math.min(100, variants.length));
  });
});
