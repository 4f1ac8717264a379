import type { FrameAttack } from '../attack-case.ts';
import type { AttackEvidence } from '../evidence.ts';
import { allOf, ended, realmIntact } from '../verdicts.ts';

/**
 * Half as long as the plugin spins: far above what a busy test machine adds by itself, far below what a shared process
 * would cost. How long the workplace really stands still is a figure: `npm run bench -- host`.
 */
const NOTICEABLE_MS = 750;

const responsive = ({ realm }: AttackEvidence) =>
  realm.longestStallMs > NOTICEABLE_MS
    ? `the workplace stood still for ${Math.round(realm.longestStallMs)} ms`
    : undefined;

const overloadCase = (
  attack: Pick<FrameAttack, 'id' | 'title' | 'act'> & Partial<FrameAttack>,
): FrameAttack => ({
  threat: 18,
  kind: 'frame',
  from: 'lone-site',
  rejected: `The workplace never stands still for more than ${NOTICEABLE_MS} ms.`,
  control: 'bare',
  verdict: allOf(realmIntact, responsive),
  ...attack,
});

/** Rows 18 and 27: taking the workplace's time. */
export const OVERLOAD: readonly FrameAttack[] = [
  overloadCase({
    id: 't18-endless-loop',
    title: 'Spins for 1.5 seconds',
    // What a workplace without isolation would suffer is the stall table of `npm run engines -- stalls`.
    control: undefined,
    act: async (kit) => {
      await kit.join();
      const end = performance.now() + 1_500;
      while (performance.now() < end);
    },
  }),
  overloadCase({
    id: 't18-flooded-port',
    title: 'Posts 20 000 messages to its port',
    rejected: 'The plugin is stopped, and the workplace goes on.',
    act: async (kit) => {
      await kit.join();
      for (let count = 0; count < 20_000; count++)
        kit.post({ id: `f${count}`, type: 'APPLY', path: ['none'], argumentList: [] });
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
    verdict: allOf(realmIntact, ended('too-many-requests'), responsive),
  }),
  overloadCase({
    id: 't18-flooded-window',
    title: 'Posts 20 000 messages to the workplace’s window',
    rejected: 'The plugin is stopped, and the workplace goes on.',
    act: async (kit) => {
      await kit.join();
      for (let count = 0; count < 20_000; count++) window.parent.postMessage(count, '*');
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
    verdict: allOf(realmIntact, ended('too-many-requests'), responsive),
  }),
  overloadCase({
    id: 't18-deep-value',
    title: 'Sends a value that is nested 500 deep',
    rejected: 'The message is refused.',
    act: async (kit) => {
      const { lease } = await kit.join();
      let nested: unknown = 'x';
      for (let depth = 0; depth < 500; depth++) nested = [nested];
      await kit.call('fhir.search', { lease, resourceType: 'Observation', parameters: { code: nested } });
    },
    verdict: allOf(realmIntact, responsive, refused),
  }),
  overloadCase({
    id: 't18-large-message',
    title: 'Sends texts of 8 million letters',
    rejected: 'The message is refused.',
    act: async (kit) => {
      const { lease } = await kit.join();
      await kit.call('fhir.read', { lease, reference: 'x'.repeat(8_000_000) });
    },
    verdict: allOf(realmIntact, refused),
  }),
  overloadCase({
    id: 't18-endless-list',
    title: 'Sends a list of one item that is four thousand million long',
    rejected: 'The message is refused.',
    act: async (kit) => {
      const { lease } = await kit.join();
      const list: unknown[] = [];
      list.length = 4_294_967_295;
      await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources: list });
    },
    verdict: allOf(realmIntact, responsive, refused),
  }),
  overloadCase({
    id: 't18-calls-at-once',
    title: 'Starts 180 searches at once and waits for none',
    rejected: 'No more than the allowed number is under way.',
    control: 'limits-off',
    act: async (kit) => {
      const { lease } = await kit.join();
      const asked = Array.from({ length: 180 }, (_, index) =>
        kit.call('fhir.search', { lease, resourceType: 'Observation', parameters: { _count: index + 1 } }),
      );
      await Promise.all(asked);
    },
    verdict: allOf(realmIntact, ({ events, requests }) =>
      requests.filter(({ url }) => url.includes('/fhir/Observation')).length < 180 &&
      events.some(({ kind, name }) => kind === 'refused' && /too many/.test(name))
        ? undefined
        : 'all of them were served',
    ),
  }),
  {
    id: 't27-no-answer',
    threat: 27,
    kind: 'frame',
    title: 'Never answers when the clinician wants to go on to another patient',
    rejected: 'The clinician goes on within the budget, and the plugin has the new patient or none.',
    control: 'budget-off',
    act: async (kit) => {
      await kit.join();
      await kit.clinician('opens-other-patient');
    },
    verdict: allOf(realmIntact, moved),
  },
  {
    id: 't27-holds-for-ever',
    threat: 27,
    kind: 'frame',
    title: 'Says “hold” to every change of patient, with a reason that is a page long',
    rejected: 'The clinician overrules it and goes on.',
    act: async (kit) => {
      await kit.join();
      const reasons = ['x'.repeat(5_000), '<img src=x onerror="globalThis.__samspilAttacked=true">'];
      const answered = new Set<unknown>();
      const timer = setInterval(() => {
        for (const { name, detail } of kit.events) {
          const { change } = (detail ?? {}) as { change?: string };
          if (name !== 'prepare' || answered.has(detail)) continue;
          answered.add(detail);
          for (const reason of reasons)
            void kit.call('context.answer', {
              change,
              answer: { kind: 'hold', reason: { en: reason, da: reason } },
            });
        }
      }, 20);
      await kit.clinician('opens-other-patient');
      clearInterval(timer);
    },
    verdict: allOf(realmIntact, moved),
  },
];

function refused({ events }: AttackEvidence): string | undefined {
  return events.some(({ kind }) => kind === 'refused') ? undefined : 'the message was not refused';
}

function moved({ events }: AttackEvidence): string | undefined {
  const opened = events.filter(({ kind, name }) => kind === 'lease' && name === 'opened').length;
  return opened >= 2 ? undefined : 'the clinician could not go on';
}
