import fc from 'fast-check';
import type { Action, AimedFault, Step, StorageFault } from '@samspil/sdk/testing/faults';

const tab = fc.integer({ min: 0, max: 2 });
const pick = fc.integer({ min: 0, max: 19 });
const of = <const T>(...values: readonly T[]) => fc.constantFrom(...values);

const retryAfter = of(undefined, '7', '120', '{date}', '999999999999', 'soon', '-1');
const fault = fc.oneof(
  of<AimedFault['fault']>({ kind: 'lose-request' }, { kind: 'cut' }, { kind: 'refused-inside' }),
  fc.record({
    kind: fc.constant('repeat' as const),
    times: fc.integer({ min: 0, max: 6 }),
    isLost: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('web-page' as const), status: of(200, 302, 403, 511) }),
  fc.record({
    kind: fc.constant('status' as const),
    status: of(401, 403, 408, 429, 500, 502, 503, 504),
    retryAfter,
  }),
  // A gateway that gave up waiting; nothing that says no has said yes before.
  fc.record({
    kind: fc.constant('status' as const),
    status: of(408, 500, 502, 503, 504),
    retryAfter,
    isAfter: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant('late' as const),
    ms: of(500, 20_000, 45_000, 120_000),
    isWholeLate: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('answers' as const), shape: of('none', 'fewer', 'reversed') }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      tab,
      kind: of(
        ...([
          'create',
          'create',
          'answers',
          'group',
          'chain',
          'chain',
          'update',
          'update',
          'repeat',
        ] as const),
        ...(['draft', 'redraft', 'redraft'] as const),
      ),
      pick,
      poison: of(...new Array<undefined>(20).fill(undefined), 403, 404, 409, 422),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: of('flush', 'open', 'close', 'crash', 'freeze', 'thaw'), tab }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('retry', 'discard'), tab, pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('logout' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('login' as const), user: of(0, 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('expire' as const), refresh: of('ok', 'denied', 'unsure') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: of(100, 2_000, 31_000, 300_000, 4_000_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('backup', 'restore') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('line' as const), isOnline: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('skew' as const),
      ms: of(-86_400_000, -3_600_000, 0, 86_400_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('network' as const),
      aimed: fc.record({ at: of('save', 'save', 'any'), fault }) as fc.Arbitrary<AimedFault>,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('storage' as const),
      fault: fc.record({
        kind: of('quota', 'lost', 'crash-before', 'crash-after', 'no-open'),
        after: fc.integer({ min: 0, max: 8 }),
      }) as fc.Arbitrary<StorageFault>,
    }),
  },
);

/** What happens next, and how far the world goes on before the one after it. */
export const step: fc.Arbitrary<Step> = fc
  .tuple(action, fc.oneof(fc.constant('all' as const), fc.integer({ min: 0, max: 40 })))
  .map(([drawn, turns]) => ({ ...drawn, turns }));
