import type { FrameAttack } from '../attack-case.ts';
import type { AttackEvidence } from '../evidence.ts';
import { allOf, contains, isFhir, realmIntact } from '../verdicts.ts';
import { note } from './note.ts';

const CPR = '010190-9991';
const NAME = 'Kanarine Fuglsang';

const quiet = ({ events, realm, sent, requests, secrets }: AttackEvidence) => {
  const secret = [CPR, NAME, ...secrets.patient];
  if (
    contains(
      events.map((event) => JSON.stringify(event)),
      secret,
    )
  )
    return 'patient data stands in an event';
  if (contains(realm.console, secret)) return 'patient data stands in the console';
  if (contains(realm.uncaught, secret)) return 'patient data stands in an uncaught error';
  const errors = sent.filter((text) => /"ok":false|"name":"throw"/.test(text));
  if (contains(errors, secret)) return 'patient data stands in an error';
  if (errors.some((text) => /stack|\bat https?:/.test(text))) return 'a stack trace was sent';
  const address = requests.find(
    (request) => !isFhir(request) && contains([decodeURIComponent(request.url)], secret),
  );
  return address && 'patient data stands in an address';
};

/** Rows 22 and 25: what is left on the device, in logs and in errors. */
export const TRACES: readonly FrameAttack[] = [
  {
    id: 't25-every-method',
    threat: 25,
    kind: 'frame',
    title: 'Puts a CPR number and a name into every argument of every call, to see them come back in errors',
    rejected: 'They are in no error, event, address or line of the console.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const given = [CPR, NAME, { [CPR]: NAME }, [CPR], `Patient/${CPR}`];
      const methods = [
        'fhir.read',
        'fhir.search',
        'fhir.save',
        'fhir.request',
        'receipts.list',
        'telemetry.vital',
        'ui.notify',
        'ui.open',
        'drafts.keep',
        NAME,
      ];
      for (const method of methods) {
        for (const value of given.slice(0, 3))
          await kit.call(method, { lease, reference: value, resourceType: value, name: value, text: value });
        await kit.call(method, given);
      }
      const resource = {
        ...note(kit.facts, kit.facts.patient),
        status: NAME,
        valueString: CPR,
        extension: CPR,
      };
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [resource] });
    },
    verdict: allOf(realmIntact, quiet),
  },
  {
    id: 't25-failing-server',
    threat: 25,
    kind: 'frame',
    title: 'Reads and saves while the server answers with errors full of names and numbers',
    rejected: 'The plugin gets a code; the text of the server goes nowhere.',
    setting: 'server-fails',
    act: async (kit) => {
      const { lease } = await kit.join();
      const { patient, observation } = kit.facts;
      for (const reference of [`Patient/${patient}`, `Observation/${observation}`])
        await kit.call('fhir.read', { lease, reference });
      await kit.call('fhir.search', { lease, resourceType: 'Observation', parameters: {} });
    },
    verdict: allOf(realmIntact, quiet),
  },
  {
    id: 't25-names-of-vitals',
    threat: 25,
    kind: 'frame',
    title: 'Reports web vitals named after the patient, to have her in the telemetry',
    rejected: 'Nothing of it becomes an event.',
    act: async (kit) => {
      await kit.join();
      for (const name of [NAME, CPR, `LCP ${CPR}`])
        await kit.call('telemetry.vital', { name, value: 1, id: CPR, attribution: NAME });
      await kit.call('telemetry.vital', { name: 'LCP', value: 1, id: 'x', attribution: NAME });
    },
    verdict: allOf(realmIntact, quiet, ({ events }) =>
      events.some(({ kind }) => kind === 'vital')
        ? 'a vital with more than it may hold was taken'
        : undefined,
    ),
  },
  {
    id: 't22-left-behind',
    threat: 22,
    kind: 'frame',
    title: 'Saves while offline; the clinician signs out without a network, and another one signs in',
    rejected:
      'Neither the text nor a key is in the storage or on the disk, and the next one sees nothing of it.',
    control: 'store-off',
    setting: 'next-user',
    act: async (kit) => {
      const { lease } = await kit.join();
      const resources = [{ ...note(kit.facts, kit.facts.patient), valueString: `left-${kit.facts.mark}` }];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: allOf(realmIntact, ({ storage, events }) => {
      if (!events.some(({ kind, name }) => kind === 'receipt' && name === 'stored'))
        return 'nothing was stored, so nothing was hidden';
      if (/left-/.test(storage.dump)) return 'the text stands in the storage';
      if (/CryptoKey\(/.test(storage.dump)) return 'a key stands in the storage';
      return storage.diskHits.length > 0 ? `the text is on the disk: ${storage.diskHits[0]}` : undefined;
    }),
  },
  {
    id: 't22-next-user',
    threat: 22,
    kind: 'frame',
    title: 'Asks, under the next clinician, for what the one before left unsent',
    rejected: 'Her writes are not listed.',
    setting: 'next-user',
    act: async (kit) => {
      const { lease } = await kit.join();
      await kit.call('receipts.list', { lease });
      const resources = [{ ...note(kit.facts, kit.facts.patient), valueString: `left-${kit.facts.mark}` }];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: allOf(realmIntact, ({ storage }) =>
      storage.dump.includes('next-user-sees')
        ? 'the next clinician sees what the one before left'
        : undefined,
    ),
  },
];
