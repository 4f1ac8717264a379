import { objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';

/** One service for decision support, and whether it runs. */
export interface CdsServiceStatus {
  readonly id: string;
  /** What clinicians call it. Default: its id. */
  readonly title?: string | undefined;
  /** `unavailable`: not for this patient, this user or this place; `down`: it should run and does not. */
  readonly status: 'running' | 'unavailable' | 'down';
  /** Instant; for `down` since when. */
  readonly since?: string | undefined;
}

/** Of all services together. `unknown` when nobody said, or said nothing anybody can read. */
export type SupportStatus = 'full' | 'partly' | 'none' | 'unknown';

/** Services as far as they can be read. */
export function readServices(services: readonly CdsServiceStatus[] | undefined): readonly CdsServiceStatus[] {
  return objectsIn(services);
}

/**
 * Whether decision support runs (CDS-01). What is not known to run does not: an empty list of cards means something only
 * while every service runs.
 */
export function supportStatus(services: readonly CdsServiceStatus[]): SupportStatus {
  if (services.length === 0) return 'unknown';
  const running = services.filter(({ status }) => status === 'running').length;
  return running === services.length ? 'full' : running > 0 ? 'partly' : 'none';
}

/** What a service is called. */
export function serviceName({ title, id }: CdsServiceStatus): string | undefined {
  return textIn(title) ?? textIn(id);
}
