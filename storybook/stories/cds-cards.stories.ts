import samples from '../../packages/components/src/testing/sample-cds-cards.json';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-cds-cards'), title: 'Elements/samspil-cds-cards' };

const { formulary, safety } = samples;
const [dose, vaccine] = formulary.cards;
const services = [
  { id: 'formulary', title: 'Rekommandationsliste', status: 'running' },
  { id: 'safety', title: 'Interaktionskontrol', status: 'running' },
];
const since = new Date(Date.now() - 2 * 3_600_000).toISOString();
const down = { id: 'sepsis', title: 'Sepsisvarsling', status: 'down', since };

export const Several = { args: { cards: [formulary, safety], services } };
export const Critical = { args: { cards: [safety], services } };
export const InformationOnly = { args: { cards: [{ ...formulary, cards: [vaccine] }], services } };
export const RunsInPart = { args: { cards: [formulary], services: [...services, down] } };
export const DoesNotRun = { args: { cards: [], services: [down] } };
export const NothingKnownOfServices = { args: { cards: [formulary] } };
export const None = { args: { cards: [], services } };
export const NotAnswered = { args: { services } };
export const SuggestionsNobodyMayChoose = {
  args: {
    cards: [
      {
        service: 'formulary',
        cards: [{ ...dose, selectionBehavior: undefined }, null, { indicator: 'hard-stop' }],
      },
    ],
    services,
  },
};
