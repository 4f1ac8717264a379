import { obey } from './command.ts';

const NONCE = window.name.replace(/^samspil-/, '');
const ports: MessagePort[] = [];
const heard: unknown[] = [];
const offers: unknown[] = [];
let onHeard: () => void = () => undefined;

window.addEventListener('message', (event: MessageEvent<{ samspil?: string } | null>) => {
  if (!event.data?.samspil) return;
  offers.push(event.data.samspil);
  for (const port of event.ports) {
    ports.push(port);
    port.onmessage = ({ data }: MessageEvent<{ samspil?: string } | null>) => {
      // Answers only: pings and events come whenever they come.
      if (!data?.samspil) heard.push(data);
      onHeard();
    };
  }
  onHeard();
});

obey({
  /** Says hello with this page's own nonce, or another. */
  hello: (nonce = NONCE, protocol = { min: 1, max: 1 }) =>
    window.parent.postMessage({ samspil: 'hello', nonce, protocol }, '*'),
  offers: () => offers,
  /** Resolves when that many offers or refusals came. */
  async offered(count: number): Promise<unknown> {
    while (offers.length < count) await new Promise<void>((resolve) => (onHeard = resolve));
    return offers;
  },
  async post(...messages: unknown[]): Promise<unknown> {
    for (const message of messages) ports[0]?.postMessage(message);
    while (heard.length < messages.length) await new Promise<void>((resolve) => (onHeard = resolve));
    return heard.splice(0);
  },
  tellOnce: (message: unknown) => ports[0]?.postMessage(message),
  floodPort(count: number): void {
    for (let i = 0; i < count; i++) ports[0]?.postMessage({ samspil: 'pong' });
  },
  floodWindow(count: number): void {
    for (let i = 0; i < count; i++) window.parent.postMessage('x', '*');
  },
  leave: () => void setTimeout(() => window.location.assign('./elsewhere.html')),
  ports: () => ports.length,
});
