import type { DownloadFailure } from '@samspil/sdk/host';
import { html, nothing, type TemplateResult } from 'lit';
import { checkIcon, infoIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import type { Outcome } from './preparation.ts';
import type { WardWords } from './ward-view.ts';

export interface OutcomeView {
  readonly outcome: Outcome;
  readonly words: WardWords;
  readonly nameOf: (patient: string) => string;
  /** False without a connection: trying again could not help. */
  readonly canRetry: boolean;
  readonly retry: (patients: readonly string[]) => void;
}

const KNOWN_TYPES = [
  'Patient',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'Encounter',
  'Condition',
] as const;

/** How it ended: who is ready, what is missing and of whom, why, and the way on. */
export function renderOutcome(view: OutcomeView): TemplateResult {
  const { outcome, words } = view;
  const { t } = words;
  switch (outcome.kind) {
    case 'stopped':
      return html`<p class="notice info">${infoIcon}<span>${t('offlineWard.stopped')}</span></p>`;
    case 'failed':
      return html`<div class="notice danger" role="alert" data-code=${outcome.code}>
        ${stopIcon}
        <div>
          <strong>${t('offlineWard.failed')}</strong>
          ${words.error(outcome.code)} ${t('offlineWard.kept')} ${renderRetry(view, outcome.patients)}
        </div>
      </div>`;
    case 'done':
      return html`${renderDone(outcome, words)} ${renderFailures(outcome.failures, view)}`;
  }
}

function renderDone(
  { complete, evicted }: Extract<Outcome, { kind: 'done' }>,
  { plural }: WardWords,
): TemplateResult {
  return html`${
    complete.length > 0
      ? html`<p class="notice ok">${checkIcon}<span>${plural('offlineWard.done', complete.length)}</span></p>`
      : nothing
  }
  ${
    evicted > 0
      ? html`<p class="notice info">${infoIcon}<span>${plural('offlineWard.evicted', evicted)}</span></p>`
      : nothing
  }`;
}

function renderFailures(
  failures: readonly DownloadFailure[],
  view: OutcomeView,
): TemplateResult | typeof nothing {
  if (failures.length === 0) return nothing;
  const { words } = view;
  const patients = [...new Set(failures.map(({ patient }) => patient))];
  const codes = [...new Set(failures.map(({ code }) => code))];
  return html`<div class="notice warn">
    ${warnIcon}
    <div>
      <strong>${words.t('offlineWard.someFailed')}</strong>
      ${codes.map((code) => {
        const own = failures.filter((failure) => failure.code === code);
        return html`<p>${words.error(code)}</p>
          <ul>
            ${patients.map((patient) => renderMissing(patient, own, view))}
          </ul>`;
      })}
      ${renderRetry(view, patients)}
    </div>
  </div>`;
}

/** What is missing of one patient, if anything of hers failed in this way. */
function renderMissing(
  patient: string,
  failures: readonly DownloadFailure[],
  { words, nameOf }: OutcomeView,
): TemplateResult | typeof nothing {
  const parts = failures
    .filter((failure) => failure.patient === patient)
    .map(({ resourceType }) => partOf(resourceType, words));
  if (parts.length === 0) return nothing;
  const what = [...new Set(parts)].join(', ');
  return html`<li>${words.t('offlineWard.failedLine', { name: nameOf(patient), what })}</li>`;
}

function renderRetry(
  { canRetry, retry, words }: OutcomeView,
  patients: readonly string[],
): TemplateResult | typeof nothing {
  if (!canRetry) return nothing;
  return html`<div>
    <button type="button" class="retry" @click=${() => retry(patients)}>
      ${words.t('offlineWard.retry')}
    </button>
  </div>`;
}

function partOf(resourceType: string, { t }: WardWords): string {
  const known = KNOWN_TYPES.find((type) => type === resourceType);
  return t(`offlineWard.type.${known ?? 'other'}`);
}
