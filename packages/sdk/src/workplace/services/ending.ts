import type { Ending } from './types.ts';

/** Makes a function that ends something into a token that ends it once; disposable where the platform knows the word. */
export function ending(end: () => void): Ending {
  let isOver = false;
  const once = () => {
    if (isOver) return;
    isOver = true;
    end();
  };
  return (Symbol.dispose ? { end: once, [Symbol.dispose]: once } : { end: once }) as Ending;
}
