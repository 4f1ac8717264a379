import type { Placement } from './assert-isolated.ts';
import table from './engine-isolation.json' with { type: 'json' };

/** What was measured of one browser engine, by `npm run engines`. */
export interface EngineIsolation {
  readonly engine: string;
  readonly version: string;
  /** Longest stall of the workplace, in ms, while a frame of this placement is busy for 3 000 ms. */
  readonly stallMs: Readonly<Record<string, number>>;
  /** Placements that do not stall it. */
  readonly isolated: readonly string[];
}

/** What engines were found to isolate, from `engine-isolation.json`. */
export const KNOWN_ENGINES: readonly EngineIsolation[] = table.engines;

/** Whether this engine keeps a frame of this placement from stalling the workplace; undefined where it was not measured. */
export function isKnownToIsolate(engine: string | undefined, placement: Placement): boolean | undefined {
  const known = KNOWN_ENGINES.find((entry) => entry.engine === engine);
  return known && placement in known.stallMs ? known.isolated.includes(placement) : undefined;
}

/** The engine's name as the table has it. The order matters: each also says that it is the ones after it. */
export function engineOf({ userAgent }: Pick<Navigator, 'userAgent'>): string | undefined {
  if (/\bFirefox\/\d/.test(userAgent)) return 'firefox';
  if (/\b(?:Headless)?Chrom(?:e|ium)\/\d/.test(userAgent)) return 'chromium';
  // WebKit of other makers was not measured.
  return /\bLinux\b.*\bAppleWebKit\/\d/.test(userAgent) ? 'webkitgtk' : undefined;
}
