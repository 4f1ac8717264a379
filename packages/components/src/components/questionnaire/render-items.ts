import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { warnIcon } from '../../icons/icons.ts';
import { faultText, itemName } from './answer-words.ts';
import { hasContent, type Draft, type DraftAnswer, type DraftItem } from './form/draft.ts';
import { placeOf } from './form/filled-form.ts';
import { renderQuestion, renderUndo } from './render-question.ts';
import { idOf, type FormView } from './form-view.ts';

/** The items of one list that are asked now, in the order of the form. */
export function renderItems(items: Draft, view: FormView, depth = 0): TemplateResult {
  const shown = items.filter(({ key, item }) => view.filled.enabled.has(key) && !item.isHidden);
  return html`${repeat(
    shown,
    ({ key }) => key,
    (found) => renderItem(found, items, view, depth),
  )}`;
}

function renderItem(found: DraftItem, siblings: Draft, view: FormView, depth: number): unknown {
  const { item, key } = found;
  const below = (answer: DraftAnswer) =>
    answer.items.length > 0
      ? html`<div class="below">${renderItems(answer.items, view, depth + 1)}</div>`
      : nothing;
  if (item.type === 'group')
    return renderGroup(
      found,
      siblings.filter((each) => each.item === item),
      view,
      depth,
    );
  if (item.type === 'display' && item.problem === undefined)
    return html`<p class="display" part="item" data-key=${key}>
      ${item.prefix ? html`<span class="prefix">${item.prefix}</span> ` : nothing}${itemName(item, view.words)}
    </p>`;
  const hasBelow = found.answers.some(({ items }) => items.length > 0);
  return hasBelow
    ? renderQuestion(found, view, below)
    : guard(saidBy(found, view), () => renderQuestion(found, view, below));
}

/** All that a question without others below it is drawn from: while it is the same, a letter typed elsewhere draws nothing here. */
function saidBy(found: DraftItem, view: FormView): unknown[] {
  const { words, filled, isLocked, faultOf, fileNote } = view;
  const { key, answers } = found;
  const ofAnswers = answers.flatMap((answer) => [faultOf(answer.key), fileNote(answer.key)]);
  return [found, filled, words.locale, isLocked, filled.removedAt === key, faultOf(key), ...ofAnswers];
}

function renderGroup(found: DraftItem, repetitions: Draft, view: FormView, depth: number): TemplateResult {
  const { item, key, items } = found;
  const { words, filled } = view;
  const { t } = words;
  const name = itemName(item, words);
  const nr = repetitions.indexOf(found) + 1;
  const own =
    item.isRepeating && repetitions.length > 1 ? t('questionnaire.numbered', { name, n: nr }) : name;
  const canRepeat = item.isRepeating && !view.isLocked;
  const canGo = canRepeat && (repetitions.length > 1 || hasContent(found));
  const fault = view.faultOf(key);
  const id = idOf(key);
  return html`<fieldset
      class="group depth-${Math.min(depth, 2)}"
      part="group"
      data-key=${key}
      id=${id}
      tabindex="-1"
      aria-describedby=${fault ? `${id}-fault` : nothing}
    >
      <legend>
        ${item.prefix ? html`<span class="prefix">${item.prefix}</span> ` : nothing}${own}${
          item.isRequired && !view.isLocked
            ? html`<span class="star" aria-hidden="true">*</span
                ><span class="sr-only">, ${t('questionnaire.required')}</span>`
            : nothing
        }
      </legend>
      ${item.hints.map((hint) => html`<p class="hint">${hint}</p>`)}
      ${
        fault
          ? html`<p class="fault danger" id="${id}-fault">
              ${warnIcon}<span>${faultText(found, fault, words)}</span>
            </p>`
          : nothing
      }
      ${renderItems(items, view, depth + 1)}
      ${
        canGo
          ? html`<p class="more">
              <button
                class="quiet"
                type="button"
                @click=${() =>
                  view.press(
                    () => filled.removeGroup(found, repetitions),
                    () => `[data-undo="${CSS.escape(placeOf(found))}"]`,
                  )}
              >
                ${t('questionnaire.removeOf', { name: own })}
              </button>
            </p>`
          : nothing
      }
    </fieldset>
    ${canRepeat && nr === repetitions.length ? renderAnother(found, repetitions, view) : nothing}`;
}

function renderAnother(found: DraftItem, repetitions: Draft, view: FormView): TemplateResult {
  const { words, filled } = view;
  let added = '';
  return html`<p class="more another">
    <button
      type="button"
      @click=${() =>
        view.press(
          () => (added = filled.addGroup(repetitions)),
          () => `#${idOf(added)}`,
        )}
    >
      ${words.t('questionnaire.addGroup', { name: itemName(found.item, words) })}
    </button>
    ${renderUndo(placeOf(found), view)}
  </p>`;
}
