import type { ClinicalContext } from '@samspil/sdk';
import { news2, scoreTask, tobs, type ScoredMoment } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ClockController } from '../../controllers/clock-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { ScaleController, type Scale } from '../../controllers/scale-controller.ts';
import { SearchController } from '../../controllers/search-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { yearsOf } from '../../format/ages.ts';
import { toIsoWithOffset } from '../../format/dates.ts';
import { warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { CustomStates } from '../../states/custom-states.ts';
import { keepFocus } from '../../states/keep-focus.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderFailed, renderGaps } from '../../states/render-problem.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { styles } from './early-warning-score.styles.ts';
import { answerOf } from './answer.ts';
import { MadeTasks } from './made-tasks.ts';
import { renderParameters } from './render-parameters.ts';
import { renderResult, renderTimes } from './render-result.ts';
import { renderTask } from './render-task.ts';
import { CheckedTable } from '../../scores/checked-table.ts';
import { dueAt, hasScales, scoreFacts, type AnyTable, type ScoreFacts } from '../../scores/score-facts.ts';
import { scoreTexts, type ScoreTexts } from './score-texts.ts';
import { TaskController } from './task-controller.ts';

/**
 * The early warning score of the latest vital signs: the total, the points of each parameter with its value and time,
 * what is missing, how old it is, and what the table asks to do next, with the task for it in one step. While a
 * parameter is missing there is no total and no colour of one.
 *
 * @summary Early warning score: NEWS2, TOBS, or a region's own table.
 * @tag samspil-early-warning-score
 * @slot actions - Buttons beside the title, such as one that records vital signs.
 * @fires {ScoreTaskEvent} samspil-score-task - when a person asks for the task; cancel it to take the task over
 * @csspart list - The whole card.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the card while it is read.
 * @csspart empty - What is said of a record without vital signs.
 * @csspart result - The total with what it asks for, or why there is none.
 * @csspart parameters - The table of parameters.
 * @csspart parameter - One parameter.
 * @csspart task - The button for the task, and how far the task has come.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no vital sign at all.
 * @cssstate partial - The record has more than was read.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilEarlyWarningScore extends LitElement {
  static override styles = [elementTokens, controls, ...[listStyles].flat(), badgeStyles, styles];
  static override properties = {
    resources: { attribute: false },
    context: { attribute: false },
    table: { attribute: false },
    locale: {},
    score: {},
    scale: {},
    birthDate: { attribute: 'birth-date' },
    pregnant: { type: Boolean },
  };

  readonly #text: ScoreTexts = new TextController(
    this,
    scoreTexts,
    vitalsTexts,
    listTexts,
    commonTexts,
    receiptTexts,
  );
  readonly #lease = new LeaseController(this);
  readonly #patient = new PatientController(this, () => this.#lease.openLease);
  readonly #search = new SearchController<Observation>(this, {
    types: ['Observation'],
    parameters: () => ({ category: 'vital-signs', _sort: '-date' }),
  });
  readonly #scale = new ScaleController(this, {
    lease: () => (this.resources || !this.#hasScales ? undefined : this.#lease.openLease),
    given: () => this.scale,
  });
  readonly #task = new TaskController(this);
  readonly #made = new MadeTasks(this, () => (this.resources ? undefined : this.#lease.openLease));
  readonly #checked = new CheckedTable();
  /** Its age is part of what the card says. */
  readonly #clock = new ClockController(this);

  /** Observations read elsewhere; then nothing is read. Never changed. */
  declare resources: readonly Observation[] | undefined;
  /** The lease to read and save under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** A score table, typically a region's own as JSON, instead of `score`. One that is not sound is refused. */
  declare table: unknown;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Which of the tables that ship with Samspil. Default `news2`. */
  declare score: 'news2' | 'tobs';
  /**
   * Saturation scale: `2` only where it is ordered for hypercapnic respiratory failure. Default: what the record orders
   * (`news2-scale2`), else `1`.
   */
  declare scale: '1' | '2' | undefined;
  /** FHIR date. Default: the patient's, where there is a lease. Without it a score with an age limit is not valid. */
  declare birthDate: string | undefined;
  /** Some scores do not hold in pregnancy. */
  declare pregnant: boolean;

  constructor() {
    super();
    this.score = 'news2';
    this.pregnant = false;
    new CustomStates(this, this.#search);
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#search.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#search;
    if (state.status === 'none') return nothing;
    const { t, locale } = this.#text;
    const table = this.#tableInForce();
    const isBusy = state.status === 'loading' || (state.status === 'loaded' && state.isFetching);
    const title = t('ews.title', { name: table?.name ?? table?.id ?? '–' });
    return html`<section
      class="list"
      part="list"
      lang=${locale}
      aria-label=${title}
      aria-busy=${isBusy ? 'true' : 'false'}
      tabindex="-1"
    >
      <header part="header">
        <h2>${title}</h2>
        <slot name="actions"></slot>
      </header>
      ${table ? this.#renderBody(table) : this.#renderNotSetUp()}
    </section>`;
  }

  #renderNotSetUp(): TemplateResult {
    return html`<div class="notice warn" part="problem" data-code="invalid-request">
      ${warnIcon}<span>${this.#text.t('ews.notSetUp')}</span>
    </div>`;
  }

  #renderBody(table: AnyTable): TemplateResult | typeof nothing {
    const words = this.#text;
    const { t } = words;
    const search = this.#search;
    const { state } = search;
    const retry = () => void keepFocus(this, () => search.retry());
    if (state.status === 'none') return nothing;
    if (state.status === 'failed') {
      return renderFailed(state.code, { words, failed: t('ews.notLoaded'), retry });
    }
    const scale = this.#scale.scale;
    if (state.status === 'loading' || scale === undefined) {
      return html`<div class="loading" part="loading">
        <span class="sr-only">${t('a11y.loading')}</span>
        ${['', '', ''].map(() => html`<span class="skeleton" aria-hidden="true"></span>`)}
      </div>`;
    }
    const facts = this.#factsOf(state.resources, table, scale);
    const unreadable = state.unreadable + facts.unreadable;
    return html`<samspil-read-age
        .resources=${search.lease ? state.resources : undefined}
        .context=${search.lease}
        .locale=${words.locale}
      ></samspil-read-age>
      ${renderGaps({ ...state, unreadable }, { words, retry })}
      ${this.#scale.isUnread ? html`<p class="notice warn" part="problem">${warnIcon}<span>${t('score.scaleUnread')}</span></p>` : nothing}
      ${
        state.resources.length === 0 && unreadable === 0 && !state.hasMore
          ? html`<div class="empty" part="empty">${t('ews.noReadings')}</div>`
          : this.#renderFacts(facts)
      }`;
  }

  #renderFacts(facts: ScoreFacts): TemplateResult {
    const words = this.#text;
    const { t } = words;
    const { table, scale, result, notValid } = facts;
    const isAgePending = this.birthDate === undefined && this.#patient.state.status === 'loading';
    const isComplete = result.status === 'complete' && notValid === undefined;
    this.#task.about(
      isComplete
        ? [this.#lease.openLease?.id, table.id, scale, result.total, facts.measuredAt].join(' ')
        : '',
    );
    const about = momentOf(facts);
    return html`<div class="layout">
      <div class="side">
        ${renderResult(facts, { words, isAgePending })} ${renderTimes(facts, { words, now: this.#clock.now })}
        ${
          isComplete
            ? renderTask(this.#task.state, {
                words,
                made: about && this.#made.of(about),
                isReading: this.#made.isReading,
                make: () => void this.#makeTask(facts),
              })
            : nothing
        }
        <p class="small credit">
          ${scale ? `${t(scale === '2' ? 'score.scale2' : 'score.scale1')} · ` : ''}${table.credit}
        </p>
        ${facts.ahead > 0 ? html`<p class="notice warn ahead">${warnIcon}<span>${words.plural('ews.ahead', facts.ahead)}</span></p>` : nothing}
        ${table.verified ? nothing : html`<p class="notice warn">${warnIcon}<span>${t('ews.unverified')}</span></p>`}
      </div>
      ${renderParameters(facts, words)}
    </div>`;
  }

  /** The table in force; undefined for one that was refused. */
  #tableInForce(): AnyTable | undefined {
    const given = this.table ?? (this.score === 'tobs' ? tobs : news2);
    return this.#checked.of(given);
  }

  get #hasScales(): boolean {
    const table = this.#tableInForce();
    return table !== undefined && hasScales(table);
  }

  #factsOf(observations: readonly Observation[], table: AnyTable, scale: Scale): ScoreFacts {
    const patient = this.#patient.state;
    const birth = this.birthDate ?? (patient.status === 'loaded' ? patient.value.birthDate : undefined);
    return scoreFacts(observations, {
      table,
      scale,
      person: (at) => ({ ageYears: yearsOf(birth, at) ?? null, pregnant: this.pregnant }),
    });
  }

  async #makeTask(facts: ScoreFacts): Promise<void> {
    const { result, table, readings, measuredAt } = facts;
    if (result.status !== 'complete' || this.#made.isReading) return;
    const { t } = this.#text;
    const lease = this.#lease.openLease;
    const patient =
      lease?.patient ?? readings.find(({ observation }) => observation.subject)?.observation.subject;
    const { says, repeat } = answerOf(result.response, this.#text);
    const about = { name: table.name ?? table.id, n: result.total };
    const due = dueAt(facts);
    const build = () =>
      scoreTask(result.response, {
        patient: patient ?? {},
        requester: lease?.user,
        encounter: lease?.encounter,
        authoredOn: toIsoWithOffset(new Date()),
        dueAt: due && measuredAt !== undefined ? toIsoWithOffset(due) : undefined,
        description:
          says && repeat ? t('ews.task.text', { ...about, says, repeat }) : t('ews.task.textOnly', about),
        about: momentOf(facts),
        readings,
      });
    const hadFocus = this.matches(':focus-within');
    await this.#task.make(build, lease);
    await this.updateComplete;
    // The button is gone once the task is made: the focus goes to what became of it, not out of the card.
    const isGone = !this.renderRoot.querySelector('.task button');
    if (hadFocus && isGone) this.renderRoot.querySelector<HTMLElement>('.outcome')?.focus();
  }
}

/** What its task is known by. */
function momentOf({ table, result, measuredAt }: ScoreFacts): ScoredMoment | undefined {
  if (result.status !== 'complete' || measuredAt === undefined) return undefined;
  return { score: table.id, total: result.total, measuredAt };
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-early-warning-score': SamspilEarlyWarningScore;
  }
}
