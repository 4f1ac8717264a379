import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A stranger on the network that only counts who comes by. Its certificate is nobody's, so nothing is ever said. */
export interface Listener {
  /** An https origin, as a manifest names it. */
  readonly origin: string;
  connections(): number;
  close(): Promise<void>;
}

export async function listenForAnybody(): Promise<Listener> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => socket.destroy());
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
