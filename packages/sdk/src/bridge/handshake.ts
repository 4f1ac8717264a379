import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';

/**
 * How a plugin's frame and its host find each other. The host gives the frame a random nonce as its name; the plugin
 * says hello with it; the host checks source, origin and nonce and hands over one port, which from then on *is* the
 * permission. The hello is the only message that may go to any origin: it carries nothing but the nonce.
 */
export const PROTOCOL_VERSION = 1;
const NAME_PREFIX = 'samspil-';
const MIN_NONCE_LENGTH = 22;

/** Plugin to host, by `parent.postMessage`. */
export interface HelloMessage {
  samspil: 'hello';
  nonce: string;
  protocol: { min: number; max: number };
}

/** Host to plugin, with the port. `session` is what the workplace contract defines. */
export interface OfferMessage {
  samspil: 'port';
  nonce: string;
  protocol: number;
  session: unknown;
}

/** Host to plugin when the versions have nothing in common. */
export interface RefusalMessage {
  samspil: 'refused';
  nonce: string;
  code: 'version-mismatch';
}

/** A fresh name for a frame: 128 random bits. */
export function makeFrameName(runtime: Pick<Runtime, 'randomBytes'>): { name: string; nonce: string } {
  const nonce = btoa(String.fromCharCode(...runtime.randomBytes(16)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return { name: NAME_PREFIX + nonce, nonce };
}

/** The nonce a Samspil host gave this window; undefined when no host embeds it. */
export function readNonce(windowName: string): string | undefined {
  const nonce = windowName.startsWith(NAME_PREFIX) ? windowName.slice(NAME_PREFIX.length) : '';
  return nonce.length >= MIN_NONCE_LENGTH ? nonce : undefined;
}

/** True for a well-formed hello with the nonce of this load. */
export function isHello(data: unknown, nonce: string): data is HelloMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { samspil, nonce: said, protocol } = data as Partial<HelloMessage>;
  return (
    samspil === 'hello' &&
    said === nonce &&
    typeof protocol?.min === 'number' &&
    typeof protocol.max === 'number'
  );
}

/** True when this host speaks a version in the plugin's range. */
export function isCompatible(hello: HelloMessage): boolean {
  return hello.protocol.min <= PROTOCOL_VERSION && PROTOCOL_VERSION <= hello.protocol.max;
}

export interface HelloOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** Origins of workplaces this plugin agrees to run in. Undefined: any host that embeds it. */
  hostOrigins?: readonly string[];
  /** Default 5 000 ms. */
  timeoutMs?: number;
}

/**
 * The plugin's side: says hello to the parent and waits for the port. Only the parent window itself can answer; a
 * sibling frame or an opener that knows the nonce cannot.
 *
 * @throws `handshake-timeout`, `version-mismatch`
 */
export function sayHello(
  self: Window,
  nonce: string,
  options: HelloOptions,
): Promise<{ port: MessagePort; session: unknown }> {
  return new Promise((resolve, reject) => {
    const receive = (event: MessageEvent<Partial<OfferMessage | RefusalMessage> | null>) => {
      if (event.source !== self.parent || event.data?.nonce !== nonce) return;
      if (options.hostOrigins && !options.hostOrigins.includes(event.origin)) return;
      const [port] = event.ports;
      if (event.data.samspil === 'port' && port) {
        finish();
        resolve({ port, session: event.data.session });
      } else if (event.data.samspil === 'refused') {
        finish();
        reject(
          new SamspilError('version-mismatch', 'This workplace speaks another version: update @samspil/sdk.'),
        );
      }
    };
    const cancelTimer = options.runtime.schedule(options.timeoutMs ?? 5_000, () => {
      finish();
      reject(
        new SamspilError(
          'handshake-timeout',
          'The workplace did not answer: is this origin registered there?',
        ),
      );
    });
    const finish = () => {
      cancelTimer();
      self.removeEventListener('message', receive);
    };
    self.addEventListener('message', receive);
    const hello: HelloMessage = {
      samspil: 'hello',
      nonce,
      protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
    };
    // Any origin: the plugin does not know its host yet, and the nonce is worth nothing without the frame.
    self.parent.postMessage(hello, '*');
  });
}
