import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAge } from '../../format/ages.ts';
import { formatDate } from '../../format/dates.ts';
import type { NameParts } from '../../format/names.ts';
import { renderTitle } from '../../patients/render-identity.ts';
import {
  checkIcon,
  chevronIcon,
  clockIcon,
  shieldIcon,
  stopIcon,
  unknownIcon,
  warnIcon,
} from '../../icons/icons.ts';
import type { allergyTexts } from '../../locales/catalogues/allergy.ts';
import type { bannerTexts } from '../../locales/catalogues/banner.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, TextParameters } from '../../locales/text.ts';
import type { AllergySummary } from './allergy-facts.ts';
import type { PatientFacts } from '../../patients/patient-facts.ts';

export type BannerText = (
  key: KeyOf<typeof allergyTexts | typeof bannerTexts | typeof commonTexts>,
  parameters?: TextParameters,
) => string;

/** What both zones of the banner are drawn from. */
export interface BannerView {
  facts: PatientFacts;
  allergies: AllergySummary;
  /** What the allergies were made of, and the lease they were read under: of what is shown they change most. */
  records: readonly AllergyIntolerance[] | undefined;
  lease: ClinicalContext | undefined;
  isOpen: boolean;
  locale: Locale;
  t: BannerText;
}

/** The first zone: all that identifies, in the order of BAN-02, and the way into the second zone. */
export function renderIdentity(
  view: BannerView & { plural: (n: number) => string; toggle: () => void },
): TemplateResult {
  const { facts, isOpen, t } = view;
  return html`<div class="identity ${facts.death ? 'deceased' : ''}" part="identity">
    <div class="who">
      <h2 class="name">${renderName(facts.name, t)}</h2>
      ${
        facts.preferredName
          ? html`<p class="preferred">${t('banner.alsoKnownAs', { name: facts.preferredName })}</p>`
          : nothing
      }
      ${renderFlags(facts, t)}
      <samspil-read-age .resources=${view.records} .context=${view.lease}></samspil-read-age>
    </div>
    ${renderFacts(view)}
    <div class="aside">
      ${renderAllergyTitle(view)}
      <button
        type="button"
        class="quiet toggle"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="details"
        @click=${view.toggle}
      >
        <span class="word">${t(isOpen ? 'action.hideDetails' : 'action.details')}</span>${chevronIcon}
      </button>
    </div>
  </div>`;
}

/** Capitals are put on by the style sheet, so that copying and screen readers get the name as it is written (6.1). */
function renderName(name: NameParts | undefined, t: BannerText): TemplateResult {
  if (!name) return html`<span class="missing">${t('banner.nameMissing')}</span>`;
  if (!name.family && !name.given) return html`${name.text}`;
  const separator = name.family && name.given ? ', ' : '';
  return html`<span class="family">${name.family ?? ''}</span
    >${separator}${name.given ?? ''}${renderTitle(name)}`;
}

function renderFlags(facts: PatientFacts, t: BannerText): TemplateResult | typeof nothing {
  if (!facts.death && !facts.isProtected) return nothing;
  return html`<p class="flags">
    ${facts.death ? html`<span class="flag deceased-flag">${t('banner.deceased')}</span>` : nothing}
    ${facts.isProtected ? html`<span class="flag">${shieldIcon}${t('banner.protected')}</span>` : nothing}
  </p>`;
}

function renderFacts({ facts, locale, t }: BannerView): TemplateResult {
  const { birthDate, age, death, gender, identifier } = facts;
  return html`<dl class="facts">
    ${renderFact(
      t('banner.born'),
      birthDate
        ? html`<time datetime=${birthDate}>${formatDate(birthDate, locale)}</time>${
              age ? html` <span class="age">(${formatAge(age, locale)})</span>` : nothing
            }`
        : renderMissing(t('banner.birthDateMissing')),
    )}
    ${
      death
        ? html`${renderFact(
            t('banner.deathDate'),
            death.date
              ? html`<time datetime=${death.date}>${formatDate(death.date, locale)}</time>`
              : renderMissing(t('banner.deathDateMissing')),
          )}
          ${death.age ? renderFact(t('banner.ageAtDeath'), html`${formatAge(death.age, locale)}`) : nothing}`
        : nothing
    }
    ${renderFact(
      t('banner.genderLabel'),
      gender === 'unknown' || gender === 'unreadable'
        ? renderMissing(t(`banner.gender.${gender}`))
        : html`${t(`banner.gender.${gender}`)}`,
      t('banner.genderPurpose'),
    )}
    ${
      identifier
        ? renderFact(t(identifier.label), html`<span class="number">${identifier.value}</span>`)
        : renderFact(t('banner.id.cpr'), renderMissing(t('banner.id.missing')))
    }
  </dl>`;
}

function renderFact(label: string, value: TemplateResult, definition?: string): TemplateResult {
  return html`<div class="fact">
    <dt title=${definition ?? nothing}>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function renderMissing(words: string): TemplateResult {
  return html`<span class="missing">${words}</span>`;
}

/** One of exactly four titles (BAN-26), each with a shape of its own (BAN-29), and a way to the list (BAN-28). */
function renderAllergyTitle({
  allergies,
  isOpen,
  t,
  ...view
}: Parameters<typeof renderIdentity>[0]): TemplateResult {
  const isHigh = allergies.allergies.some(({ criticality }) => criticality === 'high');
  const way = (tone: string, content: TemplateResult) =>
    html`<button
      type="button"
      class="allergy ${tone}"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-controls="details"
      @click=${view.toggle}
    >
      ${content}
    </button>`;
  switch (allergies.status) {
    case 'known':
      return way(
        isHigh ? 'alarm' : 'danger',
        html`${isHigh ? stopIcon : warnIcon}<span
            >${view.plural(allergies.allergies.length)}${
              isHigh ? html`<small>${t('allergy.critical')}</small>` : nothing
            }</span
          >`,
      );
    case 'none':
      return way('ok', html`${checkIcon}<span>${t('allergy.none')}</span>`);
    case 'not-assessed':
      return way('weak', html`${unknownIcon}<span>${t('allergy.notAssessed')}</span>`);
    case 'loading':
      return html`<span class="allergy weak">${clockIcon}<span>${t('allergy.loading')}</span></span>`;
    case 'not-loaded':
      return html`<span class="allergy weak warn">${warnIcon}<span>${t('allergy.notLoaded')}</span></span>`;
  }
}
