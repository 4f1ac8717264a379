import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceWords } from './device-words.ts';

const reasons = ['wrong-person', 'faulty', 'duplicate', 'other'] as const;

/** Why a measurement is rejected: nothing is chosen before a person chooses. */
export function renderReject({
  words,
  isMissing,
  reject,
  cancel,
}: {
  words: DeviceWords;
  /** It was tried without a reason. */
  isMissing: boolean;
  /** The reason in words; undefined where none was given. */
  reject: (reason: string | undefined) => void;
  cancel: () => void;
}): TemplateResult {
  const { t } = words;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const reason = reasons.find((each) => each === form.get('reason'));
    const written = form.get('text');
    const text = typeof written === 'string' ? written.trim() : '';
    const isGiven = reason !== undefined && (reason !== 'other' || text !== '');
    reject(isGiven ? [t(`device.reason.${reason}`), text].filter(Boolean).join(' — ') : undefined);
  };
  return html`<form class="why" novalidate @submit=${submit}>
    <fieldset aria-describedby=${isMissing ? 'missing' : nothing}>
      <legend>${t('device.reason.label')}</legend>
      ${reasons.map(
        (each) =>
          html`<label class="choice"
            ><input type="radio" name="reason" value=${each} />${t(`device.reason.${each}`)}</label
          >`,
      )}
    </fieldset>
    <label class="text"
      >${t('device.reason.text')} <input type="text" name="text" autocomplete="off"
    /></label>
    ${isMissing ? html`<p id="missing" class="missing">${t('device.reason.missing')}</p>` : nothing}
    <div class="buttons">
      <button type="submit">${t('device.reject')}</button>
      <button type="button" class="quiet" @click=${cancel}>${t('device.cancel')}</button>
    </div>
  </form>`;
}
