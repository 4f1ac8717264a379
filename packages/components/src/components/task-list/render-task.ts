import type { Task } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeState } from '../../controllers/changes-controller.ts';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen, formatWhenInSentence } from '../../format/onset.ts';
import { personOf } from '../../format/people.ts';
import { textIn } from '../../format/text-in.ts';
import { warnIcon } from '../../icons/icons.ts';
import { renderChange } from '../../receipts/render-change.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { TaskChange } from './changed-task.ts';
import type { TaskFacts, TaskGroups } from './task-facts.ts';
import type { TaskWords } from './task-texts.ts';

export interface TaskRow {
  readonly words: TaskWords;
  readonly group: keyof TaskGroups;
  /** What a person may press. */
  readonly changes: readonly TaskChange[];
  readonly state: ChangeState<TaskChange> | undefined;
  readonly press: (change: TaskChange) => void;
}

/** One task: what, by when and who; what is pressing in words and shape; buttons for those who may. */
export function renderTask(facts: TaskFacts, row: TaskRow): TemplateResult {
  const { words, group } = row;
  const { t } = words;
  const { task } = facts;
  const name = facts.name ?? t('task.unnamed');
  return html`<li class="entry ${group === 'open' ? '' : 'off'}" part="entry">
    <div class="line">
      <p class="name">${name}</p>
      <div>
        <p>
          <span class="standing">${statusText(facts, words)}</span>
          <span class="when">${dueText(task, words)}</span>
        </p>
        <p class="muted who">${whoText(facts, words)}</p>
        ${renderTags(tagsOf(facts, words))}
      </div>
    </div>
    ${renderAct(name, row)}
    ${renderDetails(
      { words, label: t('task.details'), name: t('task.detailsOf', { name }), resources: [task] },
      renderRest(facts, words),
    )}
  </li>`;
}

function statusText({ status, task }: TaskFacts, { t }: TaskWords): string {
  return status ? t(`task.status.${status}`) : (textIn(task.status) ?? t('task.status.unknown'));
}

function dueText({ restriction }: Task, { t, locale }: TaskWords): string {
  const time = formatWhenInSentence(restriction?.period?.end, locale);
  return time === undefined ? t('task.noDue') : t('task.due', { time });
}

function whoText({ task, status }: TaskFacts, { t }: TaskWords): string {
  const owner = personOf(task.owner, task.contained);
  const name = owner?.name ?? (owner?.role && t(`common.role.${owner.role}`));
  if (name === undefined) return t('task.nobody');
  return t(status === 'in-progress' || status === 'accepted' ? 'task.takenBy' : 'task.for', { name });
}

function tagsOf({ isOverdue, priority, status }: TaskFacts, { t }: TaskWords): TemplateResult[] {
  const isOpen = status !== 'completed' && status !== 'entered-in-error';
  const isPressing = isOpen && priority !== undefined && priority !== 'routine';
  return [
    ...(isOverdue ? [html`<span class="tag warn">${warnIcon}${t('task.overdue')}</span>`] : []),
    ...(isPressing
      ? [
          html`<span class="tag ${priority === 'stat' ? 'danger' : ''}"
            >${priority === 'stat' ? warnIcon : nothing}${t(`task.priority.${priority}`)}</span
          >`,
        ]
      : []),
  ];
}

function renderAct(name: string, { words, changes, state, press }: TaskRow): TemplateResult | typeof nothing {
  const { t } = words;
  if (changes.length === 0 && !state) return nothing;
  const isOpen = state === undefined || state.status === 'failed';
  // While nobody knows whether a change was stored, only the same one may be tried again.
  const only = state?.status === 'failed' && state.isUncertain ? state.kind : undefined;
  const offered = changes.filter((change) => isOpen && (only === undefined || change === only));
  const labels = {
    take: [t('task.take'), t('task.takeOf', { name })],
    done: [t('task.markDone'), t('task.markDoneOf', { name })],
  } as const;
  return html`<div class="act">
    ${offered.map(
      (change) =>
        html`<button
          type="button"
          class=${change === 'take' ? 'take' : 'done'}
          aria-label=${labels[change][1]}
          @click=${() => press(change)}
        >
          ${labels[change][0]}
        </button>`,
    )}
    ${renderChange(
      state,
      {
        saving: t('task.saving'),
        handedOver: t('task.handedOver'),
        failed: t('task.failed'),
        uncertain: t('task.uncertain'),
        saved: (kind) => t(kind ? `task.saved.${kind}` : 'task.changing'),
      },
      words,
    )}
  </div>`;
}

function renderRest({ task, status }: TaskFacts, words: TaskWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = task;
  return renderFacts([
    [t('task.kind'), conceptText(task.code)],
    [t('task.statusLabel'), status && t(`task.status.${status}`)],
    [t('task.statusReason'), conceptText(task.statusReason) ?? conceptText(task.businessStatus)],
    [t('task.reason'), conceptText(task.reasonCode)],
    [t('task.askedBy'), renderPerson(task.requester, { words, contained })],
    [t('task.owner'), renderPerson(task.owner, { words, contained })],
    [t('task.asked'), formatWhen(task.authoredOn, locale) ?? t('time.unknown')],
    [t('task.changed'), formatWhen(task.lastModified, locale)],
    ...objectsIn(task.note).map((note) => [t('list.note'), textIn(note.text)] as const),
  ]);
}
