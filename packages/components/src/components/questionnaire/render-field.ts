import { html, nothing, type TemplateResult } from 'lit';
import { textIn } from '../../format/text-in.ts';
import { fieldTexts } from './answer-words.ts';
import type { DraftAnswer, DraftItem } from './form/draft.ts';
import { idOf, type FormView } from './form-view.ts';

/** Which answer of which item, and what its fields are called where no label stands beside them. */
export interface FieldTarget {
  readonly found: DraftItem;
  readonly answer: DraftAnswer;
  /** Undefined where a `<label>` names the field. */
  readonly name: string | undefined;
  readonly describedBy: string;
}

/** The fields of one answer that is typed. */
export function renderField(target: FieldTarget, view: FormView): TemplateResult {
  const { t } = view.words;
  const { type } = target.found.item;
  const area = () => renderArea(target, view);
  switch (type) {
    case 'text':
      return area();
    case 'integer':
      return renderInput(target, view, { part: 0, inputMode: 'numeric', kind: 'short' });
    case 'decimal':
      return html`<span class="pair">
        ${renderInput(target, view, { part: 0, inputMode: 'decimal', kind: 'short' })} ${renderUnitOf(target)}
      </span>`;
    case 'quantity':
      return renderQuantity(target, view);
    case 'date':
      return renderInput(target, view, { part: 0, kind: 'short' });
    case 'time':
      return renderInput(target, view, { part: 0, kind: 'short' });
    case 'dateTime':
      return html`<span class="pair">
        ${renderInput(target, view, { part: 0, kind: 'short', name: t('questionnaire.date'), isSeen: true })}
        ${renderInput(target, view, { part: 1, kind: 'short', name: t('questionnaire.time'), isSeen: true })}
      </span>`;
    case 'url':
      return renderInput(target, view, { part: 0, inputMode: 'url', kind: 'long' });
    default:
      return renderInput(target, view, { part: 0, kind: 'long' });
  }
}

interface InputOptions {
  /** Which of the fields. */
  readonly part: number;
  readonly kind: 'short' | 'long';
  readonly inputMode?: 'numeric' | 'decimal' | 'url';
  /** What this field of several is called. */
  readonly name?: string;
  /** Its name stands above it. */
  readonly isSeen?: boolean;
}

function renderInput(target: FieldTarget, view: FormView, options: InputOptions): TemplateResult {
  const { found, answer, describedBy } = target;
  const { part, kind, inputMode, name, isSeen = false } = options;
  const label = [target.name, name].filter(Boolean).join(', ');
  const field = html`<input
    id=${part === 0 ? idOf(answer.key) : `${idOf(answer.key)}-${part}`}
    class=${kind}
    part="control"
    inputmode=${inputMode ?? nothing}
    autocomplete="off"
    aria-label=${label || nothing}
    aria-required=${found.item.isRequired ? 'true' : nothing}
    aria-invalid=${(view.faultOf(answer.key) ?? view.faultOf(found.key)) ? 'true' : 'false'}
    aria-describedby=${describedBy || nothing}
    .value=${textsOf(answer, view)[part] ?? ''}
    @input=${(event: Event) => type(target, view, { part, text: (event.target as HTMLInputElement).value })}
    @change=${() => leave(target, view)}
  />`;
  return isSeen ? html`<span class="part"><span aria-hidden="true">${name}</span>${field}</span>` : field;
}

/** At least two lines, and as many as it has (FRM-15). */
function renderArea(target: FieldTarget, view: FormView): TemplateResult {
  const { found, answer, name, describedBy } = target;
  const text = textsOf(answer, view)[0] ?? '';
  return html`<textarea
    id=${idOf(answer.key)}
    part="control"
    rows=${Math.min(12, Math.max(3, text.split('\n').length + 1))}
    aria-label=${name ?? nothing}
    aria-required=${found.item.isRequired ? 'true' : nothing}
    aria-invalid=${(view.faultOf(answer.key) ?? view.faultOf(found.key)) ? 'true' : 'false'}
    aria-describedby=${describedBy || nothing}
    .value=${text}
    @input=${(event: Event) => type(target, view, { part: 0, text: (event.target as HTMLTextAreaElement).value })}
    @change=${() => leave(target, view)}
  ></textarea>`;
}

function renderQuantity(target: FieldTarget, view: FormView): TemplateResult {
  const { found, answer } = target;
  const { t } = view.words;
  const { units } = found.item;
  const comparator = textIn(answer.answer?.valueQuantity?.comparator);
  const value = renderInput(target, view, {
    part: 0,
    inputMode: 'decimal',
    kind: 'short',
    name: t('questionnaire.value'),
  });
  const shown = textsOf(answer, view)[1] ?? '';
  const unit =
    units.length === 1
      ? renderUnitOf(target)
      : units.length === 0
        ? renderInput(target, view, { part: 1, kind: 'short', name: t('questionnaire.unit'), isSeen: true })
        : html`<select
            part="control"
            aria-label=${[target.name, t('questionnaire.unit')].filter(Boolean).join(', ')}
            @change=${(event: Event) => {
              type(target, view, { part: 1, text: (event.target as HTMLSelectElement).value });
              leave(target, view);
            }}
          >
            <option value="" ?selected=${shown === ''}>${t('questionnaire.choose')}</option>
            ${units.map(({ code, display }) => {
              const key = textIn(code) ?? textIn(display) ?? '';
              return html`<option value=${key} ?selected=${shown === key || shown === display}>
                ${textIn(display) ?? key}
              </option>`;
            })}
          </select>`;
  return html`<span class="pair"
    >${comparator ? html`<span>${comparator}</span>` : nothing}${value}${unit}</span
  >`;
}

/** The one unit of a number, beside it. */
function renderUnitOf({ found }: FieldTarget): TemplateResult | typeof nothing {
  const [unit] = found.item.units;
  const text = unit && (textIn(unit.display) ?? textIn(unit.code));
  return text ? html`<span class="unit">${text}</span>` : nothing;
}

function textsOf({ typed, answer }: DraftAnswer, view: FormView): readonly string[] {
  return typed ?? fieldTexts(answer, view.words.locale);
}

function type(
  { found, answer }: FieldTarget,
  view: FormView,
  { part, text }: { part: number; text: string },
): void {
  const texts = [...textsOf(answer, view)];
  while (texts.length < part) texts.push('');
  texts[part] = text;
  view.edit(() => view.filled.type(found.key, answer.key, texts));
}

function leave({ found, answer }: FieldTarget, view: FormView): void {
  view.filled.leave(found.key, answer.key);
  view.leave(answer.key);
}
