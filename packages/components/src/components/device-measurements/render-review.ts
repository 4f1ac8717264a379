import { html, type TemplateResult } from 'lit';
import { infoIcon } from '../../icons/icons.ts';
import type { DeviceWords } from './device-words.ts';
import type { MeasurementFacts } from './measurement-facts.ts';
import { measurementText } from './render-measurement.ts';

interface Bar {
  readonly words: DeviceWords;
  readonly selected: readonly MeasurementFacts[];
  /** Whether what is about to be validated is on the screen. */
  readonly isReviewing: boolean;
  readonly review: () => void;
  readonly validate: () => void;
  readonly clear: () => void;
}

/** What is selected; and before several are validated at once, each of them by name, value and time (RXV-12). */
export function renderReview(bar: Bar): TemplateResult {
  const { words, selected, isReviewing, review, validate, clear } = bar;
  const { t } = words;
  const n = selected.length;
  if (!isReviewing) {
    return html`<div class="bar" part="review">
      <span>${words.plural('device.selected', n)}</span>
      <button type="button" class="primary review" @click=${review}>${t('device.review')}</button>
      <button type="button" class="quiet" @click=${clear}>${t('device.clear')}</button>
    </div>`;
  }
  return html`<div class="notice info" part="review">
    ${infoIcon}
    <div>
      <strong class="question" tabindex="-1">${words.plural('device.summary', n)}</strong>
      <ul>
        ${selected.map((facts) => html`<li>${measurementText(facts, words)}</li>`)}
      </ul>
      <div class="buttons">
        <button type="button" class="primary validate-all" @click=${validate}>
          ${words.plural('device.validateAll', n)}
        </button>
        <button type="button" class="quiet" @click=${clear}>${t('device.cancel')}</button>
      </div>
    </div>
  </div>`;
}
