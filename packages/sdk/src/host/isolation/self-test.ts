import type { ProbeReport } from '../../bridge/index.ts';
import type { Runtime } from '../../runtime.ts';
import type { FrameEntry } from '../manifest/plugin-manifest.ts';
import { placementOf } from './assert-isolated.ts';
import type { Placement } from './assert-isolated.ts';
import type { IsolationFinding, IsolationReport } from './isolation-report.ts';
import { reportOf } from './isolation-report.ts';
import { engineOf, isKnownToIsolate } from './known-engines.ts';
import { lookFromOutside } from './outside-view.ts';
import { StallWatch } from './stall-watch.ts';
import { findingsOf } from './told-by-plugin.ts';

/** Long enough to tell from the workplace's own work, short enough for nobody to notice. */
const SPIN_MS = 80;
/** A stall of this part of it can hardly be anything else. */
const SHARED_FROM_MS = SPIN_MS * 0.75;
/** The workplace's own work can look like a stall once, but not each time. */
const TRIES = 3;
/** Where the engine was measured to keep such frames apart, a machine that is short of processors is the likelier reason. */
const TRIES_AGAINST_WHAT_IS_KNOWN = 8;
/** Whoever stands still that long by himself proves nothing by standing still. */
const RESTLESS_FROM_MS = SPIN_MS / 4;
/** The clinician waits for the plugin now; it is looked at when it has settled. */
const SETTLE_MS = 2_000;
const BETWEEN_TRIES_MS = 500;
const ANSWER_MS = 5_000;

export interface SelfTestOptions {
  runtime: Pick<Runtime, 'now' | 'schedule'>;
  /** Whether plugins are asked to be busy for a moment, to see whether that stalls the workplace. Default true. */
  stallProbe?: boolean;
  /** Calls back when the page has nothing else to do. Default: the browser's `requestIdleCallback`. */
  whenIdle?: (callback: () => void) => void;
  /** Default: this browser's. */
  engine?: string;
}

/** The plugin's frame that is looked at, and the way to ask it. */
export interface TestedFrame {
  frame: HTMLIFrameElement;
  entry: FrameEntry;
  /** Sends a probe and gives the next report. */
  probe: (spinMs: number) => Promise<ProbeReport>;
  /** Aborts when the frame's session ends. */
  ended: AbortSignal;
}

interface Probed {
  told: ProbeReport | undefined;
  /** How long the workplace stood still while the plugin was busy; undefined when nothing could be made of it. */
  stallMs: number | undefined;
}

/**
 * Finds out how well a mounted plugin is kept apart.
 *
 * 1. What the workplace set and what it sees from outside, for each frame.
 * 2. Once for each origin and page, when the plugin has settled and the page is idle: what the plugin says of itself,
 *    and whether it stalls the workplace by being busy for 80 ms. A plugin that does not spin when asked looks better than it is;
 *    what its engine is known to do is no better evidence, only less recent.
 */
export class IsolationSelfTest {
  readonly #options: SelfTestOptions;
  readonly #engine: string | undefined;
  readonly #probed = new Map<string, Promise<Probed>>();

  constructor(options: SelfTestOptions) {
    this.#options = options;
    this.#engine = options.engine ?? engineOf(globalThis.navigator);
  }

