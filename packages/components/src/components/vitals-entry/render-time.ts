import { html, nothing, type TemplateResult } from 'lit';
import { formatTime } from '../../format/dates.ts';
import { warnIcon } from '../../icons/icons.ts';
import { toWallClock, type MeasuredAt } from './measured-at.ts';
import { renderFault } from './render-fields.ts';
import type { FieldFault } from './vitals-form.ts';
import type { VitalsWords } from './vitals-view.ts';

export interface TimeView {
  words: VitalsWords;
  measuredAt: MeasuredAt;
  now: Date;
  fault: FieldFault | undefined;
  isDisabled: boolean;
  change: (measuredAt: MeasuredAt) => void;
}

/** Older than this, the time is asked about; it is not refused. */
const oldAfterHours = 12;

/** When it was measured: now, unless somebody says otherwise. */
export function renderTime(view: TimeView): TemplateResult {
  const { words, measuredAt, now, fault, isDisabled } = view;
  const { t, locale } = words;
  if (measuredAt.typed === undefined) {
    return html`<div class="field time" data-field="measuredAt">
      <span class="label">${t('form.measuredAt')}</span>
      <div class="control">
        <span class="now">${t('form.now')} <span class="clock">(${formatTime(now, locale)})</span></span>
        <button
          type="button"
          class="quiet"
          ?disabled=${isDisabled}
          @click=${() => view.change({ typed: toWallClock(now) })}
        >
          ${t('form.changeTime')}
        </button>
      </div>
    </div>`;
  }
  return html`<div class="field time" data-field="measuredAt">
    <label for="measuredAt">${t('form.measuredAt')}</label>
    <div class="control">
      <input
        id="measuredAt"
        type="datetime-local"
        data-step
        .value=${measuredAt.typed}
        ?disabled=${isDisabled}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="measuredAt-note"
        @input=${(event: Event) => view.change({ typed: (event.target as HTMLInputElement).value })}
      />
      <button type="button" class="quiet" ?disabled=${isDisabled} @click=${() => view.change({})}>
        ${t('form.now')}
      </button>
    </div>
    <p class="note" id="measuredAt-note">
      ${fault ? renderFault(fault, words, 'measuredAt') : renderAge(view)}
    </p>
    ${fault?.kind === 'ambiguous-hour' || measuredAt.pass ? renderPasses(view) : nothing}
  </div>`;
}

function renderAge({ words, measuredAt, now }: TimeView): TemplateResult | typeof nothing {
  const hours = (now.getTime() - new Date(measuredAt.typed ?? now).getTime()) / 3_600_000;
  if (!(hours > oldAfterHours)) return nothing;
  return html`<span class="fault warn"
    >${warnIcon}<span>${words.t('form.oldTime', { n: oldAfterHours })}</span></span
  >`;
}

function renderPasses({ words, measuredAt, isDisabled, change }: TimeView): TemplateResult {
  const option = (pass: 'first' | 'second', label: string) =>
    html`<label class="option">
      <input
        type="radio"
        name="pass"
        ?disabled=${isDisabled}
        .checked=${measuredAt.pass === pass}
        @change=${() => change({ ...measuredAt, pass })}
      />
      <span>${label}</span>
    </label>`;
  return html`<div class="options" role="radiogroup" aria-label=${words.t('form.ambiguousHour')}>
    ${option('first', words.t('form.earlier'))}${option('second', words.t('form.later'))}
  </div>`;
}
