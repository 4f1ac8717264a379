/** Which defects the kills must see, and in which run: the same defects as in the histories, in a real browser. */
import { MUTANTS } from '../mutants.mjs';

const CREATES = [
  { kind: 'create', pick: 0 },
  { kind: 'create', pick: 1 },
];
const RUN = { seed: 1, index: 0, situation: 'alone', nth: 1, warm: 2, fault: undefined, saves: CREATES };
const BY_CLIENT = { updateCreate: true, conditionalCreate: true };
const CONDITIONAL = { updateCreate: false, conditionalCreate: true };

/** @type {{ name: string, defects: import('../../build-with-defects.mjs').Defect[], plan: import('./plan.ts').KillPlan }[]} */
export const KILL_MUTANTS = [
  {
    name: 'acknowledged on request success',
    defects: MUTANTS['acknowledged on request success'],
    plan: { ...RUN, situation: 'full-disk', failpoint: 'acted', kill: 'tab-close', abilities: BY_CLIENT },
  },
  {
    name: 'deleted before it is sent',
    defects: MUTANTS['deleted before it is sent'],
    // What was to be `sending` is an outcome then.
    plan: { ...RUN, failpoint: 'outcome-committed', kill: 'browser-kill', abilities: BY_CLIENT },
  },
  {
    name: 'POST repeated blindly',
    defects: MUTANTS['POST repeated blindly'],
    plan: { ...RUN, failpoint: 'acted', kill: 'tab-crash', abilities: CONDITIONAL },
  },
  {
    name: 'any 412 is a conflict',
    defects: MUTANTS['any 412 is a conflict'],
    plan: { ...RUN, failpoint: 'acted', kill: 'renderer-kill', abilities: BY_CLIENT },
  },
  {
    name: 'the witness is not told',
    defects: [{ file: 'offline/outbox.ts', from: 'await this.#witness.note(row);', to: '' }],
    plan: { ...RUN, situation: 'evicted', failpoint: 'acted', kill: 'browser-kill', abilities: BY_CLIENT },
  },
  {
    name: 'ids drawn by chance',
    defects: [{ file: 'offline/outbox.ts', from: 'ids.shift() ?? ', to: '' }],
    plan: {
      ...RUN,
      situation: 'two-partitions',
      failpoint: 'acted',
      kill: 'tab-close',
      abilities: BY_CLIENT,
    },
  },
];
