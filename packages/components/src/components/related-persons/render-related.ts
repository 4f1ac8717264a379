import type { CodeableConcept } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import { codesOf, conceptText } from '../../format/concepts.ts';
import { formatDate } from '../../format/dates.ts';
import { formatWhenInSentence } from '../../format/onset.ts';
import { isAhead } from '../../format/instants.ts';
import { textIn } from '../../format/text-in.ts';
import { shieldIcon } from '../../icons/icons.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts } from '../../states/render-facts.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { KeyOf } from '../../locales/text.ts';
import type { Reach, RelatedFacts } from './related-facts.ts';
import { relatedPersonsTexts } from './related-persons-texts.ts';

/** The texts of samspil-related-persons in the language in force. */
export type RelatedWords = WordsOf<typeof relatedPersonsTexts>;

/** One person: name and relation, how to reach them at once, the address on demand. */
export function renderRelated(
  facts: RelatedFacts,
  { words, counts }: { words: RelatedWords; counts: boolean },
): TemplateResult {
  const { t } = words;
  const name = facts.name ?? t('related.nameMissing');
  return html`<li class="entry ${counts ? '' : 'off'}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        <p class="relation">${relationText(facts.relations, words)}</p>
      </div>
      ${renderReach(facts.reach, words)}
    </div>
    ${renderTags(tagsOf(facts, words))}
    ${renderDetails(
      {
        words,
        label: t('related.details'),
        name: t('related.detailsOf', { name }),
        resources: [facts.source],
      },
      renderRest(facts, words),
    )}
  </li>`;
}

function renderReach(reach: readonly Reach[] | undefined, { t }: RelatedWords): TemplateResult {
  if (!reach) return html`<p class="muted">${t('related.phoneHidden')}</p>`;
  const phones = reach.filter(({ kind }) => kind !== 'mail');
  if (phones.length === 0) return html`<p class="muted">${t('related.phoneMissing')}</p>`;
  return html`<ul class="phones">
    ${phones.map(
      ({ kind, value }) =>
        html`<li>
          <span class="muted">${t(`related.phone.${kind as Exclude<Reach['kind'], 'mail'>}`)}</span>
          <bdi class="when">${value}</bdi>
        </li>`,
    )}
  </ul>`;
}

/** In words where we have them; a relation of somebody else's is shown as it calls itself. */
function relationText(relations: readonly CodeableConcept[], { t }: RelatedWords): string {
  const texts = relations.flatMap((relation) => {
    const key = codesOf(relation)
      .map((code) => `related.role.${code}`)
      .find(isKnown);
    return key ? t(key) : (conceptText(relation) ?? []);
  });
  return texts.length > 0 ? [...new Set(texts)].join(', ') : t('related.roleMissing');
}

function isKnown(key: string): key is KeyOf<typeof relatedPersonsTexts> {
  return Object.hasOwn(relatedPersonsTexts.da, key);
}

function tagsOf({ isProtected, isInactive, period }: RelatedFacts, { t, locale }: RelatedWords) {
  const begins = formatWhenInSentence(period?.start, locale);
  const ends = formatWhenInSentence(period?.end, locale);
  return [
    ...(isProtected ? [html`<span class="tag danger">${shieldIcon}${t('related.protected')}</span>`] : []),
    ...(isInactive ? [t('related.inactive')] : []),
    ...(ends ? [t('related.over', { time: ends })] : []),
    ...(begins && isAhead(textIn(period?.start), Date.now()) ? [t('related.begins', { time: begins })] : []),
  ];
}

function renderRest(facts: RelatedFacts, { t, locale }: RelatedWords): TemplateResult {
  const { addresses, reach, birthDate, languages, organization, source } = facts;
  const hidden = html`<span class="muted">${t('related.addressHidden')}</span>`;
  const missing = html`<span class="muted">${t('related.addressMissing')}</span>`;
  const lines = (texts: readonly string[]) => html`${texts.map((text) => html`<div>${text}</div>`)}`;
  const mails = reach?.filter(({ kind }) => kind === 'mail').map(({ value }) => value) ?? [];
  return renderFacts([
    [t('related.address'), addresses ? (addresses.length > 0 ? lines(addresses) : missing) : hidden],
    [t('related.mail'), mails.length > 0 ? lines(mails) : undefined],
    [t('related.born'), birthDate && formatDate(birthDate, locale)],
    [t('related.language'), languages.length > 0 ? languages.join(', ') : undefined],
    [t('related.organization'), organization],
    [t('related.source'), source.resourceType === 'Patient' ? t('related.fromPatient') : undefined],
  ]);
}
