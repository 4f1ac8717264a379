import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import type { LitElement } from 'lit';
import type { PressController } from '../../controllers/press-controller.ts';
import { ResponseChangeEvent } from '../../events/response-change-event.ts';
import { AttachedFiles } from './attach-file.ts';
import { FilledForm } from './form/filled-form.ts';
import type { Fault, FaultReason } from './form/faults.ts';
import { idOf, type FormView } from './form-view.ts';
import type { QuestionnaireWords } from './questionnaire-texts.ts';

/** One form being filled in by one person: what they did, what is shown of its faults, and the events that tell of it. */
export class FormSession {
  readonly filled: FilledForm;
  readonly #host: LitElement;
  readonly #words: QuestionnaireWords;
  readonly #press: PressController;
  readonly #files: AttachedFiles;
  /** Keys of what was left: its faults are shown. */
  readonly #left = new Set<string>();
  #isOver = false;
  #showsAll = false;
  #announcement = '';

  constructor(
    host: LitElement,
    {
      words,
      press,
      given,
    }: {
      words: QuestionnaireWords;
      press: PressController;
      given: { questionnaire: Questionnaire; response: QuestionnaireResponse | undefined };
    },
  ) {
    this.#host = host;
    this.#words = words;
    this.#press = press;
    this.#files = new AttachedFiles(() => host.requestUpdate());
    this.filled = new FilledForm(given.questionnaire, given.response);
  }

  /** All faults are shown, after completion was tried. */
  get showsAll(): boolean {
    return this.#showsAll;
  }

  /** What came or went by the last act, for those who do not see it (FRM-12). */
  get announcement(): string {
    return this.#announcement;
  }

  /** The faults that are shown: of what was left, or all. */
  get shownFaults(): readonly Fault[] {
    const { faults } = this.filled;
    return this.#showsAll
      ? faults
      : faults.filter(({ at, key }) => this.#left.has(at) || this.#left.has(key));
  }

  /** Another form, or another patient's response, took its place: what is still on its way comes too late. */
  end(): void {
    this.#isOver = true;
  }

  /** Shows what is wrong, and moves the focus to the list of it. */
  showAll(): void {
    this.#showsAll = true;
    this.#host.requestUpdate();
    void this.#focus('.summary');
  }

  /** Moves the focus to the field of a fault. */
  lead({ at, key }: Fault): void {
    void this.#focus(`#${idOf(at)}`, `${this.fieldOf(key)}, #${idOf(key)}`);
  }

  /** What finds the first field of an item. */
  fieldOf(key: string): string {
    return `[data-key="${CSS.escape(key)}"] :is(input, textarea, select, button)`;
  }

  /** What the form is drawn from. */
  view(isLocked: boolean): FormView {
    const faults = new Map(isLocked ? [] : this.shownFaults.map(({ at, reason }) => [at, reason]));
    return {
      words: this.#words,
      filled: this.filled,
      isLocked,
      faultOf: (key): FaultReason | undefined => faults.get(key),
      edit: (change) => this.#act(change),
      press: (change, focus) => void this.#pressed(change, focus),
      leave: (key) => {
        this.#left.add(key);
        this.#press.requestUpdate();
      },
      attach: (target, file) => void this.#attach(target, file),
      fileNote: (key) => this.#files.noteOf(key),
    };
  }

  #act(change: () => void): void {
    const { filled } = this;
    const before = filled.enabled.size;
    change();
    const difference = filled.enabled.size - before;
    const { t } = this.#words;
    if (difference !== 0)
      this.#announcement = t(difference > 0 ? 'questionnaire.shown' : 'questionnaire.hidden');
    this.#press.requestUpdate();
    this.#host.dispatchEvent(new ResponseChangeEvent(filled.response()));
  }

  /** A button fires nothing by itself: the control does what a field does when its value changes. */
  async #pressed(change: () => void, focus?: () => string): Promise<void> {
    this.#act(change);
    this.#host.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
    const selector = focus?.();
    if (selector) await this.#focus(selector);
  }

  async #attach({ key, answerKey }: { key: string; answerKey: string }, file: File): Promise<void> {
    const valueAttachment = await this.#files.read(answerKey, file, this.#words);
    if (this.#isOver || !valueAttachment) return;
    await this.#pressed(() => this.filled.answer(key, answerKey, { valueAttachment }));
  }

  async #focus(...selectors: readonly string[]): Promise<void> {
    await this.#host.updateComplete;
    const found = selectors.map((selector) => this.#host.renderRoot.querySelector<HTMLElement>(selector));
    found.find((each) => each !== null)?.focus();
  }
}
