import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { SmartSession } from './session.ts';

/**
 * Member of the SMART configuration under which a server keeps, for each device of a signed-in user, how much it still has
 * to send. Named by an absolute URI, as SMART App Launch 2.2 asks of what it does not define.
 *
 * `GET` answers `{ devices: DeviceUnsent[] }`; `PUT` of a {@link UnsentReport} replaces what is known of that device. Both
 * take the Bearer token of the session. Numbers and times only: nothing of a patient.
 */
export const UNSENT_MEMBER = 'https://samspil.dk/smart/unsent';

/** What a device has not sent yet. Times are ISO 8601; absent when `count` is 0. */
export interface UnsentReport {
  /** A random name that this device gave itself. */
  readonly device: string;
  readonly count: number;
  readonly oldest?: string;
  readonly newest?: string;
}

/** A report as the server has it. */
export interface DeviceUnsent extends UnsentReport {
  /** When the device last said so, by the server's clock; ISO 8601. */
  readonly lastContact: string;
}

/** The server's memory of unsent writes: the witness that survives whatever happens to a device. */
export interface UnsentService {
  /** @throws `needs-login`, `network`, `server`, `invalid-response` */
  read(): Promise<DeviceUnsent[]>;
  /** @throws `needs-login`, `network`, `server`, `rejected` */
  report(report: UnsentReport): Promise<void>;
}

/** The service of the session's server; undefined where it has none. */
export function unsentServiceOf(
  session: Pick<SmartSession, 'accessToken' | 'serviceUrl'>,
  runtime: Pick<Runtime, 'fetch'>,
): UnsentService | undefined {
  const url = session.serviceUrl(UNSENT_MEMBER);
  if (url === undefined) return undefined;

  async function ask(init: RequestInit): Promise<Response> {
    const headers = { Authorization: `Bearer ${await session.accessToken()}`, ...init.headers };
    const rest: RequestInit = { credentials: 'omit', cache: 'no-store' };
    const response = await runtime.fetch(url ?? '', { ...init, ...rest, headers }).catch(() => {
      throw new SamspilError('network', 'The server does not answer: check the connection.');
    });
    if (response.ok) return response;
    if (response.status === 401) throw new SamspilError('needs-login', 'The session is over: sign in again.');
    if (response.status >= 500 || response.status === 429)
      throw new SamspilError('server', 'The server failed: try again.');
    throw new SamspilError('rejected', 'The server does not take the report.');
  }

  return {
    async read() {
      const body = (await (await ask({})).json().catch(() => undefined)) as { devices?: unknown } | undefined;
      const devices: unknown = body?.devices;
      if (!Array.isArray(devices))
        throw new SamspilError('invalid-response', 'The server tells of no devices.');
      return devices.filter(isDevice);
    },
    async report(report) {
      const headers = { 'Content-Type': 'application/json' };
      await ask({ method: 'PUT', headers, body: JSON.stringify(report) });
    },
  };
}

function isDevice(value: unknown): value is DeviceUnsent {
  if (typeof value !== 'object' || value === null) return false;
  const { device, count, lastContact } = value as Record<string, unknown>;
  return typeof device === 'string' && Number.isInteger(count) && typeof lastContact === 'string';
}