  /** What can be said at once. */
  look({ frame, entry }: Pick<TestedFrame, 'frame' | 'entry'>): IsolationReport {
    return reportOf(lookFromOutside(frame, this.#placementOf(frame, entry)));
  }

  /** The whole report; undefined when the frame's session ended before. */
  async run(tested: TestedFrame): Promise<IsolationReport | undefined> {
    const { frame, entry, ended } = tested;
    // An opaque frame has no origin of its own to go by, and its page may lie anywhere.
    const key = `${entry.origin} ${new URL(entry.url).origin}`;
    const probing = this.#probed.get(key) ?? this.#probe(tested);
    this.#probed.set(key, probing);
    const probed = await probing;
    // A frame that was gone before it answered says nothing about the next one.
    if (!probed.told) this.#probed.delete(key);
    if (ended.aborted) return undefined;
    const placement = this.#placementOf(frame, entry);
    return reportOf([
      ...lookFromOutside(frame, placement),
      this.#judgeProcess(placement, probed.stallMs),
      ...findingsOf(probed.told),
    ]);
  }

  #placementOf(frame: HTMLIFrameElement, entry: FrameEntry): Placement {
    return placementOf(entry, frame.ownerDocument.location.href);
  }

  async #probe({ frame, entry, probe, ended }: TestedFrame): Promise<Probed> {
    const isExpectedApart = isKnownToIsolate(this.#engine, this.#placementOf(frame, entry)) === true;
    const tries = isExpectedApart ? TRIES_AGAINST_WHAT_IS_KNOWN : TRIES;
    let told: ProbeReport | undefined;
    let stallMs: number | undefined;
    const spinMs = this.#options.stallProbe === false ? 0 : SPIN_MS;
    for (let tried = 0; tried < tries; tried++) {
      await this.#untilIdle(tried === 0 ? SETTLE_MS : BETWEEN_TRIES_MS, ended);
      if (ended.aborted) break;
      const ownMs = spinMs === 0 ? 0 : await this.#stallsBySelf();
      const watch = new StallWatch(this.#options.runtime);
      const report = await this.#answered(probe(spinMs), ended);
      const stalledMs = watch.stop();
      if (!report) break;
      told = report;
      if (spinMs === 0) break;
      if (stalledMs < SHARED_FROM_MS) return { told, stallMs: stalledMs };
      if (ownMs < RESTLESS_FROM_MS) stallMs = Math.min(stalledMs, stallMs ?? stalledMs);
    }
    return { told, stallMs };
  }

  #judgeProcess(placement: Placement, stallMs: number | undefined): IsolationFinding {
    if (stallMs !== undefined) {
      const verdict = stallMs < SHARED_FROM_MS ? 'good' : 'shared';
      return { check: 'process', verdict, evidence: 'measured', detail: `${Math.round(stallMs)} ms` };
    }
    const isApart = isKnownToIsolate(this.#engine, placement);
    const verdict = isApart === undefined ? 'weak' : isApart ? 'good' : 'shared';
    return { check: 'process', verdict, evidence: 'known', detail: this.#engine ?? 'unknown engine' };
  }

  /** How long the workplace stands still, in ms, while nobody was asked to be busy. */
  async #stallsBySelf(): Promise<number> {
    const watch = new StallWatch(this.#options.runtime);
    await new Promise<void>((resolve) => this.#options.runtime.schedule(SPIN_MS, resolve));
    return watch.stop();
  }

  #untilIdle(afterMs: number, ended: AbortSignal): Promise<void> {
    const whenIdle = this.#options.whenIdle ?? whenBrowserIdle;
    return new Promise((resolve) => {
      const cancel = this.#options.runtime.schedule(afterMs, () => {
        ended.removeEventListener('abort', onEnd);
        whenIdle(resolve);
      });
      const onEnd = () => {
        cancel();
        resolve();
      };
      if (ended.aborted) onEnd();
      else ended.addEventListener('abort', onEnd, { once: true });
    });
  }

  #answered(report: Promise<ProbeReport>, ended: AbortSignal): Promise<ProbeReport | undefined> {
    return new Promise((resolve) => {
      const settle = (found: ProbeReport | undefined) => {
        cancel();
        ended.removeEventListener('abort', onEnd);
        resolve(found);
      };
      const onEnd = () => settle(undefined);
      const cancel = this.#options.runtime.schedule(ANSWER_MS, onEnd);
      ended.addEventListener('abort', onEnd, { once: true });
      report.then(settle, onEnd);
    });
  }
}

/** WebKit has no idle callback; there the settling has to do. */
function whenBrowserIdle(callback: () => void): void {
  if (typeof globalThis.requestIdleCallback === 'function') {
    globalThis.requestIdleCallback(() => callback(), { timeout: 10_000 });
  } else callback();
}
