import { html, nothing, type TemplateResult } from 'lit';
import { warnIcon } from '../../icons/icons.ts';
import { answerText, faultText, itemName, rangeText } from './answer-words.ts';
import type { DraftAnswer, DraftItem } from './form/draft.ts';
import type { FormItem } from './form/form-item.ts';
import { renderAttachment } from './render-attachment.ts';
import { renderBoolean, renderChoice } from './render-choice.ts';
import { renderField } from './render-field.ts';
import { idOf, type FormView } from './form-view.ts';

/** Draws what stands below an answer. Handed in, because items hold questions and questions hold items. */
export type RenderBelow = (answer: DraftAnswer, view: FormView) => unknown;

/** One question: what it asks and how, its answers or the places for them, what is wrong, and what is asked below. */
export function renderQuestion(found: DraftItem, view: FormView, below: RenderBelow): TemplateResult {
  const { item, key, answers } = found;
  const { words } = view;
  const id = idOf(key);
  const name = itemName(item, words);
  const isRead = view.isLocked || item.isReadOnly || item.problem !== undefined;
  const isChoice = item.type === 'boolean' || item.type === 'choice' || item.type === 'open-choice';
  const hints = isRead ? item.hints : hintsOf(item, view);
  const fault = view.faultOf(key);
  const describedBy = [hints.length > 0 ? `${id}-hint` : '', fault ? `${id}-fault` : '']
    .filter(Boolean)
    .join(' ');
  const target = { found, name, describedBy };
  const isSingle = answers.length === 1 && !isChoice;
  const isLabelled = isSingle && !isRead && item.type !== 'reference' && item.type !== 'attachment';
  const isNamed = isLabelled || (isChoice && !isRead);
  const control = isRead
    ? answers.map(
        ({ answer }) => html`<p class=${answer ? 'value' : 'value muted'}>${answerText(answer, words)}</p>`,
      )
    : item.type === 'boolean'
      ? renderBoolean(target, view)
      : isChoice
        ? renderChoice(target, view)
        : answers.map((answer, n) =>
            renderAnswer({ found, answer, n }, view, { name, describedBy, isLabelled }),
          );
  return html`<div
    class="question"
    part="item"
    data-key=${key}
    role=${isNamed ? nothing : 'group'}
    aria-labelledby=${isNamed ? nothing : `${id}-label`}
  >
    ${
      isLabelled
        ? html`<label id="${id}-label" for=${idOf(answers[0]?.key ?? '')}
            >${renderLabel(item, name, view)}</label
          >`
        : html`<p class="label" id="${id}-label">${renderLabel(item, name, view)}</p>`
    }
    ${hints.length > 0 ? html`<p class="hint" id="${id}-hint">${hints.map((hint) => html`<span>${hint}</span> `)}</p>` : nothing}
    ${
      item.problem
        ? html`<p class="problem" part="problem">${warnIcon}<span>${words.t(problemKey(item))}</span></p>`
        : nothing
    }
    ${control}
    ${fault ? html`<p class="fault danger" id="${id}-fault">${warnIcon}<span>${faultText(found, fault, words)}</span></p>` : nothing}
    ${item.isRepeating && !isChoice && !isRead ? renderMore(found, view, name) : nothing}
    ${answers.map((answer) => below(answer, view))}
  </div>`;
}

function problemKey({ problem }: FormItem) {
  const known = ['type-not-supported', 'answers-not-here', 'no-link-id', 'duplicate-link-id'] as const;
  return `questionnaire.problem.${known.find((each) => each === problem) ?? 'type-not-supported'}` as const;
}

/** Prefix, text, and that it must be answered: a star with its key above for those who see it, a word for all. */
function renderLabel(item: FormItem, name: string, { words, isLocked }: FormView): TemplateResult {
  const isMarked = item.isRequired && !isLocked && item.type !== 'display';
  return html`${item.prefix ? html`<span class="prefix">${item.prefix}</span> ` : nothing}${name}${
    isMarked
      ? html`<span class="star" aria-hidden="true">*</span
          ><span class="sr-only">, ${words.t('questionnaire.required')}</span>`
      : nothing
  }`;
}

/** What the form says beside the question, then how an answer is written. */
function hintsOf(item: FormItem, { words }: FormView): string[] {
  const { t } = words;
  const range = rangeText(item, words);
  return [
    ...item.hints,
    ...(item.hints.length === 0 && (item.type === 'date' || item.type === 'dateTime')
      ? [t('questionnaire.dateHint')]
      : []),
    ...(item.hints.length === 0 && item.type === 'time' ? [t('questionnaire.timeHint')] : []),
    ...(item.hints.length === 0 && item.type === 'url' ? [t('questionnaire.urlHint')] : []),
    ...(item.type === 'reference' ? [t('questionnaire.referenceHere')] : []),
    ...(range === undefined ? [] : [range]),
    ...(item.maxLength === undefined ? [] : [t('questionnaire.fault.too-long', { n: item.maxLength })]),
  ];
}

function renderAnswer(
  { found, answer, n }: { found: DraftItem; answer: DraftAnswer; n: number },
  view: FormView,
  { name, describedBy, isLabelled }: { name: string; describedBy: string; isLabelled: boolean },
): TemplateResult {
  const { words, filled } = view;
  const { item, key, answers } = found;
  const fault = view.faultOf(answer.key);
  const faultId = `${idOf(answer.key)}-fault`;
  const own = isLabelled
    ? undefined
    : answers.length > 1
      ? words.t('questionnaire.numbered', { name, n: n + 1 })
      : name;
  const target = {
    found,
    answer,
    name: own,
    describedBy: [describedBy, fault ? faultId : ''].filter(Boolean).join(' '),
  };
  const control =
    item.type === 'reference'
      ? html`<p class="value">${answerText(answer.answer, words)}</p>`
      : item.type === 'attachment'
        ? renderAttachment(target, view)
        : renderField(target, view);
  return html`<div class="answer">
    <div class="control">
      ${control}
      ${
        answers.length > 1
          ? html`<button
              class="quiet"
              type="button"
              aria-label=${words.t('questionnaire.removeOf', { name: own ?? name })}
              @click=${() =>
                view.press(
                  () => filled.removeAnswer(key, answer.key),
                  () => `[data-undo="${CSS.escape(key)}"]`,
                )}
            >
              ${words.t('questionnaire.remove')}
            </button>`
          : nothing
      }
    </div>
    ${fault ? html`<p class="fault danger" id=${faultId}>${warnIcon}<span>${faultText(found, fault, words)}</span></p>` : nothing}
  </div>`;
}

function renderMore({ key }: DraftItem, view: FormView, name: string): TemplateResult {
  const { words, filled } = view;
  let added = '';
  return html`<p class="more">
    <button
      type="button"
      aria-label=${words.t('questionnaire.addOf', { name })}
      @click=${() =>
        view.press(
          () => (added = filled.addAnswer(key)),
          () => `#${idOf(added)}`,
        )}
    >
      ${words.t('questionnaire.add')}
    </button>
    ${renderUndo(key, view)}
  </p>`;
}

/** What was removed can be brought back until something else is done (FRM-19). */
export function renderUndo(
  place: string,
  { filled, words, press }: FormView,
): TemplateResult | typeof nothing {
  if (filled.removedAt !== place) return nothing;
  return html`<span class="undo">
    <span role="status">${words.t('questionnaire.removed')}</span>
    <button type="button" data-undo=${place} @click=${() => press(() => filled.undo())}>
      ${words.t('questionnaire.undo')}
    </button>
  </span>`;
}
