import type { CapabilityStatement } from 'fhir/r4';
import { capabilityOf } from '../../fhir/index.ts';
import type { EntryContent, Route, Write } from '../entry.ts';

/**
 * How a new resource of this type reaches this server once and only once, best first:
 * - `client-id`: `PUT Type/{our id}` with `If-None-Match: *`. The server itself refuses the repeat.
 * - `conditional`: `POST` with `If-None-Exist` on the operation identifier. Safe as long as repeats do not overlap, which
 *   is why one sender sends one thing at a time.
 * - `probe`: `POST`, after a search for the operation identifier on every attempt but the first. The browser's own
 *   repeat of a lost `POST` is beyond our reach here.
 */
export function routeFor(resourceType: string, statement: CapabilityStatement | undefined): Route {
  const capability = statement && capabilityOf(statement, resourceType);
  if (capability?.updateCreate === true) return 'client-id';
  if (capability?.conditionalCreate === true) return 'conditional';
  return 'probe';
}

/** The content with a route for each new resource. A route once chosen stays: another could have a second effect. */
export function withRoutes(content: EntryContent, statement: CapabilityStatement | undefined): EntryContent {
  const routed = (write: Write): Write =>
    write.isNew && !write.route
      ? { ...write, route: routeFor(write.reference.split('/', 1)[0] ?? '', statement) }
      : write;
  return { ...content, writes: content.writes.map(routed), provenance: routed(content.provenance) };
}
