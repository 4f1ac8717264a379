import { ageOf, formatAge, formatDate, formatMoment, type Difference } from '@samspil/components/format';
import type { Holding } from '@samspil/components/components/offline-ward';
import { bannerTexts, text } from '@samspil/components/locales';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { deviceIcon, shieldIcon, warnIcon } from '../icons.ts';
import type { Texts } from '../texts.ts';
import type { ListedPatient } from './listed-patient.ts';

export interface RowView {
  readonly t: Texts;
  /** How the patient differs from another one of the list that could be mistaken for her. */
  readonly difference: Difference | undefined;
  /** What is held of her on this device; undefined where nothing is to be said of it. */
  readonly holding: Holding | undefined;
  open(patient: ListedPatient): void;
}

/**
 * One patient per row: name, birth date and number below each other (LST-10), the place, and what to be careful about.
 * The roles are said aloud because a narrow screen shows the table as cards, and browsers forget the roles with `display`.
 */
export function renderPatientRow(patient: ListedPatient, view: RowView): TemplateResult {
  const { t } = view;
  const { stay } = patient;
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <button type="button" class="open" data-patient=${patient.id} @click=${() => view.open(patient)}>
        ${nameOf(patient, view)}
      </button>
      <div class="facts">${birth(patient, view)} ${number(patient, view)}</div>
      ${remarks(patient, view)}
    </th>
    <td role="cell">${text(bannerTexts, t.locale, `banner.gender.${patient.gender}`)}</td>
    <td role="cell">
      ${
        stay?.isAdmitted
          ? html`<span>${stay.place?.ward ?? t('list.placeUnknown')}</span>
              <span class="spot">${stay.place?.spot}</span>`
          : html`<span class="muted">${t('list.notAdmitted')}</span>`
      }
    </td>
    <td role="cell">
      ${
        stay?.isAdmitted && stay.since
          ? html`<span class="label">${t('list.admitted')}</span>
              <time datetime=${stay.since}>${formatMoment(stay.since, t.locale)}</time>`
          : nothing
      }
    </td>
  </tr>`;
}

/** Family name, comma, given name; capitals by style only, so that what is copied or read aloud is right. */
function nameOf({ name }: ListedPatient, { t, difference }: RowView): TemplateResult {
  if (!name) return html`${t('banner.nameMissing')}`;
  if (!name.family && !name.given) return html`${name.text}`;
  const given = name.given
    ? html`${name.family ? ', ' : nothing}${difference === 'given' ? html`<mark>${name.given}</mark>` : name.given}`
    : nothing;
  const family = difference === 'family' ? html`<mark>${name.family}</mark>` : name.family;
  return html`<span class="family">${family ?? nothing}</span>${given}`;
}

function birth({ birthDate, isDeceased }: ListedPatient, { t, difference }: RowView): TemplateResult {
  const age = birthDate === undefined || isDeceased ? undefined : ageOf(birthDate);
  const date =
    birthDate === undefined
      ? t('banner.birthDateMissing')
      : html`<time datetime=${birthDate}>${formatDate(birthDate, t.locale)}</time>`;
  return html`<span>
    <span class="muted">${t('banner.born')}</span>
    <span class="number">
      ${difference === 'birthDate' ? html`<mark>${date}</mark>` : date}
      ${age ? html`(${formatAge(age, t.locale)})` : nothing}
    </span>
  </span>`;
}

function number({ identifier }: ListedPatient, { t, difference }: RowView): TemplateResult {
  if (!identifier) return html`<span class="muted">${t('banner.id.missing')}</span>`;
  return html`<span>
    <span class="muted">${text(bannerTexts, t.locale, identifier.label)}</span>
    <span class="number">
      ${difference === 'identifier' ? html`<mark>${identifier.value}</mark>` : identifier.value}
    </span>
  </span>`;
}

function remarks({ isProtected, isDeceased }: ListedPatient, { t, difference, holding }: RowView): unknown {
  if (!isProtected && !isDeceased && !difference && !holding) return nothing;
  return html`<div class="remarks">
    ${isDeceased ? html`<span class="chip">${t('banner.deceased')}</span>` : nothing}
    ${isProtected ? html`<span class="chip danger">${shieldIcon}${t('banner.protected')}</span>` : nothing}
    ${
      difference
        ? html`<span class="chip warn" title=${t('banner.lookalike')}
            >${warnIcon}${t(`list.differs.${difference}`)}<span class="sr-only"
              >. ${t('banner.lookalike')}</span
            ></span
          >`
        : nothing
    }
    ${holding ? renderHolding(holding, t) : nothing}
  </div>`;
}

function renderHolding(holding: Holding, t: Texts): TemplateResult {
  if (holding.status === 'whole') {
    const time = formatMoment(holding.at, t.locale, { isInSentence: true });
    return html`<span class="chip ok held">${deviceIcon}${t('device.held', { time })}</span>`;
  }
  return html`<span class="chip held">${t(`device.${holding.status}`)}</span>`;
}
