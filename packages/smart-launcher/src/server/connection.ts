import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson, sendJson } from './json.ts';

/** The line between the workplace and the FHIR server, which a clinician can cut to see what happens. */
export type ConnectionState = 'online' | 'offline';

/** The switch behind `/simulator/connection`: `GET` tells, `POST { "connection": "offline" }` sets. */
export class Connection {
  state: ConnectionState = 'online';

  /**
   * Only JSON is accepted: a page of another site cannot send that without asking first, and is not answered.
   */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const body = await readJson(request);
      const { connection } = (body ?? {}) as { connection?: unknown };
      if (connection !== 'online' && connection !== 'offline') {
        sendJson(response, 400, {
          code: 'invalid-request',
          message: 'Send { "connection": "online" } or { "connection": "offline" } as application/json.',
        });
        return;
      }
      this.state = connection;
    } else if (request.method !== 'GET') {
      sendJson(response, 405, { code: 'invalid-request', message: 'Use GET or POST.' });
      return;
    }
    sendJson(response, 200, { connection: this.state });
  }
}
