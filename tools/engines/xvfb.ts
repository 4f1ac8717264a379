import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A screen that nobody looks at: MiniBrowser has no headless mode. */
export interface Screen {
  /** For the environment variable `DISPLAY`. */
  readonly display: string;
  close(): Promise<void>;
}

/** Starts Xvfb, which chooses a free display and says which once it listens. */
export async function openScreen(xvfb: string): Promise<Screen> {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const ended = exited.then(() => {
    throw new Error('Xvfb ended at its start.');
  });
  const [number] = (await Promise.race([once(child.stdio[3] as Readable, 'data'), ended])) as [Buffer];
  // It ends when it is told to: nobody waits for the error any more.
  ended.catch(() => undefined);
  return {
    display: `:${String(number).trim()}`,
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
