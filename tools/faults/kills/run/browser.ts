import type { CDPSession } from 'playwright-core';
import type { Kill } from '../plan.ts';

/** A page, as the kit drives it: little enough that every engine's remote protocol can do it. */
export interface OpenPage {
  /** Resolves with the value of an expression, awaited, as JSON. May never resolve once the page is gone. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
  /** The frame in it whose address begins so, of whatever site; undefined while there is none. */
  frame(prefix: string): Promise<Pick<OpenPage, 'evaluate'> | undefined>;
  /** Chromium only: stops the process of the page, as when the system puts a tab to sleep; gives what lets it go on. */
  freeze?(): Promise<() => void>;
  /** Chromium only: by which its disk is made small. */
  control?(): Promise<CDPSession>;
}

/** A browser with a profile on the disk, that can be ended in ways which nobody in it notices. */
export interface KillableBrowser {
  /** Name and version. */
  readonly name: string;
  openPage(address: string): Promise<OpenPage>;
  /** Chromium only: a page of another site with ours in a frame, in which is evaluated what is evaluated. */
  openFramed?(address: string, origin: string): Promise<OpenPage>;
  /** Ends a page in one of the ways that a browser can be made to. `worker-end` is the page's own affair. */
  end(how: Exclude<Kill, 'worker-end'>, page: OpenPage): Promise<void>;
  /** SIGKILL to all of its processes. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a browser on a profile folder, which outlives it. */
export type LaunchBrowser = (profile: string) => Promise<KillableBrowser>;
