import type { Capability } from '../../contract/capabilities.ts';
import { keyName } from '../../contract/key-name.ts';
import { FILE_TYPES } from '../../contract/services.ts';
import { SamspilError } from '../../errors.ts';
import type { ClinicalContext, Signal } from '../types.ts';
import { ending } from './ending.ts';
import { noBus, noUi } from './no-services.ts';
import { askInPage, noticeInPage } from './page-dialogs.ts';
import { printPage } from './print-page.ts';
import { saveFile } from './save-file.ts';
import type { Bus, PluginUi } from './types.ts';

/** What a page can do by itself. There is no workplace to open, close or size anything, and nobody on the bus. */
const PAGE_CAPABILITIES: ReadonlySet<Capability> = new Set([
  'dirty',
  'notify',
  'confirm',
  'download',
  'print',
  'shortcuts',
] satisfies Capability[]);

export interface PageServices {
  ui: PluginUi;
  bus: Bus;
  can: (capability: Capability) => boolean;
  /** Ends what is open: listeners, questions, notices. */
  close: () => void;
}

/** The services of an app that stands alone or was launched by an EHR: what a page can do for itself, and no more. */
export function pageServices(page: Document, context: Signal<ClinicalContext | undefined>): PageServices {
  const closed = new AbortController();
  const view = page.defaultView;
  const dirty = new Set<symbol>();
  let isAsking = false;
  const endOf = (options: { context?: ClinicalContext; signal?: AbortSignal } = {}): AbortSignal => {
    const ended = (options.context ?? context.value)?.ended;
    ended?.throwIfAborted();
    return AbortSignal.any([closed.signal, options.signal, ended].filter((signal) => signal !== undefined));
  };
  view?.addEventListener(
    'beforeunload',
    (event) => {
      if (dirty.size > 0) event.preventDefault();
    },
    { signal: closed.signal },
  );

  const ui: PluginUi = {
    ...noUi,
    dirty() {
      const token = Symbol('dirty');
      const ended = context.value?.ended;
      const clean = ending(() => {
        dirty.delete(token);
        ended?.removeEventListener('abort', clean.end);
      });
      dirty.add(token);
      ended?.addEventListener('abort', clean.end);
      return clean;
    },
    async notify(notice, options) {
      noticeInPage(page, notice, endOf(options));
    },
    async confirm(question, options) {
      const signal = endOf(options);
      if (isAsking) throw new SamspilError('too-many-requests', 'A question is open: wait for its answer.');
      isAsking = true;
      try {
        return await askInPage(page, question, signal);
      } finally {
        isAsking = false;
      }
    },
    async download({ name, mediaType, data }, options) {
      endOf(options).throwIfAborted();
      saveFile(page, { name: `${name}.${FILE_TYPES[mediaType]}`, mediaType, data });
      return true;
    },
    async print(printout, options) {
      endOf(options).throwIfAborted();
      await printPage(page, printout);
      return true;
    },
    shortcuts: {
      async register(shortcuts, listener) {
        const keys = new Set(shortcuts.map((shortcut) => shortcut.keys));
        const stop = new AbortController();
        view?.addEventListener(
          'keydown',
          (event) => {
            const pressed = keyName(event);
            if (event.isComposing || event.repeat || !keys.has(pressed)) return;
            event.preventDefault();
            listener(pressed);
          },
          { signal: AbortSignal.any([stop.signal, closed.signal]) },
        );
        return ending(() => stop.abort());
      },
    },
  };
  return {
    ui,
    bus: noBus,
    can: (capability) => PAGE_CAPABILITIES.has(capability),
    close: () => closed.abort(new SamspilError('closed', 'The connection was closed.')),
  };
}
