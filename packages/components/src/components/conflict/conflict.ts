import type { WorkplaceHost, WriteConflict } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { ConflictCloseEvent } from '../../events/conflict-close-event.ts';
import { conflictIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import { fieldsTexts } from '../../fields/fields-texts.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { conflictTexts } from './conflict-texts.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { ConflictAnswers } from './conflict-answers.ts';
import { styles } from './conflict.styles.ts';
import { renderResource } from './render-question.ts';

/** Where the conflict comes from and goes to: a workplace's host, or `workplace.outbox` of an app in a page of its own. */
export type ConflictSource = Pick<WorkplaceHost, 'conflict' | 'resolveConflict'> &
  Partial<Pick<WorkplaceHost, 'locale'>>;

/**
 * A write that met somebody else's, field by field: what it was before, mine, theirs, who changed it and when. The person
 * chooses for each field, or leaves it for later; nothing is chosen beforehand. What was decided goes to the outbox with
 * the revision that was shown, so that what changed meanwhile is shown again instead of being overwritten.
 *
 * @summary Two versions of one record, and the choice between them.
 * @tag samspil-conflict
 * @fires {ConflictCloseEvent} samspil-conflict-close - when it is decided, or left for later
 * @csspart frame - The whole.
 */
export class SamspilConflict extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    host: { attribute: false },
    receipt: {},
    locale: {},
    conflict: { state: true },
    answers: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };

  readonly #text = new TextController(this, conflictTexts, fieldsTexts, commonTexts);

  /** What holds the write. */
  declare host: ConflictSource | undefined;
  /** Id of the write's receipt. */
  declare receipt: string | undefined;
  /** Language. Default: the host's. */
  declare locale: string | undefined;
  declare private conflict: WriteConflict | undefined;
  declare private answers: ConflictAnswers | undefined;
  /** Why it cannot go on: `open` for a missing choice, `again` for a newer version, else the code of an error. */
  declare private problem: string | undefined;
  declare private isBusy: boolean;

  constructor() {
    super();
    this.isBusy = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('host') && !changed.has('receipt')) return;
    this.conflict = undefined;
    this.problem = undefined;
    void this.#load();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.host || this.receipt === undefined) return nothing;
    const { t, locale } = this.#text;
    return html`<section class="frame" part="frame" lang=${locale} aria-labelledby="title">
      <h2 id="title" class="warn">${conflictIcon}${t('conflict.title')}</h2>
      <div role="alert">${this.#renderProblem()}</div>
      ${this.conflict ? this.#renderConflict(this.conflict) : this.#renderWaiting()}
    </section>`;
  }

  #renderWaiting(): TemplateResult | typeof nothing {
    const { t } = this.#text;
    if (this.problem === undefined) return html`<p role="status">${t('a11y.loading')} …</p>`;
    return html`<div class="actions">
      <button type="button" @click=${() => void this.#load()}>${t('sync.retry')}</button
      >${this.#renderLater()}
    </div>`;
  }

  #renderProblem(): TemplateResult | typeof nothing {
    const { t } = this.#text;
    const { problem } = this;
    if (problem === undefined) return nothing;
    if (problem === 'open' || problem === 'again') {
      const words = t(problem === 'open' ? 'conflict.choose' : 'conflict.changedAgain');
      return html`<div class="notice warn">
        ${warnIcon}
        <div>${words}</div>
      </div>`;
    }
    return html`<div class="notice danger">
      ${stopIcon}
      <div>${this.#text.error(problem)}</div>
    </div>`;
  }

  #renderConflict({ resources }: WriteConflict): TemplateResult {
    const { t } = this.#text;
    let first = 0;
    return html`<p class="muted">${t('conflict.nothingLost')}</p>
      ${resources.map((resource) => {
        const { reference, conflicts } = resource;
        const view = {
          words: this.#text,
          first,
          isAsked: this.problem === 'open',
          sideOf: (path: string) => this.answers?.of(reference, path),
          choose: (path: string, side: 'mine' | 'theirs') => {
            this.answers = this.answers?.with(reference, path, side);
            // Those still open stay marked until there are none.
            if (this.problem !== 'open' || this.answers?.firstOpen === undefined) this.problem = undefined;
          },
        };
        first += conflicts.length;
        return renderResource(resource, view);
      })}
      ${first > 1 ? this.#renderAll() : nothing}
      <div class="actions">
        <button
          type="button"
          class="primary confirm"
          ?disabled=${this.isBusy}
          @click=${() => void this.#confirm()}
        >
          ${t('conflict.confirm')}
        </button>
        ${this.#renderLater()}
      </div>`;
  }

  #renderAll(): TemplateResult {
    const { t } = this.#text;
    const take = (side: 'mine' | 'theirs') => {
      this.answers = this.answers?.withAll(side);
      this.problem = undefined;
    };
    return html`<div class="actions all" role="group" aria-labelledby="all">
      <span id="all">${t('conflict.all')}:</span>
      <button type="button" class="all-mine" @click=${() => take('mine')}>${t('conflict.keepMine')}</button>
      <button type="button" class="all-theirs" @click=${() => take('theirs')}>
        ${t('conflict.keepTheirs')}
      </button>
    </div>`;
  }

  #renderLater(): TemplateResult {
    const later = () => this.dispatchEvent(new ConflictCloseEvent('later'));
    return html`<button type="button" class="quiet later" @click=${later}>
      ${this.#text.t('conflict.later')}
    </button>`;
  }

  async #load(): Promise<void> {
    const { host, receipt } = this;
    if (!host || receipt === undefined) return;
    const isCurrent = () => this.host === host && this.receipt === receipt;
    try {
      const conflict = await host.conflict(receipt);
      if (!isCurrent()) return;
      this.conflict = conflict;
      this.answers = new ConflictAnswers(conflict);
      if (this.problem !== 'again') this.problem = undefined;
    } catch (error) {
      if (isCurrent()) this.problem = codeOf(error);
    }
  }

  async #confirm(): Promise<void> {
    const { host, receipt, conflict, answers } = this;
    if (!host || receipt === undefined || !conflict || !answers || this.isBusy) return;
    if (answers.firstOpen !== undefined) {
      this.problem = 'open';
      this.renderRoot.querySelector<HTMLElement>(`#q${answers.firstOpen} input`)?.focus();
      return;
    }
    this.isBusy = true;
    try {
      await host.resolveConflict(receipt, { revision: conflict.revision, keep: answers.choices });
      this.dispatchEvent(new ConflictCloseEvent('decided'));
    } catch (error) {
      const code = codeOf(error);
      this.problem = code === 'conflict' ? 'again' : code;
      if (code === 'conflict') await this.#load();
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-conflict': SamspilConflict;
  }
}
