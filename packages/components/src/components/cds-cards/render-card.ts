import { html, nothing, type TemplateResult } from 'lit';
import { httpsAddress } from '../../format/addresses.ts';
import { parseMarkdown } from '../../format/markdown.ts';
import { chevronIcon, infoIcon, stopIcon, unknownIcon, warnIcon } from '../../icons/icons.ts';
import { renderLink } from '../../states/render-link.ts';
import { textIn } from '../../format/text-in.ts';
import { renderMarkdown } from '../../states/render-markdown.ts';
import type { CardFacts, LinkFacts } from './card-facts.ts';
import type { CardAnswers } from './card-answers.ts';
import type { CdsWords } from './cds-texts.ts';
import { renderDismiss } from './render-dismiss.ts';
import { renderSuggestions } from './render-suggestions.ts';

/** An octagon, a triangle, an i in a ring, a dashed ring: each grade by shape and word, colour only adds (SYM-01). */
const looks = {
  critical: { icon: stopIcon, tone: 'danger' },
  warning: { icon: warnIcon, tone: 'warn' },
  info: { icon: infoIcon, tone: 'info' },
  unknown: { icon: unknownIcon, tone: '' },
} as const;

/** One card: how grave it is, what it says and who says so; why, what can be done, and the way to say no. */
export function renderCard(
  facts: CardFacts,
  { words, answers }: { words: CdsWords; answers: CardAnswers },
): TemplateResult {
  const { t } = words;
  const { icon, tone } = looks[facts.indicator ?? 'unknown'];
  const grade = facts.indicator
    ? t(`cds.indicator.${facts.indicator}`)
    : (textIn(facts.card.indicator) ?? t('cds.indicator.unknown'));
  const isDismissed = answers.of(facts).dismissed !== undefined;
  const id = `card-${facts.key.replace(/\W/g, '-')}`;
  return html`<li class="card ${tone} ${isDismissed ? 'off' : ''}" part="card" data-key=${facts.key}>
    <p class="grade">${icon}<span>${grade}</span></p>
    <h3>${facts.summary ?? t('cds.noSummary')}</h3>
    ${facts.wholeSummary ? html`<p class="muted">${t('cds.cut')}</p>` : nothing} ${renderSource(facts, words)}
    ${
      isDismissed
        ? nothing
        : html`${renderReasons(facts, words)} ${renderSuggestions(facts, { words, answers })}
          ${renderLinks(facts, { words, answers })}`
    }
    ${renderDismiss(facts, { words, answers, id })}
  </li>`;
}

function renderSource({ card }: CardFacts, { t }: CdsWords): TemplateResult {
  const label = textIn(card.source?.label);
  const address = httpsAddress(card.source?.url);
  const topic = textIn(card.source?.topic?.display) ?? textIn(card.source?.topic?.code);
  if (label === undefined && address === undefined)
    return html`<p class="source muted">${t('cds.sourceUnknown')}${topic ? ` · ${topic}` : ''}</p>`;
  // A sentence with a link in it: the name of the source takes the place of its placeholder.
  const [before = '', after = ''] = t('cds.source', { name: '\n' }).split('\n');
  const name = address ? renderLink(address, label ?? address, t('cds.newWindow')) : label;
  return html`<p class="source muted">${before}${name}${after}${topic ? ` · ${topic}` : ''}</p>`;
}

function renderReasons(
  { summary, wholeSummary, detail }: CardFacts,
  { t }: CdsWords,
): TemplateResult | typeof nothing {
  if (wholeSummary === undefined && detail === undefined) return nothing;
  const label = t('cds.detail');
  const words = {
    image: (text: string) => t('cds.image', { text: text || t('cds.imageUnknown') }),
    newWindow: t('cds.newWindow'),
  };
  return html`<details class="detail" part="detail">
    <summary aria-label=${t('cds.detailOf', { name: summary ?? t('cds.noSummary') })}>
      ${chevronIcon}<span>${label}</span>
    </summary>
    ${wholeSummary ? html`<p class="whole">${wholeSummary}</p>` : nothing}
    ${detail ? renderMarkdown(parseMarkdown(detail), words) : nothing}
  </details>`;
}

function renderLinks(
  facts: CardFacts,
  { words, answers }: { words: CdsWords; answers: CardAnswers },
): TemplateResult | typeof nothing {
  if (facts.links.length === 0) return nothing;
  return html`<div class="links" part="links">
    <p class="label">${words.t('cds.links')}</p>
    <ul>
      ${facts.links.map((link) => html`<li>${renderOneLink(facts, link, { words, answers })}</li>`)}
    </ul>
  </div>`;
}

function renderOneLink(
  facts: CardFacts,
  link: LinkFacts,
  { words: { t }, answers }: { words: CdsWords; answers: CardAnswers },
): TemplateResult {
  const name = link.label ?? t('cds.linkUnnamed');
  const address = link.address ?? t('cds.linkNoAddress');
  switch (link.kind) {
    case 'absolute':
      return renderLink(address, name, t('cds.newWindow'));
    case 'smart':
      return html`<button type="button" @click=${() => answers.launch(facts, link)}>
        ${t('cds.openApp', { name })}
      </button>`;
    case undefined:
      return html`<span class="muted">${t('cds.linkUnsafe', { name, text: address })}</span>`;
  }
}
