import type { Task } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon, warnIcon } from '../../icons/icons.ts';
import { reasonOf } from '../../receipts/receipt-reason.ts';
import { renderReceiptBadge } from '../../receipts/receipt-badge.ts';
import { textIn } from '../../format/text-in.ts';
import type { ScoreTexts } from './score-texts.ts';
import type { TaskState } from './task-controller.ts';

export interface TaskView {
  readonly words: ScoreTexts;
  /** One for this score that is in the record already. */
  readonly made: Task | undefined;
  /** Whether there is one is being read: until then none can be made. */
  readonly isReading: boolean;
  readonly make: () => void;
}

/**
 * The button that makes the task in one step; after it, how far the task has come, in the receipt's words. No button where
 * somebody made the task already.
 */
export function renderTask(state: TaskState, { words, made, isReading, make }: TaskView): TemplateResult {
  const { t } = words;
  const isOwn = state.status === 'saved' || state.status === 'handed-over';
  const isDone = isOwn || (made !== undefined && state.status !== 'saving');
  return html`<div class="task" part="task">
    ${
      isDone
        ? nothing
        : html`<button
            class="primary"
            type="button"
            aria-disabled=${isReading || state.status === 'saving' ? 'true' : 'false'}
            @click=${make}
          >
            ${t(state.status === 'saving' ? 'ews.task.saving' : 'ews.task.create')}
          </button>`
    }
    <div role="status" tabindex="-1" class="outcome" data-status=${state.status}>
      ${made && !isOwn ? renderMade(made, words) : renderOutcome(state, words)}
    </div>
  </div>`;
}

function renderMade({ description }: Task, { t }: ScoreTexts): TemplateResult {
  const text = textIn(description);
  return html`<p class="made">
    ${checkIcon}<span>${text === undefined ? t('ews.task.exists') : t('ews.task.existsAs', { text })}</span>
  </p>`;
}

function renderOutcome(state: TaskState, words: ScoreTexts): TemplateResult | typeof nothing {
  const { t } = words;
  switch (state.status) {
    case 'none':
    case 'saving':
      return nothing;
    case 'handed-over':
      return html`<p class="made">${checkIcon}<span>${t('ews.task.handedOver')}</span></p>`;
    case 'failed':
      return html`<div class="notice danger" data-code=${state.code}>
        ${warnIcon}
        <div>
          <strong>${t(state.isUncertain ? 'ews.task.uncertain' : 'ews.task.failed')}</strong>
          ${words.error(state.code)}
        </div>
      </div>`;
    case 'saved': {
      const { snapshot } = state.receipt;
      const reason = snapshot.error && snapshot.state !== 'accepted' ? reasonOf(snapshot, words) : undefined;
      return html`<p class="made">
          <span>${t('ews.task.made', { text: state.task.description ?? '' })}</span>
          ${renderReceiptBadge(snapshot.state, t)}
        </p>
        ${reason ? html`<p class="small">${reason}</p>` : nothing}`;
    }
  }
}
