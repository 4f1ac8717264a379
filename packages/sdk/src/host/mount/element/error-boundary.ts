import { isCrash } from '../../../contract/crash.ts';

/** `at place (https://site/file.js:3:5)` of V8, `place@https://site/file.js:3:5` of the others: the address, up to the line. */
const PLACE = /((?:blob:)?https?:\/\/[^\s()@]+?)(?::\d+){1,2}\)?$/m;

/**
 * Calls `onCrash` for an exception or a rejection that nobody caught and that was made in the module at `url`. In one
 * page all code shares the same global events, so only what says where it was made can be laid at a plugin's door: what
 * it throws without a stack (`throw 'text'`) in a promise cannot.
 */
export function watchCrashes(
  page: Window,
  url: string,
  { signal, onCrash }: { signal: AbortSignal; onCrash: () => void },
): void {
  page.addEventListener(
    'error',
    ({ error, filename }) => {
      // Without an error it is the browser's own remark, such as that of a ResizeObserver.
      if (error != null && isCrash(error) && (placeOf(error) ?? filename) === url) onCrash();
    },
    { signal },
  );
  page.addEventListener(
    'unhandledrejection',
    ({ reason }) => {
      if (isCrash(reason) && placeOf(reason) === url) onCrash();
    },
    { signal },
  );
}

/** Where an error was made: the innermost frame of its stack. Further out may stand whoever was merely called back. */
function placeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return undefined;
  // V8 begins with the message, which may itself hold an address.
  const head = `${thrown.name}: ${thrown.message}`;
  const frames = thrown.stack.startsWith(head) ? thrown.stack.slice(head.length) : thrown.stack;
  return PLACE.exec(frames)?.[1];
}
