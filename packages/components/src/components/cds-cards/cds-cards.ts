import type { ClinicalContext } from '@samspil/sdk';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { objectsIn } from '../../format/concepts.ts';
import { warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { listStyles } from '../../states/list.styles.ts';
import { markdownStyles } from '../../states/markdown.styles.ts';
import { textIn } from '../../format/text-in.ts';
import { RowsController } from '../../states/rows-controller.ts';
import { CardAnswers } from './card-answers.ts';
import { readActions, readCards, type CardFacts } from './card-facts.ts';
import type { CdsAnswer } from './cds-hooks.ts';
import { cdsTexts, type CdsWords } from './cds-texts.ts';
import { styles } from './cds-cards.styles.ts';
import { renderCard } from './render-card.ts';
import { renderServices } from './render-services.ts';
import { renderActions } from './render-suggestions.ts';
import {
  readServices,
  serviceName,
  supportStatus,
  type CdsServiceStatus,
  type SupportStatus,
} from './service-status.ts';

/**
 * The cards that decision support services (CDS Hooks 2.0) gave for the patient, the gravest first: what they say and who
 * says so, why, what they suggest; and whether decision support runs at all. It asks no service and writes nothing: the page
 * does what a person chose, and sends the feedback that comes with it. Cards never outlast the lease they were given under.
 *
 * @summary Decision support: cards of CDS Hooks.
 * @tag samspil-cds-cards
 * @slot actions - Buttons beside the title, such as one that asks the services again.
 * @fires {CardAcceptEvent} samspil-card-accept - when a person takes a suggestion: the page carries it out
 * @fires {CardOverrideEvent} samspil-card-override - when a person dismisses a card
 * @fires {CardLaunchEvent} samspil-card-launch - when a person wants to open the app a card points to
 * @csspart list - The whole element.
 * @csspart header - The title and the slot `actions`.
 * @csspart status - Whether decision support runs.
 * @csspart services - Each service and whether it runs, closed at first.
 * @csspart problem - What could not be read.
 * @csspart empty - What is said when there is no card.
 * @csspart rows - The cards.
 * @csspart card - One card.
 * @csspart detail - The reasons of a card, closed at first.
 * @csspart suggestions - What a card suggests.
 * @csspart suggestion - One suggestion: its button and what it changes.
 * @csspart links - Where a card leads.
 * @csspart dismiss - Asks why a card is dismissed.
 * @csspart system - What a service changes by itself.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate empty - There is no card.
 * @cssstate critical - A card that is critical was neither followed nor dismissed.
 * @cssstate partial - Cards may be missing: a service does not run, or something could not be read.
 */
export class SamspilCdsCards extends LitElement {
  static override styles = [...[listStyles].flat(), markdownStyles, styles];
  static override properties = {
    cards: { attribute: false },
    services: { attribute: false },
    context: { attribute: false },
    locale: {},
  };

  readonly #words: CdsWords = new TextController(this, cdsTexts, listTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #rows = new RowsController(this);
  readonly #answers = new CardAnswers(this);
  readonly #states = this.attachInternals().states;
  /** The lease the cards were given under: under another they would be about another patient. */
  #givenUnder: ClinicalContext | undefined;
  #status: SupportStatus | undefined;
  #changedAt: Date | undefined;

  /** What the services answered, one entry each; newer answers take the place of older ones. Never changed. */
  declare cards: readonly CdsAnswer[] | undefined;
  /** Which services there are and whether they run. Without it the element says that it does not know. */
  declare services: readonly CdsServiceStatus[] | undefined;
  /** The lease the cards are about. Default: the one of `samspil-app`; without any they stay until they are replaced. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('cards')) this.#givenUnder = undefined;
    this.#givenUnder ??= this.#lease.lease;
    const services = readServices(this.services);
    const status = supportStatus(services);
    // While a service is asked for the first time nothing has changed.
    if (services.some(({ status: told }) => textIn(told) === undefined)) return;
    if (this.#status !== undefined && this.#status !== status) this.#changedAt = new Date();
    this.#status = status;
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const { t, locale } = words;
    const services = readServices(this.services);
    const status = supportStatus(services);
    return html`<section class="list" part="list" lang=${locale} aria-label=${t('cds.title')} tabindex="-1">
      <header part="header">
        <h2>${t('cds.title')} <span class="note">${t('cds.support')}</span></h2>
        <slot name="actions"></slot>
      </header>
      ${renderServices(services, { status, changedAt: this.#changedAt, words })}
      ${this.cards === undefined ? nothing : this.#renderAnswers(status)}
    </section>`;
  }

  protected override updated(): void {
    const { cards, lost } = this.#read();
    const isCritical = cards.some((card) => card.indicator === 'critical' && !this.#answers.isAnswered(card));
    const next = {
      empty: cards.length === 0 && lost === 0,
      critical: isCritical,
      partial: lost > 0 || supportStatus(readServices(this.services)) !== 'full',
    };
    for (const [name, holds] of Object.entries(next)) {
      if (holds) this.#states.add(name);
      else this.#states.delete(name);
    }
  }

  /** The cards of this patient, and how many could not be read. */
  #read(): { answers: readonly CdsAnswer[]; cards: readonly CardFacts[]; lost: number } {
    const isOfThisPatient = this.#givenUnder === undefined || this.#givenUnder === this.#lease.openLease;
    const given: unknown = isOfThisPatient ? this.cards : undefined;
    const answers = objectsIn(given as readonly CdsAnswer[] | undefined);
    const { cards, unreadable } = readCards(answers);
    const places = given === undefined || given === null ? 0 : Array.isArray(given) ? given.length : 1;
    return { answers, cards, lost: unreadable + places - answers.length };
  }

  #renderAnswers(status: SupportStatus): TemplateResult {
    const words = this.#words;
    const { t } = words;
    const { answers, cards, lost } = this.#read();
    this.#answers.keep(cards);
    const none = status === 'full' ? 'cds.none' : status === 'unknown' ? 'cds.noneUnknown' : 'cds.noneYet';
    const row = (card: CardFacts) => renderCard(card, { words, answers: this.#answers });
    return html`${
      lost > 0
        ? html`<div class="notice warn" part="problem">
            ${warnIcon}
            <div>${words.plural('cds.unreadable', lost)}</div>
          </div>`
        : nothing
    }
    ${cards.length > 0 ? this.#rows.render({ name: 'cards', entries: cards, row }, words) : nothing}
    ${
      // Where nothing runs, that is what is said: none of it would mean that there is nothing to say.
      cards.length === 0 && lost === 0 && status !== 'none'
        ? html`<p class="empty" part="empty">${t(none)}</p>`
        : nothing
    }
    ${answers.map((answer) => this.#renderSystem(answer))}`;
  }

  /** What a service changes without asking, and whether the page let it. */
  #renderSystem({
    systemActions,
    systemActionsApplied,
    service,
  }: CdsAnswer): TemplateResult | typeof nothing {
    const words = this.#words;
    const { t } = words;
    const actions = readActions(systemActions);
    if (actions.length === 0) return nothing;
    const known = readServices(this.services).find(({ id }) => id === service);
    const name = (known && serviceName(known)) ?? textIn(service) ?? t('cds.service.unnamed');
    const applied =
      systemActionsApplied === true ? 'applied' : systemActionsApplied === false ? 'notApplied' : 'unknown';
    return html`<div class="system" part="system">
      <p class="label">
        ${t('cds.system.title')}: ${name} <span class="tag">${t(`cds.system.${applied}`)}</span>
      </p>
      ${renderActions(actions, words)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-cds-cards': SamspilCdsCards;
  }
}

export type { CdsAnswer, CdsCard, CdsFeedback } from './cds-hooks.ts';
export type { CdsServiceStatus } from './service-status.ts';
