import { seededRandom } from '@samspil/sdk/testing/faults';
import type { EhrAbilities, SaveChoice } from '@samspil/sdk/testing/faults';
import { FAILPOINTS } from './failpoints.ts';
import { KILLS, SITUATIONS } from './plan.ts';
import type { KillPlan, ServerFault } from './plan.ts';

/** What goes wrong at the server, spread over the runs. Waits are short: real time passes here. */
export const FAULTS: readonly (ServerFault | undefined)[] = [
  undefined,
  { kind: 'repeat', times: 1, isLost: false },
  { kind: 'repeat', times: 0, isLost: true },
  { kind: 'repeat', times: 4, isLost: false },
  { kind: 'lose-request' },
  { kind: 'cut' },
  { kind: 'web-page', status: 200 },
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'status', status: 503, retryAfter: '2' },
  { kind: 'status', status: 503, retryAfter: 'soon' },
  { kind: 'status', status: 504, isAfter: true },
  { kind: 'storm', times: 3 },
  { kind: 'late', ms: 2_500, isWholeLate: false },
  { kind: 'late', ms: 2_500, isWholeLate: true },
  { kind: 'answers', shape: 'none' },
  { kind: 'answers', shape: 'fewer' },
  { kind: 'answers', shape: 'reversed' },
  { kind: 'refused-inside' },
  { kind: 'expired' },
  { kind: 'elsewhere' },
  { kind: 'poison', of: 'create', status: 422 },
  { kind: 'poison', of: 'group', status: 422 },
  { kind: 'poison', of: 'create', status: 403 },
];

const ABILITIES: readonly EhrAbilities[] = [
  { updateCreate: true, conditionalCreate: true },
  { updateCreate: false, conditionalCreate: true },
];
/** What such a server makes of a repeat by the browser itself is beyond anybody's reach (`send/routes.ts`). */
const BARE: EhrAbilities = { updateCreate: false, conditionalCreate: false };
const SAFE_ON_BARE: readonly (ServerFault['kind'] | undefined)[] = [
  undefined,
  'cut',
  'web-page',
  'storm',
  'expired',
  'elsewhere',
  'poison',
];

/** Of eight runs these are a situation of their own; the others are one tab at a failpoint. */
const APART: readonly number[] = [3, 6, 7];

/**
 * So many runs, always the same for the same seed. From 100 runs on every failpoint meets every kind of kill, every
 * situation is played and every fault of the server struck.
 */
export function drawPlans(kills: number, seed: number): KillPlan[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let apart = seed;
  let alone = 0;
  return Array.from({ length: kills }, (_, index): KillPlan => {
    const isAlone = !APART.includes(index % 8);
    const turn = isAlone ? alone++ : alone + apart;
    const failpoint = FAILPOINTS[turn % FAILPOINTS.length] ?? 'acted';
    // The row shifts by one each time round, so that each failpoint meets each kill.
    const kill = KILLS[(turn + Math.floor(turn / FAILPOINTS.length)) % KILLS.length] ?? 'tab-crash';
    const fault = isAlone ? FAULTS[(turn * 5 + seed) % FAULTS.length] : undefined;
    const isBare = isAlone && index % 6 === 5 && SAFE_ON_BARE.includes(fault?.kind);
    return {
      seed,
      index,
      situation: isAlone ? 'alone' : (OTHERS[apart++ % OTHERS.length] ?? 'frozen'),
      failpoint,
      nth: failpoint === 'key-uncommitted' ? 1 : 1 + below(2),
      kill,
      fault,
      warm: fault?.kind === 'repeat' ? fault.times : below(3),
      abilities: isBare ? BARE : (ABILITIES[below(ABILITIES.length)] ?? BARE),
      saves: drawSaves(fault, below),
    };
  });
}

const OTHERS = SITUATIONS.filter((situation) => situation !== 'alone');

/** First two that any server takes; then what else a nurse saves. */
function drawSaves(fault: ServerFault | undefined, below: (limit: number) => number): SaveChoice[] {
  const kinds = ['create', 'answers', 'group', 'chain', 'update', 'update'] as const;
  const drawn = Array.from({ length: 1 + below(2) }, (): SaveChoice => ({
    kind: kinds[below(6)] ?? 'create',
    pick: below(20),
  }));
  const changed: SaveChoice[] = fault?.kind === 'elsewhere' ? [{ kind: 'update', pick: 3 }] : [];
  const poisoned: SaveChoice[] =
    fault?.kind === 'poison' ? [{ kind: fault.of, pick: below(20), poison: fault.status }] : [];
  return [
    { kind: 'create', pick: below(20) },
    { kind: 'create', pick: below(20) },
    ...changed,
    ...poisoned,
    ...drawn,
  ];
}
