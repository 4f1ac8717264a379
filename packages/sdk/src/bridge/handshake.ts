import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { SDK_VERSION } from './sdk-version.ts';

/**
 * How a plugin's frame and its host find each other. The host gives the frame a random nonce as its name; the plugin
 * says hello with it; the host checks source, origin and nonce and hands over one port, which from then on *is* the
 * permission. The hello is the only message that may go to any origin: it carries the nonce and nothing secret.
 */
export const PROTOCOL_VERSION = 1;
/** The oldest version that is still spoken. */
const OLDEST_PROTOCOL = 1;
const NAME_PREFIX = 'samspil-';
const MIN_NONCE_LENGTH = 22;
const MAX_CAPABILITIES = 64;
const CAPABILITY = /^[a-z][\w.:-]{0,63}$/i;
const VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}(-[\w.-]{1,32})?$/;

/** Plugin to host, by `parent.postMessage`. Only what any page may know about the plugin. */
export interface HelloMessage {
  samspil: 'hello';
  nonce: string;
  /** The versions it speaks. */
  protocol: { min: number; max: number };
  /** Version of `@samspil/sdk` it was built with. Its own word: for support, never for a decision. */
  sdk?: string;
  /** Capabilities its code can use. Absent: whatever its manifest asks for. */
  capabilities?: readonly string[];
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
  const { samspil, nonce: said, protocol, sdk, capabilities } = data as Partial<HelloMessage>;
  return (
    samspil === 'hello' &&
    said === nonce &&
    Number.isSafeInteger(protocol?.min) &&
    Number.isSafeInteger(protocol?.max) &&
    (sdk === undefined || (typeof sdk === 'string' && VERSION.test(sdk))) &&
    (capabilities === undefined || areCapabilities(capabilities))
  );
}

function areCapabilities(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= MAX_CAPABILITIES &&
    value.every((name) => typeof name === 'string' && CAPABILITY.test(name))
  );
}

/** The newest version both sides speak; undefined when there is none. */
export function chooseProtocol({ protocol }: Pick<HelloMessage, 'protocol'>): number | undefined {
  const newest = Math.min(protocol.max, PROTOCOL_VERSION);
  return newest >= Math.max(protocol.min, OLDEST_PROTOCOL) ? newest : undefined;
}

/** What is granted of what the plugin's code can use: never more than `granted`, in the order of `granted`. */
export function agreedCapabilities<C extends string>(
  granted: readonly C[],
  { capabilities }: Pick<HelloMessage, 'capabilities'>,
): readonly C[] {
  return capabilities ? granted.filter((name) => capabilities.includes(name)) : granted;
}

export interface HelloOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** Origins of workplaces this plugin agrees to run in. Undefined: any host that embeds it. */
  hostOrigins?: readonly string[];
  /** Capabilities this plugin's code can use. Undefined: whatever its manifest asks for. */
  capabilities?: readonly string[];
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
): Promise<{ port: MessagePort; session: unknown; protocol: number }> {
  return new Promise((resolve, reject) => {
    const receive = (event: MessageEvent<Partial<OfferMessage | RefusalMessage> | null>) => {
      if (event.source !== self.parent || event.data?.nonce !== nonce) return;
      if (options.hostOrigins && !options.hostOrigins.includes(event.origin)) return;
      const [port] = event.ports;
      if (event.data.samspil === 'port' && port) {
        const { protocol, session } = event.data;
        finish();
        if (speaks(protocol)) resolve({ port, session, protocol });
        else reject(versionMismatch());
      } else if (event.data.samspil === 'refused') {
        finish();
        reject(versionMismatch());
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
      protocol: { min: OLDEST_PROTOCOL, max: PROTOCOL_VERSION },
      sdk: SDK_VERSION,
      ...(options.capabilities && { capabilities: options.capabilities }),
    };
    // Any origin, unless the plugin knows its hosts: the nonce is worth nothing without the frame.
    for (const origin of options.hostOrigins ?? ['*']) self.parent.postMessage(hello, origin);
  });
}

function speaks(protocol: unknown): protocol is number {
  return (
    Number.isSafeInteger(protocol) &&
    chooseProtocol({ protocol: { min: protocol as number, max: protocol as number } }) !== undefined
  );
}

function versionMismatch(): SamspilError {
  return new SamspilError('version-mismatch', 'This workplace speaks another version: update @samspil/sdk.');
}
