import type { Consent } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { textIn } from '../../format/text-in.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, type Fact } from '../../states/render-facts.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { ConsentFacts } from './consent-facts.ts';
import type { ConsentWords } from './consent-texts.ts';
import { nameOf, renderRule } from './render-rule.ts';

/** One consent: what about, what exactly is permitted and denied, who gave it and when; the rest on demand. */
export function renderConsent(
  facts: ConsentFacts,
  { words, counts }: { words: ConsentWords; counts: boolean },
): TemplateResult {
  const { t, locale } = words;
  const { consent, rule } = facts;
  const scope = facts.scope ? t(`consent.scope.${facts.scope}`) : facts.scopeText;
  const name = facts.name ?? scope ?? t('consent.unnamed');
  const givenAt = formatWhen(consent.dateTime, locale);
  const { contained } = consent;
  const givers = objectsIn(consent.performer).map((each) => renderPerson(each, { words, contained }));
  return html`<li class="entry ${counts ? '' : 'off'}" part="entry">
    <div class="line">
      <div>
        <p class="name">${name}</p>
        ${facts.name && scope ? html`<p class="muted scope">${scope}</p>` : nothing}
        ${renderTags(tagsOf(facts, words))}
      </div>
      <div>
        ${rule ? renderRule(rule, words) : html`<p class="muted">${t('consent.noRule')}</p>`}
        <p class="given">
          <span class="when"
            >${givenAt ? html`<span class="muted">${t('consent.givenAt')}</span> ${givenAt}` : html`<span class="muted">${t('consent.givenUnknown')}</span>`}</span
          >
          ${givers.length > 0 ? html`<span class="muted">${t('consent.by')}</span> ${givers.map((giver, n) => html`${n > 0 ? ', ' : ''}${giver}`)}` : nothing}
        </p>
      </div>
    </div>
    ${renderDetails(
      { words, label: t('consent.details'), name: t('consent.detailsOf', { name }), resources: [consent] },
      renderRest(consent, words),
    )}
  </li>`;
}

/** What is in force needs no word; everything else is said. */
function tagsOf({ status, isExpired, isAhead, consent }: ConsentFacts, { t }: ConsentWords): string[] {
  const isInForce = status === 'active';
  return [
    ...(isInForce
      ? []
      : [status ? t(`consent.status.${status}`) : (textIn(consent.status) ?? t('consent.status.unknown'))]),
    ...(isExpired ? [t('consent.expired')] : []),
    ...(isAhead ? [t('consent.future')] : []),
  ];
}

function renderRest(consent: Consent, words: ConsentWords): TemplateResult {
  const { t, locale } = words;
  const { sourceAttachment, sourceReference } = consent;
  const hasSource = sourceAttachment !== undefined || sourceReference !== undefined;
  const policies = objectsIn(consent.policy).map(({ uri, authority }) =>
    [textIn(authority), textIn(uri)].filter(Boolean).join(', '),
  );
  const policy = [conceptText(consent.policyRule), ...policies].filter(Boolean).join('; ');
  return renderFacts([
    [t('consent.baseRule'), policy || undefined],
    ...objectsIn(consent.verification).map(({ verified, verifiedWith, verificationDate }): Fact => [
      t('consent.verification'),
      [
        verified === true
          ? t('consent.verified.yes')
          : verified === false
            ? t('consent.verified.no')
            : t('common.notStated'),
        nameOf(verifiedWith),
        formatWhen(verificationDate, locale),
      ]
        .filter(Boolean)
        .join(', '),
    ]),
    [
      t('consent.source'),
      hasSource
        ? (textIn(sourceAttachment?.title) ?? nameOf(sourceReference) ?? t('consent.sourceUnnamed'))
        : undefined,
    ],
    [
      t('consent.organization'),
      objectsIn(consent.organization)
        .flatMap((each) => nameOf(each) ?? [])
        .join(', ') || undefined,
    ],
  ]);
}
