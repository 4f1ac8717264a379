/** Whoever comes waits until it is opened. */
export interface Gate {
  /** Resolves when somebody came. */
  readonly reached: Promise<void>;
  readonly come: () => Promise<void>;
  readonly open: () => void;
}

export function gate(): Gate {
  const bell = new EventTarget();
  const heard = (name: string) =>
    new Promise<void>((resolve) => bell.addEventListener(name, () => resolve(), { once: true }));
  const [reached, opened] = [heard('reached'), heard('opened')];
  const come = () => {
    bell.dispatchEvent(new Event('reached'));
    return opened;
  };
  return { reached, come, open: () => void bell.dispatchEvent(new Event('opened')) };
}
