import type { CapabilityStatement } from 'fhir/r4';
import { capabilityOf } from '../../fhir/index.ts';
import type { EntryContent, Route, Write } from '../entry.ts';

/** What is known of a server beside its CapabilityStatement. */
export interface ServerRules {
  /**
   * How new resources are created there, for all types or by type; overrules the CapabilityStatement, which some servers
   * fill in wrongly. Types that are not named follow the statement.
   */
  creates?: Route | Readonly<Partial<Record<string, Route>>>;
}

/**
 * How a new resource of this type reaches this server once and only once: what the configuration says, else what the
 * CapabilityStatement allows, best first:
 * - `client-id`: `PUT Type/{our id}` with `If-None-Match: *`. The server itself refuses the repeat.
 * - `conditional`: `POST` with `If-None-Exist` on the operation identifier. Safe as long as repeats do not overlap, which
 *   is why one sender sends one thing at a time.
 * - `probe`: `POST`, after a search for the operation identifier on every attempt but the first. The browser's own
 *   repeat of a lost `POST` is beyond our reach here.
 * - `idempotency-key`: `POST` in a transaction with `Idempotency-Key`, where the server answers a repeat with its first
 *   answer. By configuration only: no CapabilityStatement can say it, and it takes a façade of one's own.
 */
export function routeFor(
  resourceType: string,
  statement: CapabilityStatement | undefined,
  { creates }: ServerRules = {},
): Route {
  const configured = typeof creates === 'string' ? creates : ownValue(creates, resourceType);
  if (configured) return configured;
  const capability = statement && capabilityOf(statement, resourceType);
  if (capability?.updateCreate === true) return 'client-id';
  if (capability?.conditionalCreate === true) return 'conditional';
  return 'probe';
}

/** The content with a route for each new resource. A route once chosen stays: another could have a second effect. */
export function withRoutes(
  content: EntryContent,
  statement: CapabilityStatement | undefined,
  rules?: ServerRules,
): EntryContent {
  const routed = (write: Write): Write =>
    write.isNew && !write.route
      ? { ...write, route: routeFor(write.reference.split('/', 1)[0] ?? '', statement, rules) }
      : write;
  return { ...content, writes: content.writes.map(routed), provenance: routed(content.provenance) };
}

/**
 * The content with its key, where a route asks for one. The time of sending is fixed with it: a server may refuse a key that
 * comes back with other bytes. This attempt is counted already.
 * @param sentAt ISO 8601
 */
export function withIdempotency(content: EntryContent, sentAt: string): EntryContent {
  const isKeyed = [...content.writes, content.provenance].some(
    ({ route, result }) => route === 'idempotency-key' && !result,
  );
  if (!isKeyed || content.idempotency) return content;
  // What was answered for good, and was then changed or put back, is a new question to the server.
  const key = content.attempts === 1 ? content.operationId : `${content.operationId}.${content.attempts}`;
  return { ...content, idempotency: { key, sentAt } };
}

function ownValue(routes: ServerRules['creates'], resourceType: string): Route | undefined {
  return typeof routes === 'object' && Object.hasOwn(routes, resourceType) ? routes[resourceType] : undefined;
}
