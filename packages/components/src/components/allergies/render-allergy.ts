import { html, nothing, type TemplateResult } from 'lit';
import { stopIcon, warnIcon } from '../../icons/icons.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { AllergiesWords } from './allergies-words.ts';
import type { AllergyEntry } from './allergy-entries.ts';
import { renderRecord } from './render-record.ts';

/** One substance: what it is at the left, its reactions to the right (ALG-02), no dates (ALG-09); the events on demand. */
export function renderAllergy(
  entry: AllergyEntry,
  { words, counts }: { words: AllergiesWords; counts: boolean },
): TemplateResult {
  const { t } = words;
  const name = entry.substance ?? t('allergy.uncoded');
  const isHigh = counts && entry.criticality === 'high';
  return html`<li class="entry ${isHigh ? 'high' : ''} ${counts ? '' : 'off'}" part="entry">
    <dl class="level">
      <div>
        <dt>${t('allergies.substance')}</dt>
        <dd class="substance">${name}</dd>
      </div>
      <div>
        <dt>${t('allergies.reactions')}</dt>
        <dd class="reactions">${renderReactions(entry, words)}</dd>
      </div>
    </dl>
    ${renderTags(tagsOf(entry, words))}
    ${renderDetails(
      {
        words,
        label: t('allergies.events'),
        name: t('allergies.eventsOf', { name }),
        resources: entry.records,
      },
      html`${counts ? renderInText(entry, words) : nothing}
      ${entry.records.map((record) => renderRecord(record, words))}`,
    )}
  </li>`;
}

function renderReactions({ reactions }: AllergyEntry, { t }: AllergiesWords): TemplateResult {
  if (reactions.length === 0) return html`<span class="muted">${t('allergy.reactionUnknown')}</span>`;
  return html`<ul>
    ${reactions.map(
      ({ text, severity }) =>
        html`<li>${text}${severity ? html` <em>${t(`allergy.severity.${severity}`)}</em>` : nothing}</li>`,
    )}
  </ul>`;
}

function tagsOf(entry: AllergyEntry, { t }: AllergiesWords): (string | TemplateResult)[] {
  const { verdict, criticality, isCoded, isUnconfirmed } = entry;
  const tags = [
    verdict && t(`allergies.verdict.${verdict}`),
    criticality &&
      html`<span class="tag ${criticality === 'high' && !verdict ? 'danger' : ''}"
        >${criticality === 'high' && !verdict ? stopIcon : nothing}${t(`allergy.criticality.${criticality}`)}</span
      >`,
    isUnconfirmed && t('allergies.verification.unconfirmed'),
    // Only of what counts: an entry that is wrong should warn of nothing.
    !isCoded && !verdict && html`<span class="tag warn">${warnIcon}${t('allergies.noWarnings')}</span>`,
  ];
  return tags.filter((tag) => tag !== undefined && tag !== false);
}

/** In running text the substance, its reactions, and that it is a risk (ALG-14). */
function renderInText({ substance, reactions }: AllergyEntry, { t, locale }: AllergiesWords): TemplateResult {
  const list = new Intl.ListFormat(locale).format(reactions.map(({ text }) => text));
  return html`<p class="in-text">
    ${t('allergies.inText', {
      substance: substance ?? t('allergy.uncoded'),
      reactions: list || t('allergy.reactionUnknown'),
    })}
  </p>`;
}
