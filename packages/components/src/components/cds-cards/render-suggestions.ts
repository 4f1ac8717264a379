import { html, nothing, type TemplateResult } from 'lit';
import { formatTime } from '../../format/dates.ts';
import { checkIcon, sendIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import type { ActionFacts, CardFacts, SuggestionFacts } from './card-facts.ts';
import type { CardAnswers, Choice } from './card-answers.ts';
import type { CdsWords } from './cds-texts.ts';

/** The suggestions of a card, the recommended first. Nothing where there are none: no empty area of actions (CDS-03). */
export function renderSuggestions(
  facts: CardFacts,
  { words, answers }: { words: CdsWords; answers: CardAnswers },
): TemplateResult | typeof nothing {
  const { suggestions, blocked, isOneOnly } = facts;
  const { t } = words;
  if (suggestions.length === 0) return nothing;
  const how = blocked
    ? nothing
    : suggestions.length > 1
      ? html`<span class="muted">${t(isOneOnly ? 'cds.chooseOne' : 'cds.chooseAny')}</span>`
      : nothing;
  return html`<div class="suggestions" part="suggestions">
    <p class="label">${words.plural('cds.suggestions', suggestions.length)} ${how}</p>
    ${blocked ? html`<p class="why">${warnIcon}<span>${t('cds.blocked.selection')}</span></p>` : nothing}
    <ul>
      ${suggestions.map((suggestion) => renderSuggestion(facts, suggestion, { words, answers }))}
    </ul>
  </div>`;
}

function renderSuggestion(
  facts: CardFacts,
  suggestion: SuggestionFacts,
  { words, answers }: { words: CdsWords; answers: CardAnswers },
): TemplateResult {
  const { t } = words;
  const choice = answers.of(facts).choices.get(suggestion.key);
  const label = suggestion.label ?? t('cds.unnamed');
  const isOpen = answers.canChoose(facts, suggestion);
  const isOffered = !facts.blocked && !suggestion.isBroken;
  return html`<li class="suggestion" part="suggestion">
    <div class="offer">
      ${
        isOffered
          ? html`<button
              type="button"
              class=${suggestion.isRecommended ? 'primary' : ''}
              aria-disabled=${isOpen ? 'false' : 'true'}
              @click=${() => void answers.choose(facts, suggestion)}
            >
              ${label}
            </button>`
          : html`<span class="name">${label}</span>`
      }
      ${suggestion.isRecommended ? html`<span class="tag">${t('cds.recommended')}</span>` : nothing}
      <span class="choice" role="status">${choice ? renderChoice(choice, words) : nothing}</span>
    </div>
    ${
      suggestion.isBroken
        ? html`<p class="why">${warnIcon}<span>${t('cds.blocked.action')}</span></p>`
        : nothing
    }
    ${renderActions(suggestion.actions, words)}
  </li>`;
}

/** What is changed, in words; nothing for none. */
export function renderActions(
  actions: readonly ActionFacts[],
  { t }: CdsWords,
): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<ul class="actions">
    ${actions.map(
      ({ type, typeText, description }) =>
        html`<li>
          <span class="muted"
            >${type ? t(`cds.action.${type}`) : (typeText ?? t('cds.action.unknown'))}:</span
          >
          ${description ?? t('cds.action.noDescription')}
        </li>`,
    )}
  </ul>`;
}

function renderChoice(choice: Choice, words: CdsWords): TemplateResult {
  const { t, locale } = words;
  switch (choice.status) {
    case 'chosen':
      return html`${sendIcon}<span>${t('cds.accepted', { time: formatTime(choice.at, locale) })}</span>`;
    case 'doing':
      return html`${sendIcon}<span>${t('cds.doing')}</span>`;
    case 'done':
      return html`${checkIcon}<span>${t('cds.done', { time: formatTime(choice.at, locale) })}</span>`;
    case 'failed':
      return html`<span class="why danger" data-code=${choice.code}
        >${stopIcon}<span><strong>${t('cds.failed')}.</strong> ${words.error(choice.code)}</span></span
      >`;
  }
}
