import type { FrameAttack } from '../attack-case.ts';
import { allOf, ended, noPort, realmIntact } from '../verdicts.ts';

const NOBODY = 'The workplace hands out no port.';

const handshakeCase = (
  attack: Pick<FrameAttack, 'id' | 'title' | 'act'> & Partial<FrameAttack>,
): FrameAttack => ({
  threat: 4,
  kind: 'frame',
  rejected: NOBODY,
  verdict: allOf(realmIntact, noPort),
  control: 'bare',
  ...attack,
});

/** Row 4: claiming the port that belongs to somebody else. */
export const HANDSHAKE: readonly FrameAttack[] = [
  handshakeCase({
    id: 't04-bystander',
    title: 'A frame beside the plugin says hello with the plugin’s stolen nonce',
    from: 'bystander',
    act: async (kit) => {
      kit.hello();
      await kit.join().catch(() => undefined);
    },
  }),
  handshakeCase({
    id: 't04-wrong-origin',
    title: 'The page in the plugin’s frame lies at another origin than the registered one',
    from: 'wrong-origin',
    act: (kit) => kit.join().catch(() => undefined),
  }),
  handshakeCase({
    id: 't04-guessed-nonce',
    title: 'Says hello with nonces that are guessed, empty, no text or a prototype’s name',
    act: async (kit) => {
      for (const nonce of ['', 'x'.repeat(22), null, {}, '__proto__', ['x'], Number.NaN]) kit.hello(nonce);
      await kit.join().catch(() => undefined);
    },
    // The honest nonce is used by join: exactly that one port may be there.
    rejected: 'Only the hello with the frame’s own nonce gets a port.',
    verdict: allOf(realmIntact, ({ ports }) => (ports > 1 ? 'a guessed nonce got a port' : undefined)),
  }),
  handshakeCase({
    id: 't04-nested-frame',
    title: 'A frame inside the plugin’s frame says hello to the workplace with the plugin’s nonce',
    act: async (kit) => {
      const inner = document.createElement('iframe');
      const message = JSON.stringify({ samspil: 'hello', nonce: kit.nonce, protocol: { min: 1, max: 1 } });
      inner.srcdoc = `<script>top.postMessage(${message}, '*')</script>`;
      const loaded = new Promise((resolve) => inner.addEventListener('load', resolve));
      document.body.append(inner);
      await loaded;
      // Behind the inner frame's message, if the workplace answered it.
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  }),
  handshakeCase({
    id: 't04-second-hello',
    title: 'Says hello again for a second port',
    act: async (kit) => {
      await kit.join();
      for (let count = 0; count < 5; count++) kit.hello();
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
    rejected: 'One port for one load.',
    verdict: allOf(realmIntact, ({ ports }) => (ports > 1 ? `${ports} ports were handed out` : undefined)),
  }),
  handshakeCase({
    id: 't04-reloaded-page',
    title: 'Loads another document, which finds the nonce in its window’s name and says hello anew',
    act: async (kit) => {
      await kit.join();
      const next = new URL(location.href);
      next.searchParams.set('step', 'second-hello');
      location.assign(next);
      await new Promise(() => undefined);
    },
    rejected: 'The session ends with the second load.',
    verdict: allOf(realmIntact, ended('navigated-away')),
  }),
  handshakeCase({
    id: 't04-forged-version',
    title: 'Says hello with versions that are no numbers, or without end',
    act: async (kit) => {
      for (const protocol of [{ min: '1', max: '1' }, { min: 1 }, [1, 1], null, { min: Number.NaN, max: 9 }])
        kit.hello(kit.nonce, protocol);
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  }),
];
