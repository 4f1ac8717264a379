import { printPage, saveFile } from '@samspil/sdk/host';
import type {
  Activity,
  HostUi,
  OfferedShortcut,
  OpenResult,
  PermitRequest,
  PluginBadge,
  ReadyFile,
  ReadyPrintout,
  ShownNotice,
  ShownQuestion,
} from '@samspil/sdk/host';
import { State } from '../controllers/state.ts';
import { moveFocus } from './move-focus.ts';

/** A notice on the desk, until its patient is closed or somebody takes it away. */
export interface DeskNotice extends ShownNotice {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the person is asked now: by a plugin in its own words, or by the workplace on its behalf. */
export type DeskQuestion = ({ kind: 'plugin' } & ShownQuestion) | ({ kind: 'permit' } & PermitRequest);

/** What a plugin may have opened. Each is there while the part of the workplace that shows it is. */
export const ACTIVITIES = ['trend', 'allergies', 'medication', 'patient.list'] as const;
export type ActivityName = (typeof ACTIVITIES)[number];

/** What the workplace remembers of notices of one patient. Older ones go. */
const MAX_NOTICES = 50;

/**
 * What plugins may have this workplace do. It holds what is to be seen; elements show it and give the answers. All of it
 * is the host's to judge and comes here as plain text.
 */
export class DesktopUi implements HostUi {
  readonly notices = new State<readonly DeskNotice[]>([]);
  readonly question = new State<DeskQuestion | undefined>(undefined);
  readonly shortcuts = new State<readonly OfferedShortcut[]>([]);
  /** Who said last that its task is done. */
  readonly finished = new State<PluginBadge | undefined>(undefined);
  readonly activities: readonly Activity[];
  readonly #page: Document;
  readonly #places = new Map<ActivityName, () => void>();
  #answer: ((answer: boolean) => void) | undefined;
  #nextId = 1;

  constructor(page: Document) {
    this.#page = page;
    this.activities = ACTIVITIES.map((name) => ({
      name,
      // It ends the lease: whatever the person is at in the chart is then left.
      isDisruptive: name === 'patient.list',
      open: () => this.#open(name),
    }));
  }

  notify(notice: ShownNotice): void {
    const id = this.#nextId++;
    this.notices.value = [...this.notices.value, { ...notice, id, at: Date.now() }].slice(-MAX_NOTICES);
    notice.until?.addEventListener('abort', () => this.dismiss(id), { once: true });
  }

  dismiss(id: number): void {
    this.notices.value = this.notices.value.filter((notice) => notice.id !== id);
  }

  confirm(question: ShownQuestion): Promise<boolean> {
    return this.#ask({ kind: 'plugin', ...question });
  }

  permit(request: PermitRequest): Promise<boolean> {
    return this.#ask({ kind: 'permit', ...request });
  }

  /** The person's answer to the present question. */
  answer(isYes: boolean): void {
    const answer = this.#answer;
    this.#answer = undefined;
    this.question.value = undefined;
    answer?.(isYes);
  }

  done(plugin: PluginBadge): void {
    this.finished.value = undefined;
    this.finished.value = plugin;
  }

  download(file: ReadyFile): void {
    saveFile(this.#page, file);
  }

  print({ plugin, ...printout }: ReadyPrintout): Promise<void> {
    return printPage(this.#page, printout, `${plugin.title} · ${plugin.publisher}`);
  }

  offerShortcuts(shortcuts: readonly OfferedShortcut[]): void {
    this.shortcuts.value = shortcuts;
  }

  moveFocus(direction: 'next' | 'previous', from: HTMLElement): void {
    moveFocus(this.#page, direction, from);
  }

  /** A part of the workplace says that it can be opened, until the returned function is called. */
  offerPlace(name: ActivityName, open: () => void): () => void {
    this.#places.set(name, open);
    return () => {
      if (this.#places.get(name) === open) this.#places.delete(name);
    };
  }

  #open(name: ActivityName): OpenResult {
    const open = this.#places.get(name);
    open?.();
    return { status: open ? 'opened' : 'unavailable' };
  }

  #ask(question: DeskQuestion): Promise<boolean> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.question.value = question;
      question.signal.addEventListener(
        'abort',
        () => {
          if (this.question.value === question) this.answer(false);
        },
        { once: true },
      );
    });
  }
}
