import { SamspilError } from '../../errors.ts';
import { ending } from './ending.ts';
import type { Bus, PluginUi } from './types.ts';

const refuse = (): Promise<never> => Promise.reject(denied());

function denied(): SamspilError {
  return new SamspilError('denied', 'There is no such service here: ask can() first.');
}

function refuseNow(): never {
  throw denied();
}

/** For surroundings that can do nothing of this: every call is `denied`. Giving the focus away is no harm and does nothing. */
export const noUi: PluginUi = {
  dirty: refuseNow,
  autoResize: refuseNow,
  notify: refuse,
  confirm: refuse,
  open: refuse,
  resize: refuse,
  done: refuse,
  overlay: { open: refuse },
  download: refuse,
  print: refuse,
  shortcuts: { register: refuse },
  focusWorkplace: () => Promise.resolve(),
};

export const noBus: Bus = { publish: refuse, subscribe: () => ending(() => undefined) };
