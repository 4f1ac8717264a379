import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import type { AllergyFacts } from './allergy-facts.ts';
import type { BannerView } from './banner-identity.ts';

/** The second zone: addresses, telephones, and the allergies last (BAN-13). */
export function renderDetails(view: BannerView & { reload: (() => void) | undefined }): TemplateResult {
  return html`${renderAddresses(view)}${renderTelecoms(view)}${renderAllergies(view)}`;
}

function renderAddresses({ facts, t }: BannerView): TemplateResult {
  return html`<div class="part">
    <h3>${t('banner.address')}</h3>
    ${
      facts.isProtected
        ? html`<p class="missing">${t('banner.addressHidden')}</p>`
        : facts.addresses.length === 0
          ? html`<p class="missing">${t('banner.addressMissing')}</p>`
          : html`<ul>
              ${facts.addresses.map(
                ({ kind, line }) =>
                  html`<li>
                    <span class="kind">${t(`banner.addressKind.${kind}`)}</span><span>${line}</span>
                  </li>`,
              )}
            </ul>`
    }
  </div>`;
}

function renderTelecoms({ facts, t }: BannerView): TemplateResult | typeof nothing {
  // A protected person's numbers tell where to find them as much as an address does.
  if (facts.isProtected) return nothing;
  return html`<div class="part">
    <h3>${t('banner.phone')}</h3>
    ${
      facts.telecoms.length === 0
        ? html`<p class="missing">${t('banner.phoneMissing')}</p>`
        : html`<ul>
            ${facts.telecoms.map(
              ({ kind, value }) =>
                html`<li>
                  <span class="kind"
                    >${kind === 'mail' ? t('banner.mail') : t(`banner.phoneKind.${kind}`)}</span
                  ><span>${value}</span>
                </li>`,
            )}
          </ul>`
    }
  </div>`;
}

function renderAllergies(view: BannerView & { reload: (() => void) | undefined }): TemplateResult {
  const { allergies, t, reload } = view;
  return html`<div class="part wide">
    <h3>${t('allergy.title')}</h3>
    ${
      allergies.status === 'known'
        ? html`<ul class="allergies">
            ${allergies.allergies.map((allergy) => renderAllergy(allergy, view))}
          </ul>`
        : html`<p>${t(allergyWords[allergies.status])}</p>
            ${reload ? html`<button type="button" @click=${reload}>${t('sync.retry')}</button>` : nothing}`
    }
  </div>`;
}

const allergyWords = {
  loading: 'allergy.loading',
  none: 'allergy.none',
  'not-assessed': 'allergy.notAssessed',
  'not-loaded': 'allergy.notLoaded',
} as const;

/** Substance at the left, reactions to its right (ALG-02), the date of the last change below (BAN-27). */
function renderAllergy(allergy: AllergyFacts, { t, locale }: BannerView): TemplateResult {
  const { substance, criticality, reactions, changedAt } = allergy;
  return html`<li class=${criticality === 'high' ? 'high' : ''}>
    <span class="substance">${substance ?? t('allergy.uncoded')}</span>
    <span class="reactions">
      ${
        reactions.length === 0
          ? html`<span class="missing">${t('allergy.reactionUnknown')}</span>`
          : reactions.map(
              ({ text, severity }) =>
                html`<span
                  >${text}${severity ? html` <em>${t(`allergy.severity.${severity}`)}</em>` : nothing}</span
                >`,
            )
      }
    </span>
    ${criticality ? html`<span class="criticality">${t(`allergy.criticality.${criticality}`)}</span>` : nothing}
    <small>
      ${
        changedAt
          ? t('allergy.changed', { time: formatMoment(changedAt, locale, { isInSentence: true }) })
          : t('allergy.changedUnknown')
      }
    </small>
  </li>`;
}
