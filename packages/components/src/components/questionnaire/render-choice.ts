import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { answerText } from './answer-words.ts';
import { isSame } from './form/answers.ts';
import type { DraftItem } from './form/draft.ts';
import { isOption } from './form/filled-form.ts';
import type { Answer } from './form/form-item.ts';
import { idOf, type FormView } from './form-view.ts';

/** More than these are a list to open, where only one can be taken (FRM-14, FRM-20). */
const MOST_RADIOS = 7;

/** What a question with options is drawn from. */
export interface ChoiceTarget {
  readonly found: DraftItem;
  readonly name: string;
  readonly describedBy: string;
}

/** Yes, no, or no answer: clearing it is no "no". */
export function renderBoolean(target: ChoiceTarget, view: FormView): TemplateResult {
  const options: Answer[] = [{ valueBoolean: true }, { valueBoolean: false }];
  return renderRadios(target, view, options);
}

/** The options of a question: one of them, several of them, and where that is allowed words of one's own beside. */
export function renderChoice(target: ChoiceTarget, view: FormView): TemplateResult {
  const { item } = target.found;
  const options = item.options ?? [];
  const list = item.isRepeating
    ? renderBoxes(target, view, options)
    : options.length > MOST_RADIOS
      ? renderSelect(target, view, options)
      : options.length > 0
        ? renderRadios(target, view, options)
        : nothing;
  return html`${list}${item.type === 'open-choice' ? renderOther(target, view) : nothing}`;
}

function renderRadios(
  { found, name, describedBy }: ChoiceTarget,
  view: FormView,
  options: readonly Answer[],
): TemplateResult {
  const { words, filled } = view;
  const [answer] = found.answers;
  const given = answer?.answer;
  // An answer that is not on the list stays in sight (1.9, 16).
  const isStray = given !== undefined && found.item.type === 'choice' && !isOption(found.item, given);
  const choose = (option: Answer | undefined) => filled.answer(found.key, answer?.key ?? '', option);
  return html`<div
    class="options"
    role="radiogroup"
    aria-labelledby=${`${idOf(found.key)}-label`}
    aria-describedby=${describedBy || nothing}
  >
    ${[...options, ...(isStray ? [given] : [])].map(
      (option, index) =>
        html`<label class="option">
          <input
            id=${index === 0 && answer ? idOf(answer.key) : nothing}
            type="radio"
            part="control"
            name=${idOf(found.key)}
            .checked=${live(given !== undefined && isSame(option, given))}
            @change=${() => {
              view.edit(() => choose(option));
              view.leave(found.key);
            }}
          />
          <span>${answerText(option, words)}</span>
        </label>`,
    )}
    ${
      given !== undefined && !view.isLocked
        ? html`<button
            class="quiet"
            type="button"
            aria-label=${words.t('questionnaire.clearOf', { name })}
            @click=${() =>
              view.press(
                () => choose(undefined),
                () => (answer ? `#${idOf(answer.key)}` : ''),
              )}
          >
            ${words.t('questionnaire.clear')}
          </button>`
        : nothing
    }
  </div>`;
}

function renderSelect(
  { found, describedBy }: ChoiceTarget,
  view: FormView,
  options: readonly Answer[],
): TemplateResult {
  const { words, filled } = view;
  const [answer] = found.answers;
  const given = answer?.answer;
  const all =
    given !== undefined && found.item.type === 'choice' && !isOption(found.item, given)
      ? [...options, given]
      : options;
  return html`<select
    id=${answer ? idOf(answer.key) : nothing}
    part="control"
    aria-labelledby=${`${idOf(found.key)}-label`}
    aria-required=${found.item.isRequired ? 'true' : nothing}
    aria-invalid=${view.faultOf(found.key) ? 'true' : 'false'}
    aria-describedby=${describedBy || nothing}
    @change=${(event: Event) => {
      const option = all[Number((event.target as HTMLSelectElement).value)];
      view.edit(() => filled.answer(found.key, answer?.key ?? '', option));
      view.leave(found.key);
    }}
  >
    <option value="-1" .selected=${live(given === undefined)}>${words.t('questionnaire.choose')}</option>
    ${all.map(
      (option, index) =>
        html`<option value=${index} .selected=${live(given !== undefined && isSame(option, given))}>
          ${answerText(option, words)}
        </option>`,
    )}
  </select>`;
}

/** Each box stands for itself; an answer keeps what is asked below it. */
function renderBoxes(
  { found, describedBy }: ChoiceTarget,
  view: FormView,
  options: readonly Answer[],
): TemplateResult {
  const { words, filled } = view;
  const given = found.answers.filter(({ answer }) => answer !== undefined);
  const strays = given.flatMap(({ answer }) =>
    answer && found.item.type === 'choice' && !isOption(found.item, answer) ? [answer] : [],
  );
  return html`<div
    class="options"
    role="group"
    aria-labelledby=${`${idOf(found.key)}-label`}
    aria-describedby=${describedBy || nothing}
  >
    ${[...options, ...strays].map(
      (option, index) =>
        html`<label class="option">
          <input
            id=${index === 0 ? idOf(found.key) : nothing}
            type="checkbox"
            part="control"
            .checked=${live(given.some(({ answer }) => answer !== undefined && isSame(answer, option)))}
            @change=${(event: Event) => {
              const { checked } = event.target as HTMLInputElement;
              view.edit(() => filled.toggle(found.key, option, checked));
              view.leave(found.key);
            }}
          />
          <span>${answerText(option, words)}</span>
        </label>`,
    )}
  </div>`;
}

/** Words of one's own, in sight beside the options and editable until it is saved (FRM-10). */
function renderOther({ found, name }: ChoiceTarget, view: FormView): TemplateResult {
  const { t } = view.words;
  const { filled } = view;
  const { item, answers } = found;
  const own = answers.find(({ answer }) => answer !== undefined && !isOption(item, answer));
  const id = `${idOf(found.key)}-other`;
  const write = (text: string) => filled.answerOther(found.key, text);
  return html`<div class="other">
    <label for=${id}>${t('questionnaire.other')}<span class="sr-only">: ${name}</span></label>
    <input
      id=${id}
      class="long"
      part="control"
      autocomplete="off"
      .value=${own ? answerText(own.answer, view.words) : ''}
      @input=${(event: Event) => view.edit(() => write((event.target as HTMLInputElement).value))}
      @change=${() => view.leave(found.key)}
    />
  </div>`;
}
