import type { Runtime } from '../../runtime.ts';

/** Between two wishes, in milliseconds. */
const PAUSE_MS = 200;

export interface AutoResizeOptions {
  resize: (height: number) => void;
  runtime: Pick<Runtime, 'schedule'>;
  signal: AbortSignal;
}

/**
 * Asks for the height that an element needs, whenever that changed by a pixel or more: at once, then at most every
 * 200 ms, and always for the last one.
 */
export function autoResize(root: Element, { resize, runtime, signal }: AutoResizeOptions): void {
  let asked = 0;
  let isResting = false;
  const ask = () => {
    if (signal.aborted || isResting) return;
    const height = neededHeight(root);
    if (Math.abs(height - asked) < 1) return;
    asked = height;
    isResting = true;
    const cancel = runtime.schedule(PAUSE_MS, () => {
      isResting = false;
      ask();
    });
    signal.addEventListener('abort', cancel, { once: true });
    resize(height);
  };
  const observer = new ResizeObserver(ask);
  observer.observe(root);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

/** To the lower edge of the element, its margin included, from the top of the page. */
function neededHeight(root: Element): number {
  const { bottom } = root.getBoundingClientRect();
  const view = root.ownerDocument.defaultView;
  const margin = view ? Number.parseFloat(view.getComputedStyle(root).marginBlockEnd) || 0 : 0;
  return Math.min(10_000, Math.max(50, Math.ceil(bottom + (view?.scrollY ?? 0) + margin)));
}
