import { connectPort } from '../../src/bridge/index.ts';
import { browserRuntime } from '../../src/runtime.ts';

/** A plugin that does nothing but answer what its host asks on the port it is given. */
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.source === window.parent && port) connectPort(port, { runtime: browserRuntime() });
});
window.parent.postMessage('listening', '*');
