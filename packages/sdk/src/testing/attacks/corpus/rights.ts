import type { FrameAttack } from '../attack-case.ts';
import { allOf, askedOf, contains, isFhir, nothingWritten, notMounted, realmIntact } from '../verdicts.ts';
import { note } from './note.ts';

const rightsCase = (
  attack: Pick<FrameAttack, 'id' | 'threat' | 'title' | 'act' | 'rejected' | 'verdict' | 'control'> &
    Partial<FrameAttack>,
): FrameAttack => ({ kind: 'frame', ...attack });

const readsThis: FrameAttack['act'] = async (kit) => {
  const { lease } = await kit.join();
  await kit.call('fhir.read', { lease, reference: `Patient/${kit.facts.patient}` });
};

const writesThis: FrameAttack['act'] = async (kit) => {
  const { lease } = await kit.join();
  const resources = [note(kit.facts, kit.facts.patient)];
  await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
};

/** Rows 14, 23 and 24: more than was granted, by scope, by version, by a registry that is not what it was. */
export const RIGHTS: readonly FrameAttack[] = [
  rightsCase({
    id: 't14-beyond-manifest',
    threat: 14,
    title: 'Reads, searches and writes types that its manifest does not name',
    rejected: 'The FHIR server is not asked for them.',
    control: 'scopes-off',
    act: async (kit) => {
      const { lease } = await kit.join();
      const patient = `Patient/${kit.facts.patient}`;
      await kit.call('fhir.search', { lease, resourceType: 'Condition', parameters: {} });
      await kit.call('fhir.search', { lease, resourceType: 'MedicationRequest', parameters: {} });
      const resource = {
        resourceType: 'Flag',
        status: 'active',
        subject: { reference: patient },
        code: { text: 'x' },
      };
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [resource] });
    },
    verdict: allOf(realmIntact, nothingWritten, ({ requests }) =>
      requests.some((request) => isFhir(request) && /Condition|MedicationRequest/.test(request.url))
        ? 'the FHIR server was asked for a type that was not granted'
        : undefined,
    ),
  }),
  rightsCase({
    id: 't14-beyond-category',
    threat: 14,
    title: 'Asks for laboratory results with a scope for vital signs',
    rejected: 'Every search stays within the category that was granted, and nothing else is written.',
    control: 'scopes-off',
    manifest: { scopes: 'patient/Observation.crs?category=vital-signs' },
    act: async (kit) => {
      const { lease } = await kit.join();
      for (const parameters of [{}, { category: 'laboratory' }, { 'category:not': 'vital-signs' }])
        await kit.call('fhir.search', { lease, resourceType: 'Observation', parameters });
      await kit.call('fhir.read', { lease, reference: `Observation/${kit.facts.observation}` });
      const resources = [note(kit.facts, kit.facts.patient)];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: allOf(realmIntact, nothingWritten, ({ requests }) => {
      const wide = requests.find(
        (request) =>
          isFhir(request) &&
          /\/Observation(\/_search)?\?/.test(askedOf(request)) &&
          !/category=[^&]*vital-signs/.test(askedOf(request)),
      );
      return wide && 'a search was wider than the scope';
    }),
  }),
  rightsCase({
    id: 't14-version-asks-more',
    threat: 14,
    title: 'Comes back as version 2 that asks for medications too, and uses them at once',
    rejected: 'The new version is not served before somebody approved it.',
    setting: 'manifest-asks-more',
    manifest: { version: '2.0.0', scopes: 'patient/Patient.r patient/MedicationRequest.rs' },
    act: async (kit) => {
      const { lease } = await kit.join();
      await kit.call('fhir.search', { lease, resourceType: 'MedicationRequest', parameters: {} });
    },
    verdict: allOf(realmIntact, ({ requests }) =>
      requests.some((request) => isFhir(request) && request.url.includes('MedicationRequest'))
        ? 'a scope nobody approved was used'
        : undefined,
    ),
  }),
  ...(
    [
      ['t23-flipped-byte', 'One letter of its signed manifest is another', 'manifest-changed'],
      ['t23-unknown-key', 'Its registry is signed with a key that nobody pinned', 'key-unknown'],
      [
        't23-older-version',
        'Its registry is an older issue than the one that was seen last',
        'manifest-older',
      ],
      ['t23-revoked', 'Was called back by its registry', 'plugin-revoked'],
    ] as const
  ).map(([id, title, setting]) =>
    rightsCase({
      id,
      threat: 23,
      title,
      setting,
      rejected: 'It is not mounted, and nothing is read for it.',
      // An older issue is known by its number, which nothing else depends on.
      control: setting === 'manifest-older' ? undefined : 'registry-off',
      act: readsThis,
      verdict: allOf(realmIntact, ({ pluginState, sent, secrets }) => {
        if (contains(sent, secrets.patient)) return 'the plugin was given the patient';
        return pluginState === 'ready' ? 'the plugin was mounted' : undefined;
      }),
    }),
  ),
  rightsCase({
    id: 't24-stale-revocations',
    threat: 24,
    title: 'Writes while the list of what was called back is older than it may be',
    rejected: 'It may be shown, but nothing is written.',
    control: 'registry-off',
    setting: 'revocations-stale',
    act: writesThis,
    verdict: allOf(realmIntact, nothingWritten),
  }),
  rightsCase({
    id: 't24-unregistered',
    threat: 24,
    title: 'Is mounted by an id that no registry knows',
    rejected: 'Is not mounted.',
    manifest: { id: 'not-registered' },
    act: readsThis,
    verdict: allOf(realmIntact, notMounted('not-found')),
  }),
];
