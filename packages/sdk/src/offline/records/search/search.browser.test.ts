import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import type { Observation } from 'fhir/r4';
import { held, LOINC, observation, openHeld, whole } from '../../../../test/offline/held.ts';
import { newPartition } from '../../../../test/offline/tab.ts';

/** One version of one Observation, so small that the same ids, codes and days meet often. */
const version = fc.record({
  id: fc.integer({ min: 0, max: 25 }),
  code: fc.integer({ min: 0, max: 3 }),
  day: fc.integer({ min: 1, max: 28 }),
  status: fc.constantFrom('final', 'amended'),
  encounter: fc.integer({ min: 0, max: 2 }),
  /** Makes segments overflow, so that a put touches several. */
  note: fc.constantFrom('', 'x'.repeat(9_000)),
});
type Version = typeof version extends fc.Arbitrary<infer T> ? T : never;

const step = fc.record({
  put: fc.array(version, { maxLength: 12 }),
  removed: fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 2 }),
});
const query = fc.record({
  code: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  status: fc.option(fc.constantFrom('final', 'amended'), { nil: undefined }),
  from: fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined }),
  encounter: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  isAscending: fc.boolean(),
  count: fc.integer({ min: 1, max: 8 }),
});

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}`;

function resourceOf({ id, code, day: on, status, encounter, note }: Version, versionId: number): Observation {
  return observation(`o${id}`, {
    meta: { versionId: String(versionId) },
    status,
    code: { coding: [{ system: LOINC, code: `c${code}` }] },
    encounter: { reference: `Encounter/e${encounter}` },
    effectiveDateTime: `${day(on)}T08:00:00Z`,
    note: [{ text: note }],
  });
}

describe('a search over sealed records', () => {
  it('finds what a plain filter over plain resources finds, in the same order, on every page', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.array(query, { maxLength: 4 }),
        async (steps, queries) => {
          const { records } = await openHeld(newPartition());
          // What the same steps make of a plain map.
          const plain = new Map<string, { given: Version; resource: Observation }>();
          let versionId = 0;
          await records.put('p1', { coverage: [whole('Observation')] });
          for (const { put, removed } of steps) {
            const resources = put.map((given) => {
              const resource = resourceOf(given, (versionId += 1));
              plain.set(`Observation/o${given.id}`, { given, resource });
              return resource;
            });
            const gone = removed
              .map((id) => `Observation/o${id}`)
              .filter((key) => !resources.some(({ id }) => key === `Observation/${id}`));
            for (const key of gone) plain.delete(key);
            await records.put('p1', { held: held(resources), removed: gone });
          }
          for (const { code, status, from, encounter, isAscending, count } of queries) {
            const wanted = [...plain.values()]
              .filter(({ given }) => code === undefined || given.code === code)
              .filter(({ given }) => status === undefined || given.status === status)
              .filter(({ given }) => from === undefined || given.day >= from)
              .filter(({ given }) => encounter === undefined || given.encounter === encounter)
              .sort(
                (a, b) =>
                  (isAscending ? 1 : -1) * (a.given.day - b.given.day) ||
                  ((a.resource.id ?? '') < (b.resource.id ?? '') ? -1 : 1),
              )
              .map(({ resource }) => resource);
            const pairs: [string, string][] = [
              ['_sort', isAscending ? 'date' : '-date'],
              ['_count', String(count)],
            ];
            if (code !== undefined) pairs.push(['code', `${LOINC}|c${code}`]);
            if (status !== undefined) pairs.push(['status', status]);
            if (from !== undefined) pairs.push(['date', `ge${day(from)}`]);
            if (encounter !== undefined) pairs.push(['encounter', `Encounter/e${encounter}`]);
            for (let offset = 0; offset <= wanted.length; offset += count) {
              const page = await records.search('p1', 'Observation', pairs, offset);
              assert.deepEqual(page.resources, wanted.slice(offset, offset + count));
              assert.equal(page.hasMore, wanted.length > offset + count);
            }
          }
          const { versions } = await records.known('p1');
          assert.deepEqual([...versions.keys()].sort(), [...plain.keys()].sort());
          await records.shred();
          await records.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
