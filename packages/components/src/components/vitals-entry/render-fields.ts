import { vitalSign, type News2Parameter } from '@samspil/sdk/clinical';
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, formatQuantity, formatUnit } from '../../format/index.ts';
import { warnIcon } from '../../icons/icons.ts';
import type { FieldFault, FieldName, NumberField, ReadDraft, VitalsDraft } from './vitals-form.ts';
import type { VitalsWords } from './vitals-view.ts';

export interface FieldsView {
  words: VitalsWords;
  draft: VitalsDraft;
  read: ReadDraft;
  /** Faults to show: those of fields that were left, or all after an attempt to save. */
  faultOf: (field: FieldName) => FieldFault | undefined;
  isDisabled: boolean;
  change: (part: Partial<VitalsDraft>) => void;
  leave: (field: FieldName) => void;
}

const labels = {
  respiratoryRate: 'vitals.rr',
  oxygenSaturation: 'vitals.spo2',
  systolic: 'vitals.systolic',
  diastolic: 'vitals.diastolic',
  pulse: 'vitals.pulse',
  temperature: 'vitals.temp',
} as const;

/** All measurements, in the order of the NEWS2 chart; the keyboard's order is the same. */
export function renderFields(view: FieldsView): TemplateResult {
  const { t } = view.words;
  return html`
    ${renderNumber(view, 'respiratoryRate')} ${renderNumber(view, 'oxygenSaturation')}
    ${renderChoice(view, {
      field: 'oxygen',
      legend: t('vitals.o2'),
      options: [
        { value: 'air', label: t('vitals.air') },
        { value: 'oxygen', label: t('vitals.oxygen') },
      ],
    })}
    ${renderNumber(view, 'systolic')} ${renderNumber(view, 'diastolic')} ${renderNumber(view, 'pulse')}
    ${renderChoice(view, {
      field: 'consciousness',
      legend: t('vitals.consciousness'),
      options: [
        { value: 'A', label: t('consciousness.a') },
        { value: 'C', label: t('consciousness.c') },
        { value: 'V', label: t('consciousness.v') },
        { value: 'P', label: t('consciousness.p') },
        { value: 'U', label: t('consciousness.u') },
      ],
    })}
    ${renderNumber(view, 'temperature')}
  `;
}

function renderNumber(view: FieldsView, field: NumberField): TemplateResult {
  const { words, draft, isDisabled } = view;
  const fault = view.faultOf(field);
  const { measure } = vitalSign(field);
  return html`<div class="field" data-field=${field}>
    <label for=${field}>
      ${words.t(labels[field])}
      ${field === 'diastolic' ? html`<span class="optional">${words.t('form.optional')}</span>` : nothing}
    </label>
    <div class="control">
      <input
        id=${field}
        data-step
        inputmode="decimal"
        autocomplete="off"
        enterkeyhint="next"
        .value=${draft[field]}
        ?disabled=${isDisabled}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="${field}-unit ${field}-note"
        @input=${(event: Event) => view.change({ [field]: (event.target as HTMLInputElement).value })}
        @change=${() => view.leave(field)}
      />
      <span class="unit" id="${field}-unit">${formatUnit(measure.ucum, words.locale)}</span>
    </div>
    ${field === 'diastolic' ? html`<span></span>` : renderPoints(view, field)} ${renderNote(view, field)}
  </div>`;
}

function renderNote(view: FieldsView, field: News2Parameter | 'diastolic'): TemplateResult {
  const fault = view.faultOf(field);
  const content = fault ? renderFault(fault, view.words, field) : renderRounded(view, field);
  return html`<p class="note" id="${field}-note">${content}</p>`;
}

function renderRounded({ words, read }: FieldsView, field: News2Parameter | 'diastolic'): unknown {
  const rounded = read.news2.rounded[field as NumberField & News2Parameter];
  if (rounded === undefined) return nothing;
  const { ucum, decimals } = vitalSign(field as NumberField).measure;
  return words.t('score.rounded', {
    value: formatQuantity({ value: rounded, unit: ucum, decimals }, words.locale),
  });
}

function renderChoice<F extends 'oxygen' | 'consciousness'>(
  view: FieldsView,
  choice: { field: F; legend: string; options: { value: NonNullable<VitalsDraft[F]>; label: string }[] },
): TemplateResult {
  const { field, legend, options } = choice;
  return html`<fieldset
    class="field choice ${field}"
    data-field=${field}
    ?disabled=${view.isDisabled}
    aria-describedby="${field}-note"
  >
    <legend>${legend}</legend>
    <div class="options">
      ${options.map(
        ({ value, label }) =>
          html`<label class="option">
            <input
              type="radio"
              name=${field}
              data-step
              value=${value}
              .checked=${view.draft[field] === value}
              @change=${() => view.change({ [field]: value })}
            />
            <span
              >${field === 'consciousness' ? html`<b aria-hidden="true">${value}</b>` : nothing}${label}</span
            >
          </label>`,
      )}
    </div>
    ${renderPoints(view, field)} ${renderNote(view, field)}
  </fieldset>`;
}

const pointTones = ['', 'info', 'warn', 'alarm'];

/** The points of one parameter, as a figure; the colour only repeats it. */
function renderPoints(view: FieldsView, field: News2Parameter): TemplateResult {
  const points = view.read.news2.points[field];
  if (points === undefined) return html`<span class="points"></span>`;
  return html`<span class="points ${pointTones[points] ?? ''}" data-points=${points}>
    <span aria-hidden="true">${points}</span>
    <span class="sr-only">${view.words.plural('score.points', points)}</span>
  </span>`;
}

/** What is wrong with a field and what would be right. The code is there for tests and support. */
export function renderFault(fault: FieldFault, words: VitalsWords, field: FieldName): TemplateResult {
  const code = fault.kind === 'implausible' ? fault.code : fault.kind;
  return html`<span class="fault danger" data-code=${code}
    >${warnIcon}<span>${faultText(fault, words, field)}</span></span
  >`;
}

function faultText(fault: FieldFault, { t, locale }: VitalsWords, field: FieldName): string {
  switch (fault.kind) {
    case 'invalid':
      return t('form.invalidNumber');
    case 'whole-number':
      return t('form.wholeNumber');
    case 'ambiguous':
      return t('form.ambiguousNumber', {
        a: formatNumber(fault.asDecimal, locale),
        b: formatNumber(fault.asGrouped, locale),
      });
    case 'implausible': {
      const unit = field in labels ? vitalSign(field as NumberField).measure.ucum : undefined;
      return t('form.implausible', {
        min: formatNumber(fault.min, locale),
        max: formatQuantity({ value: fault.max, unit }, locale),
      });
    }
    case 'systolic-below-diastolic':
      return t('form.systolicBelowDiastolic');
    case 'refused':
      return fault.text;
    case 'nothing':
      return t('form.nothing');
    case 'invalid-time':
      return t('form.invalidTime');
    case 'future-time':
      return t('form.futureTime');
    case 'ambiguous-hour':
      return t('form.ambiguousHour');
  }
}
