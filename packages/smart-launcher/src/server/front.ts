import { SamspilError } from '@samspil/sdk';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { sendJson } from './json.ts';

/** A server whose route is set once everything behind it is there; until then it says that it is starting. */
export interface Front {
  readonly server: Server;
  route: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
}

export function createFront(): Front {
  const server = createServer((request, response) => {
    void Promise.resolve(front.route(request, response)).catch(() => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { code: 'unexpected', message: 'The simulator failed to answer.' });
    });
  });
  const front: Front = {
    server,
    route: (_request, response) =>
      sendJson(response, 503, { code: 'server', message: 'Samspil is starting.' }),
  };
  return front;
}

/** @throws `invalid-request` when the port is taken */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    server.listen(port, host, () => resolve());
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portTaken(port: number): SamspilError {
  return new SamspilError(
    'invalid-request',
    `Port ${port} is in use: stop what runs there, or choose another with --port.`,
  );
}
