import type { AttackControl, FrameAttack } from '../attack-case.ts';
import type { AttackKit } from '../attack-kit.ts';
import { allOf, nothingWritten, otherUnchanged, realmIntact } from '../verdicts.ts';
import { note } from './note.ts';

interface Write {
  id: string;
  title: string;
  act(kit: AttackKit): Promise<unknown>;
  verdict: FrameAttack['verdict'];
  control: AttackControl;
}

const save = async (kit: AttackKit, resources: readonly unknown[]): Promise<unknown> => {
  const { lease } = await kit.join();
  return kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
};

const WRITES: readonly Write[] = [
  {
    id: 't03-subject-other',
    title: 'Saves an Observation whose subject is another patient',
    act: (kit) => save(kit, [note(kit.facts, kit.facts.otherPatient)]),
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-group-of-two',
    title: 'Saves one Observation of each patient as one group',
    act: (kit) => save(kit, [note(kit.facts, kit.facts.patient), note(kit.facts, kit.facts.otherPatient)]),
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-no-subject',
    title: 'Saves an Observation that belongs to nobody',
    act: (kit) => save(kit, [{ ...note(kit.facts, kit.facts.patient), subject: undefined }]),
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-take-over',
    title: 'Overwrites another patient’s Observation by its id, with this patient as subject',
    act: (kit) =>
      save(kit, [
        { ...note(kit.facts, kit.facts.patient), id: kit.facts.otherObservation, meta: { versionId: '1' } },
      ]),
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-second-subject',
    title: 'Names this patient as subject and another one by identifier, containment and absolute address',
    act: async (kit) => {
      const { patient, otherPatient, fhirBaseUrl } = kit.facts;
      const { lease } = await kit.join();
      const other = `${fhirBaseUrl}/Patient/${otherPatient}`;
      const variants = [
        { subject: { reference: other } },
        { subject: { reference: `Patient/${patient}/../${otherPatient}` } },
        { subject: { reference: '#p' }, contained: [{ resourceType: 'Patient', id: 'p' }] },
        { subject: { identifier: { value: otherPatient } } },
      ];
      for (const variant of variants) {
        const resources = [{ ...note(kit.facts, patient), ...variant }];
        await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
      }
    },
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-stale-lease',
    title: 'Saves for the patient before, under her lease, after the clinician has moved on',
    act: async (kit) => {
      const { lease } = await kit.join();
      await kit.clinician('opens-other-patient');
      const resources = [note(kit.facts, kit.facts.patient)];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-stale-lease-for-next',
    title: 'Saves for the next patient under the lease of the one before',
    act: async (kit) => {
      const { lease } = await kit.join();
      await kit.clinician('opens-other-patient');
      const resources = [note(kit.facts, kit.facts.otherPatient)];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-replace-foreign',
    title:
      'Saves in the place of entries that are not its own, by ids it has seen or guesses, and asks for them',
    act: async (kit) => {
      const { lease } = await kit.join();
      const listed = (await kit.call('receipts.list', { lease })) as { value?: { id: string }[] } | undefined;
      const seen = (listed?.value ?? []).map(({ id }) => id);
      for (const replaces of [...seen, crypto.randomUUID(), '', '__proto__', kit.facts.otherObservation]) {
        const resources = [note(kit.facts, kit.facts.patient)];
        await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources, replaces });
        for (const method of ['repair', 'repairs.read', 'outbox.repair'])
          await kit.call(method, { lease, receipt: replaces });
      }
    },
    verdict: nothingWritten,
    control: 'bare',
  },
  {
    id: 't03-race',
    title: 'Keeps saving for both patients while the clinician moves to and fro',
    act: async (kit) => {
      const { patient, otherPatient } = kit.facts;
      const { lease } = await kit.join();
      const answers: Promise<unknown>[] = [];
      for (let turn = 0; turn < 12; turn++) {
        const last = kit.events.findLast(({ name }) => name === 'context')?.detail as {
          lease?: string;
        } | null;
        const resources = [note(kit.facts, turn % 2 ? patient : otherPatient)];
        // Always the lease that does not belong to the subject, as far as the plugin can know.
        const chosen = turn % 2 ? (last?.lease ?? crypto.randomUUID()) : lease;
        answers.push(kit.call('fhir.save', { lease: chosen, operationId: crypto.randomUUID(), resources }));
        if (turn === 3) answers.push(kit.clinician('opens-other-patient'));
        if (turn === 8) answers.push(kit.clinician('opens-this-patient'));
      }
      await Promise.all(answers);
    },
    verdict: otherUnchanged,
    control: 'bare',
  },
];

/** Row 3: writes that would end in another patient's record. */
export const WRONG_PATIENT: readonly FrameAttack[] = WRITES.map(({ verdict, ...write }) => ({
  ...write,
  threat: 3,
  kind: 'frame',
  rejected: 'Nothing was written, and the other patient’s record is as it was.',
  verdict: allOf(realmIntact, verdict),
}));
