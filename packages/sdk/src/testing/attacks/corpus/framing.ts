import type { FrameAttack } from '../attack-case.ts';
import type { AttackEvidence } from '../evidence.ts';
import { allOf, realmIntact } from '../verdicts.ts';

/** A page that was answered into a frame must forbid it; then the browser shows none of it. */
const refusesFrames = ({ requests }: AttackEvidence) => {
  const framed = requests.filter(
    ({ server, headers, status }) =>
      server === 'simulator' && headers['sec-fetch-dest'] === 'iframe' && status === 200,
  );
  if (framed.length === 0) return 'no page was asked for in a frame, so none was refused';
  const open = framed.find(
    ({ answer }) => !/frame-ancestors 'none'/.test(answer['content-security-policy'] ?? ''),
  );
  return open && `${open.url.split('?')[0]} may be shown in a frame`;
};

/** What a page that is shown loads next: its script. */
const notShown = ({ requests }: AttackEvidence) =>
  requests.some(({ server, url }) => server === 'simulator' && /^\/workplace\.js/.test(url))
    ? 'the workplace was shown inside the plugin'
    : undefined;

const frameOf =
  (address: (facts: { simulatorOrigin: string; issuer: string }) => string): FrameAttack['act'] =>
  async (kit) => {
    await kit.join();
    const frame = document.createElement('iframe');
    Object.assign(frame.style, { position: 'fixed', inset: '0', opacity: '0' });
    frame.src = address(kit.facts);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  };

/** Row 7: putting the workplace or the sign-in under a transparent frame. */
export const FRAMING: readonly FrameAttack[] = [
  {
    id: 't07-framed-workplace',
    threat: 7,
    kind: 'frame',
    title: 'Lays the workplace, transparent, over its own buttons',
    rejected: 'The workplace says that nobody may frame it, and its script never loads.',
    control: 'headers-off',
    act: frameOf(({ simulatorOrigin }) => `${simulatorOrigin}/`),
    verdict: allOf(realmIntact, refusesFrames, notShown),
  },
  {
    id: 't07-framed-sign-in',
    threat: 7,
    kind: 'frame',
    title: 'Lays the sign-out page of the authorization server, transparent, over its own buttons',
    rejected: 'The page says that nobody may frame it.',
    control: 'headers-off',
    act: frameOf(({ issuer }) => `${issuer}/logout`),
    verdict: allOf(realmIntact, refusesFrames),
  },
];
