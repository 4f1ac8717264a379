import type { AllergyIntolerance, AllergyIntoleranceReaction } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { formatOnset, formatWhen } from '../../format/onset.ts';
import { renderFacts, textIn } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import type { AllergiesWords } from './allergies-words.ts';
import { factsOfAllergy } from '../patient-banner/allergy-facts.ts';

/** One event: what happened and when (ALG-09), where it is from, who recorded it and in what role (ALG-10). */
export function renderRecord(record: AllergyIntolerance, words: AllergiesWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = record;
  return html`<div class="event">
    ${objectsIn(record.reaction).map((reaction) => renderReaction(reaction, record, words))}
    ${renderFacts([
      [t('allergies.typeLabel'), typeOf(record, words)],
      [t('allergies.categoryLabel'), categoriesOf(record, words)],
      [t('allergies.verificationLabel'), verificationOf(record, words)],
      [t('allergies.onset'), formatOnset(record, locale)],
      [t('allergies.lastOccurrence'), formatWhen(record.lastOccurrence, locale)],
      [t('list.asserter'), renderPerson(record.asserter, { words, contained })],
      [t('list.recorder'), renderPerson(record.recorder, { words, contained })],
      [t('list.recordedAt'), formatWhen(record.recordedDate, locale) ?? t('time.unknown')],
      ...objectsIn(record.note).map((note) => [t('list.note'), textIn(note.text)] as const),
    ])}
  </div>`;
}

function renderReaction(
  reaction: AllergyIntoleranceReaction,
  record: AllergyIntolerance,
  { t, locale }: AllergiesWords,
): TemplateResult {
  const { reactions } = factsOfAllergy({ ...record, reaction: [reaction] });
  return html`<p class="manifestations">
      ${
        reactions.length === 0
          ? t('allergy.reactionUnknown')
          : reactions.map(
              ({ text, severity }) =>
                html`<strong>${text}</strong> ${severity ? t(`allergy.severity.${severity}`) : nothing} `,
            )
      }
    </p>
    ${renderFacts([
      [t('allergies.reactionAt'), formatWhen(reaction.onset, locale)],
      [t('allergies.specific'), conceptText(reaction.substance)],
      [t('allergies.route'), conceptText(reaction.exposureRoute)],
      [t('allergies.description'), textIn(reaction.description)],
      ...objectsIn(reaction.note).map((note) => [t('list.note'), textIn(note.text)] as const),
    ])}`;
}

function typeOf({ type }: AllergyIntolerance, { t }: AllergiesWords): string | undefined {
  return type === 'allergy' || type === 'intolerance' ? t(`allergies.type.${type}`) : textIn(type);
}

function categoriesOf({ category }: AllergyIntolerance, { t, locale }: AllergiesWords): string | undefined {
  const known = ['food', 'medication', 'environment', 'biologic'] as const;
  const given: unknown[] = Array.isArray(category) ? category : [];
  const named = given.flatMap((each) => {
    const found = known.find((one) => one === each);
    return found ? t(`allergies.category.${found}`) : (textIn(each) ?? []);
  });
  return named.length > 0 ? new Intl.ListFormat(locale).format(named) : undefined;
}

/** In words where we have them; a code we do not know is shown as it came. */
function verificationOf(
  { verificationStatus }: AllergyIntolerance,
  { t }: AllergiesWords,
): string | undefined {
  const codes = codesOf(verificationStatus);
  const known = (['entered-in-error', 'refuted', 'unconfirmed', 'confirmed'] as const).find((each) =>
    codes.includes(each),
  );
  switch (known) {
    case undefined:
      return conceptText(verificationStatus);
    case 'entered-in-error':
    case 'refuted':
      return t(`allergies.verdict.${known}`);
    default:
      return t(`allergies.verification.${known}`);
  }
}
