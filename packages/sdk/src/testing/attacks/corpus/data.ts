import type { FrameAttack } from '../attack-case.ts';
import { allOf, nothingWritten, realmIntact } from '../verdicts.ts';

const dataCase = (
  id: string,
  title: string,
  act: FrameAttack['act'],
  control: FrameAttack['control'],
): FrameAttack => ({
  id,
  threat: 17,
  kind: 'frame',
  title,
  act,
  control,
  rejected: 'The message is refused, no prototype has changed, and nothing was written.',
  verdict: allOf(realmIntact, nothingWritten, ({ events }) =>
    events.some(({ kind }) => kind === 'call') ? 'it reached a method of the workplace' : undefined,
  ),
});

/** Row 17: structured clone keeps an own `__proto__`, and whoever merges it follows it. */
export const DATA: readonly FrameAttack[] = [
  dataCase(
    't17-own-proto',
    'Saves an Observation with an own key __proto__ deep inside',
    async (kit) => {
      const { lease } = await kit.join();
      const extension = JSON.parse(
        '[{"url":"http://x.example","valueString":"x","__proto__":{"polluted":true}}]',
      ) as unknown;
      const resource = {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'https://samspil.dk/attack', code: kit.facts.mark }] },
        subject: { reference: `Patient/${kit.facts.patient}` },
        extension,
      };
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [resource] });
    },
    'guard-off',
  ),
  dataCase(
    't17-constructor-prototype',
    'Searches with a parameter named constructor that leads to a prototype',
    async (kit) => {
      const { lease } = await kit.join();
      const parameters = { constructor: { prototype: { polluted: true } } };
      await kit.call('fhir.search', { lease, resourceType: 'Observation', parameters });
    },
    'guard-off',
  ),
  dataCase(
    't17-every-method',
    'Sends the same payload to every method that a workplace may have',
    async (kit) => {
      const { lease } = await kit.join();
      const methods = [
        'fhir.read',
        'fhir.search',
        'fhir.save',
        'receipts.list',
        'telemetry.vital',
        'drafts.save',
        'dirty.set',
        'notify',
        'confirm',
        'open',
        'resize',
        'done',
        'bus.publish',
        'download',
        'print',
      ];
      for (const method of methods) {
        const input = JSON.parse(
          `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
        ) as object;
        await kit.call(method, { ...input, lease, ['__proto__']: { polluted: true } });
      }
    },
    'guard-off',
  ),
];
