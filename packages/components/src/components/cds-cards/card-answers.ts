import type { LitElement } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { CardAcceptEvent } from '../../events/card-accept-event.ts';
import { CardLaunchEvent } from '../../events/card-launch-event.ts';
import { CardOverrideEvent } from '../../events/card-override-event.ts';
import type { CardFacts, LinkFacts, SuggestionFacts } from './card-facts.ts';
import type { CdsCard, CdsCoding } from './cds-hooks.ts';
import { acceptedFeedback, overriddenFeedback } from './feedback.ts';

/** How far a suggestion has come. `chosen`: the page was told and said nothing more. */
export type Choice =
  | { readonly status: 'chosen' | 'done'; readonly at: Date }
  | { readonly status: 'doing' }
  | { readonly status: 'failed'; readonly code: string };

/** What a person did with one card. */
export interface CardAnswer {
  readonly card: CdsCard;
  /** By the key of the suggestion. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly dismissed: { readonly at: Date; readonly why: string } | undefined;
  /** The form that asks why is open. */
  readonly isDismissing: boolean;
}

/** What a person did with each card, and the events that tell of it. Nothing is written here. */
export class CardAnswers {
  readonly #host: LitElement;
  readonly #answers = new Map<string, CardAnswer>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Forgets answers to cards that are not given any more. */
  keep(cards: readonly CardFacts[]): void {
    const keys = new Set(cards.map(({ key }) => key));
    for (const key of this.#answers.keys()) if (!keys.has(key)) this.#answers.delete(key);
  }

  /** What was done with this card; of one without a uuid only as long as it is the same object. */
  of({ key, card }: CardFacts): CardAnswer {
    const known = this.#answers.get(key);
    const isSame = known !== undefined && (known.card === card || !key.startsWith('#'));
    return isSame ? known : { card, choices: new Map(), dismissed: undefined, isDismissing: false };
  }

  /** Whether the suggestion can be taken: not what is on its way or done, nor another where one excludes the others. */
  canChoose(facts: CardFacts, { key, isBroken }: SuggestionFacts): boolean {
    if (isBroken || facts.blocked) return false;
    const { choices } = this.of(facts);
    const taken = [...choices].filter(([, { status }]) => status !== 'failed');
    return facts.isOneOnly ? taken.length === 0 : !taken.some(([each]) => each === key);
  }

  /** Tells the page that the suggestion was taken, and follows what the page makes of it. Never rejects. */
  async choose(facts: CardFacts, chosen: SuggestionFacts): Promise<void> {
    if (!this.canChoose(facts, chosen)) return;
    const { card, service } = facts;
    const { suggestion, key } = chosen;
    const at = new Date();
    const event = new CardAcceptEvent({
      service,
      card,
      suggestion,
      feedback: acceptedFeedback(card, suggestion, at),
    });
    this.#mark(facts, key, { status: 'chosen', at });
    this.#host.dispatchEvent(event);
    if (!event.work) return;
    this.#mark(facts, key, { status: 'doing' });
    try {
      await event.work;
      this.#mark(facts, key, { status: 'done', at: new Date() });
    } catch (error) {
      this.#mark(facts, key, { status: 'failed', code: codeOf(error) });
    }
  }

  /** Whether the person is done with it: something was chosen, or it was dismissed. */
  isAnswered(facts: CardFacts): boolean {
    const { choices, dismissed } = this.of(facts);
    return dismissed !== undefined || [...choices.values()].some(({ status }) => status !== 'failed');
  }

  /** Asks why, or no longer. */
  ask(facts: CardFacts, isDismissing: boolean): void {
    this.#set(facts, { isDismissing });
    void this.#focus(facts);
  }

  dismiss(facts: CardFacts, { reason, comment }: { reason: CdsCoding | undefined; comment: string }): void {
    const { card, service } = facts;
    const at = new Date();
    const said = comment.trim();
    const why = [reason?.display ?? reason?.code, said].filter(Boolean).join(': ');
    this.#set(facts, { isDismissing: false, dismissed: { at, why } });
    const feedback = overriddenFeedback(card, { reason, comment: said }, at);
    this.#host.dispatchEvent(new CardOverrideEvent({ service, card, reason, comment: said, feedback }));
    void this.#focus(facts);
  }

  launch({ card, service }: CardFacts, { link }: LinkFacts): void {
    this.#host.dispatchEvent(new CardLaunchEvent({ card, service, link }));
  }

  /** What was pressed is gone: the focus goes to what came instead of it, and never out of the card. */
  async #focus({ key }: CardFacts): Promise<void> {
    await this.#host.updateComplete;
    const card = this.#host.renderRoot.querySelector(`[data-key="${CSS.escape(key)}"]`);
    card
      ?.querySelector<HTMLElement>('.why-not input, .why-not textarea, .dismissed, .dismiss button')
      ?.focus();
  }

  #mark(facts: CardFacts, key: string, choice: Choice): void {
    this.#set(facts, { choices: new Map([...this.of(facts).choices, [key, choice]]) });
  }

  #set(facts: CardFacts, change: Partial<CardAnswer>): void {
    this.#answers.set(facts.key, { ...this.of(facts), ...change });
    this.#host.requestUpdate();
  }
}
