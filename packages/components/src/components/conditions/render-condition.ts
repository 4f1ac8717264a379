import type { Condition } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { codeAmong, codesOf, conceptText, objectsIn, tokensOf } from '../../format/concepts.ts';
import { formatAbatement, formatOnset, formatWhen } from '../../format/onset.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, textIn } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { ConditionFacts } from './condition-facts.ts';
import type { ConditionsWords } from './conditions-words.ts';

/** One problem: its name, since when, and in words how it stands and how sure that is; the rest on demand. */
export function renderCondition(
  facts: ConditionFacts,
  { words, counts }: { words: ConditionsWords; counts: boolean },
): TemplateResult {
  const { t } = words;
  const { condition } = facts;
  const name = conceptText(condition.code) ?? t('problem.unnamed');
  return html`<li class="entry ${counts ? '' : 'off'}" part="entry">
    <div class="line">
      <p class="name">${name}</p>
      <div>
        <p>${standing(facts, words)} <span class="when">${whenText(condition, words)}</span></p>
        ${renderTags(tagsOf(facts, words))}
      </div>
    </div>
    ${renderDetails(
      { words, label: t('problem.details'), name: t('problem.detailsOf', { name }), resources: [condition] },
      renderRest(condition, words),
    )}
  </li>`;
}

/** What most are, in plain words: a tag on every row would hide those that say something. */
function standing({ clinical, verification }: ConditionFacts, { t }: ConditionsWords) {
  return clinical === 'active' && !isWrong(verification)
    ? html`<span class="standing">${t('problem.clinical.active')}</span>`
    : nothing;
}

/** What is wrong is said first, and instead of a status it no longer has. A certain diagnosis needs no tag that says so. */
function tagsOf({ clinical, verification, condition }: ConditionFacts, { t }: ConditionsWords): string[] {
  const status = clinical
    ? t(`problem.clinical.${clinical}`)
    : (conceptText(condition.clinicalStatus) ?? t('problem.clinical.unknown'));
  const certainty = verification
    ? t(`problem.verification.${verification}`)
    : conceptText(condition.verificationStatus);
  return [
    ...(isWrong(verification) || clinical === 'active' ? [] : [status]),
    ...(certainty === undefined || verification === 'confirmed' ? [] : [certainty]),
  ];
}

function isWrong(verification: ConditionFacts['verification']): boolean {
  return verification === 'entered-in-error' || verification === 'refuted';
}

function whenText(condition: Condition, { t, locale }: ConditionsWords): TemplateResult {
  const begun = formatOnset(condition, locale);
  const ended = formatAbatement(condition, locale);
  return html`${begun ? html`<span class="muted">${t('problem.onset')}</span> ${begun}` : html`<span class="muted">${t('problem.onsetUnknown')}</span>`}
  ${ended ? html` <span class="muted">${t('problem.abatement')}</span> ${ended}` : ''}`;
}

function renderRest(condition: Condition, words: ConditionsWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = condition;
  const said = (label: string, texts: readonly (string | undefined)[]) =>
    [label, texts.filter((each) => each !== undefined).join(', ') || undefined] as const;
  return renderFacts([
    said(t('problem.categoryLabel'), categoriesOf(condition, words)),
    said(t('problem.severityLabel'), [severityOf(condition, words)]),
    said(t('problem.site'), objectsIn(condition.bodySite).map(conceptText)),
    said(
      t('problem.stage'),
      objectsIn(condition.stage).map(({ summary }) => conceptText(summary)),
    ),
    said(
      t('problem.code'),
      tokensOf(condition.code).map((token) => token.slice(token.lastIndexOf('|') + 1)),
    ),
    [t('list.asserter'), renderPerson(condition.asserter, { words, contained })],
    [t('list.recorder'), renderPerson(condition.recorder, { words, contained })],
    [t('list.recordedAt'), formatWhen(condition.recordedDate, locale) ?? t('time.unknown')],
    ...objectsIn(condition.note).map((note) => [t('list.note'), textIn(note.text)] as const),
  ]);
}

/** In words where we have them; a category of somebody else's is shown as it calls itself. */
function categoriesOf({ category }: Condition, { t }: ConditionsWords): (string | undefined)[] {
  const known = ['problem-list-item', 'encounter-diagnosis', 'health-concern'] as const;
  return objectsIn(category).map((concept) => {
    const found = codeAmong(concept, known);
    return found ? t(`problem.category.${found}`) : conceptText(concept);
  });
}

/** SNOMED CT mild, moderate, severe (the FHIR value set); another is shown as it calls itself. */
function severityOf({ severity }: Condition, { t }: ConditionsWords): string | undefined {
  const codes = codesOf(severity);
  if (codes.includes('255604002')) return t('problem.severity.mild');
  if (codes.includes('6736007')) return t('problem.severity.moderate');
  return codes.includes('24484000') ? t('problem.severity.severe') : conceptText(severity);
}
