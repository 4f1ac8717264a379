import { httpsAddress } from '../../format/addresses.ts';
import { objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';
import type { CdsAction, CdsAnswer, CdsCard, CdsCoding, CdsLink, CdsSuggestion } from './cds-hooks.ts';

export const indicators = ['critical', 'warning', 'info'] as const;
export type Indicator = (typeof indicators)[number];

/** The specification's limit of a summary. */
export const SUMMARY_LENGTH = 140;

/** One card, as it is shown. */
export interface CardFacts {
  readonly key: string;
  readonly service: string | undefined;
  readonly card: CdsCard;
  /** Undefined when the card has none, or one nobody knows. */
  readonly indicator: Indicator | undefined;
  readonly summary: string | undefined;
  /** The whole summary, where the card's is longer than it may be. */
  readonly wholeSummary: string | undefined;
  readonly detail: string | undefined;
  readonly suggestions: readonly SuggestionFacts[];
  /** Why the suggestions can be read and not chosen. */
  readonly blocked: 'selection' | undefined;
  /** One of the suggestions excludes the others. */
  readonly isOneOnly: boolean;
  readonly links: readonly LinkFacts[];
  readonly reasons: readonly CdsCoding[];
}

export interface SuggestionFacts {
  /** Its own in the card. */
  readonly key: string;
  readonly suggestion: CdsSuggestion;
  readonly label: string | undefined;
  readonly isRecommended: boolean;
  readonly actions: readonly ActionFacts[];
  /** An action that nobody can read or knows: all of a suggestion is done together, so none of it can be. */
  readonly isBroken: boolean;
}

export interface ActionFacts {
  readonly type: 'create' | 'update' | 'delete' | undefined;
  /** As the service wrote it. */
  readonly typeText: string | undefined;
  readonly description: string | undefined;
}

export interface LinkFacts {
  readonly link: CdsLink;
  readonly label: string | undefined;
  readonly address: string | undefined;
  /** Undefined for a kind nobody knows, and for an address that is not https: then it is text. */
  readonly kind: 'absolute' | 'smart' | undefined;
}

/** The cards of all answers, the gravest first, else in the order they came; how many could not be read at all. */
export function readCards(answers: readonly CdsAnswer[]): {
  cards: readonly CardFacts[];
  unreadable: number;
} {
  const seen = new Set<string>();
  let unreadable = 0;
  const cards = answers.flatMap((answer, place) => {
    const given = listIn(answer.cards);
    const readable = objectsIn(answer.cards);
    unreadable += given.length - readable.length;
    return readable.map((card, index) => {
      const uuid = textIn(card.uuid);
      const own = `${textIn(answer.service) ?? place} ${uuid ?? ''}`;
      const key = uuid === undefined || seen.has(own) ? `#${place}.${index}` : own;
      seen.add(own);
      return readCard(card, key, textIn(answer.service));
    });
  });
  return { cards: cards.sort((a, b) => rankOf(a) - rankOf(b)), unreadable };
}

/** What is not known how grave it is stands below what needs attention, above what is only good to know. */
function rankOf({ indicator }: CardFacts): number {
  return indicator === 'critical' ? 0 : indicator === 'warning' ? 1 : indicator === undefined ? 2 : 3;
}

function readCard(card: CdsCard, key: string, service: string | undefined): CardFacts {
  const whole = textIn(card.summary);
  const letters = [...(whole ?? '')];
  const isCut = letters.length > SUMMARY_LENGTH;
  const suggestions = objectsIn(card.suggestions).map(readSuggestion);
  const { selectionBehavior } = card;
  const isKnown = selectionBehavior === 'at-most-one' || selectionBehavior === 'any';
  return {
    key,
    service,
    card,
    indicator: indicators.find((indicator) => indicator === card.indicator),
    summary: isCut ? `${letters.slice(0, SUMMARY_LENGTH).join('').trimEnd()}…` : whole,
    wholeSummary: isCut ? whole : undefined,
    detail: textIn(card.detail),
    suggestions: suggestions.sort((a, b) => Number(b.isRecommended) - Number(a.isRecommended)),
    blocked: suggestions.length > 0 && !isKnown ? 'selection' : undefined,
    isOneOnly: selectionBehavior === 'at-most-one',
    links: objectsIn(card.links).map(readLink),
    reasons: objectsIn(card.overrideReasons).map(readReason),
  };
}

function readSuggestion(
  suggestion: CdsSuggestion,
  index: number,
  all: readonly CdsSuggestion[],
): SuggestionFacts {
  const uuid = textIn(suggestion.uuid);
  const isOwn = uuid !== undefined && all.findIndex((each) => each.uuid === uuid) === index;
  const given = suggestion.actions === undefined ? [] : listIn(suggestion.actions);
  const actions = readActions(suggestion.actions);
  return {
    key: isOwn ? uuid : `#${index}`,
    suggestion,
    label: textIn(suggestion.label),
    isRecommended: suggestion.isRecommended === true,
    actions,
    isBroken: given.length !== actions.length || actions.some(({ type }) => type === undefined),
  };
}

/** What a service changes, or would. */
export function readActions(actions: readonly CdsAction[] | undefined): ActionFacts[] {
  const types = ['create', 'update', 'delete'] as const;
  return objectsIn(actions).map(({ type, description }) => ({
    type: types.find((known) => known === type),
    typeText: textIn(type),
    description: textIn(description),
  }));
}

function readLink(link: CdsLink): LinkFacts {
  const address = httpsAddress(link.url);
  const isKnown = link.type === 'absolute' || link.type === 'smart';
  return {
    link,
    label: textIn(link.label),
    address: address ?? textIn(link.url),
    kind: isKnown && address !== undefined ? link.type : undefined,
  };
}

/** Only what a feedback may carry. */
function readReason({ system, code, display }: CdsCoding): CdsCoding {
  const [ofSystem, ofCode, ofDisplay] = [system, code, display].map(textIn);
  return {
    ...(ofSystem !== undefined && { system: ofSystem }),
    ...(ofCode !== undefined && { code: ofCode }),
    ...(ofDisplay !== undefined && { display: ofDisplay }),
  };
}

/** A list as it is; what stands where a list belongs counts as one entry that cannot be read; nothing is nothing. */
function listIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
