/** The workplace's side of the bridge benchmark: a frame on another site, and one port for each way of calling. */
import { serve } from '@samspil/sdk/bridge';
import { browserRuntime } from '@samspil/sdk/host';
import { expose } from 'comlink';
import { connect, PortMessenger } from 'penpal';
import * as v from 'valibot';

/** What a served method of the workplace checks too: the outline, in and out. */
const echoed = v.union([v.string(), v.looseObject({ resourceType: v.string() })]);
const UNLIMITED = { maxMessagesPerSecond: Infinity, maxInFlight: 64 };

/** How each contender serves an echo on its port. */
const SERVE = {
  raw: (port) => {
    port.onmessage = ({ data }) => port.postMessage(data);
  },
  guarded: (port) =>
    serve(
      port,
      {
        'bench.echo': {
          input: echoed,
          output: echoed,
          deadlineMs: 30_000,
          handle: async (input) => input,
        },
      },
      { runtime: browserRuntime(), calls: UNLIMITED, onCall: () => undefined },
    ),
  comlink: (port) => expose({ echo: (input) => input }, port),
  penpal: (port) =>
    connect({ messenger: new PortMessenger({ port }), methods: { echo: (input) => input } }).promise,
};

/** The browser's longest tasks of this page, since a workplace that stutters is what the figures are about. */
const longTasks = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask' });

/** Resolves with what the frame measured. */
globalThis.measureBridge = (frameUrl, plan) =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    frame.src = frameUrl;
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      if (data === 'loaded') {
        const ports = {};
        for (const [name, start] of Object.entries(SERVE)) {
          const { port1, port2 } = new MessageChannel();
          start(port1);
          ports[name] = port2;
        }
        frame.contentWindow.postMessage({ plan, ports }, new URL(frameUrl).origin, Object.values(ports));
      } else resolve({ ...data, longestHostTaskMs: Math.max(0, ...longTasks) });
    });
    document.body.append(frame);
  });
