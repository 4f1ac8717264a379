/** What a test tells a view, as the detail of an event on the view's root. */
export interface Told {
  readonly name: string;
  readonly given: readonly unknown[];
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export const TELL = 'contract-tell';

/** Tells the view that lies in `root` to do something. Rejects as the view does. */
export function tellView(root: Element, name: string, ...given: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const detail: Told = { name, given, resolve, reject };
    root.dispatchEvent(new CustomEvent<Told>(TELL, { detail }));
  });
}
