import type { ClinicalContext } from '@samspil/sdk';
import type { CardAcceptEvent, CardLaunchEvent, CardOverrideEvent } from '@samspil/components/events';
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import type { Desktop } from '../desktop.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import { SupportController } from './support-controller.ts';

/**
 * Decision support for the open patient: what the services say, which of them run, and what a person does with their
 * cards. It stands above the parts of the record, because a grave card must not go with a tab; the chart waits for none of it.
 */
export class WorkplaceDecisionSupport extends LitElement {
  static override styles = [
    controls,
    css`
      /* Most patients give no advice: whether it runs takes one line then, and not the place of the score. */
      samspil-cds-cards::part(list) {
        display: flex;
        flex-wrap: wrap;
        column-gap: 1rem;
        align-items: center;
      }
      samspil-cds-cards::part(header) {
        flex: 1 1 auto;
      }
      samspil-cds-cards::part(problem),
      samspil-cds-cards::part(rows),
      samspil-cds-cards::part(more),
      samspil-cds-cards::part(system) {
        box-sizing: border-box;
        flex: 1 1 100%;
        min-width: 0;
      }
      /* As high as the answer "no advice", so that the chart does not move under a hand. */
      .asking {
        min-height: 4.75rem;
        color: var(--samspil-text-muted);
      }
      .notice {
        margin-block-start: 0.75rem;
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    context: { attribute: false },
    locale: {},
    cannotOpen: { state: true },
  };

  declare desktop: Desktop;
  /** The lease of the chart. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  /** A card led to an app that this workplace does not know. */
  declare private cannotOpen: boolean;
  readonly #support = new SupportController(this, {
    servers: () => this.desktop.config.decisionSupport ?? [],
    lease: () => (this.context?.ended.aborted ? undefined : this.context),
    isOnline: () => this.desktop.host.online.value,
    locale: () => textsIn(this.locale).locale,
    fetch: (input, init) => globalThis.fetch(input, init),
  });

  constructor() {
    super();
    this.locale = 'da';
    this.cannotOpen = false;
    new FollowSignals(this, () => [this.desktop.host.online]);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('context')) this.cannotOpen = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const t = textsIn(this.locale);
    const { answers, services, isAsking } = this.#support;
    if (!this.context) return nothing;
    // Before all have answered, "no advice" would not be true; what is grave is not held back for the others.
    if (isAsking && !answers?.some(({ cards = [] }) => cards.length > 0))
      return html`<p class="card asking">${t('support.asking')}</p>`;
    if (!services) return nothing;
    return html`<samspil-cds-cards
        .context=${this.context}
        .cards=${answers}
        .services=${services}
        .locale=${t.locale}
        @samspil-card-accept=${this.#accept}
        @samspil-card-override=${this.#override}
        @samspil-card-launch=${this.#launch}
      ></samspil-cds-cards>
      ${this.cannotOpen ? html`<p class="notice warn" role="alert">${t('support.cannotOpen')}</p>` : nothing}`;
  }

  readonly #accept = (event: CardAcceptEvent): void => {
    event.waitUntil(this.#support.accept(event.acceptance));
  };

  readonly #override = ({ override }: CardOverrideEvent): void => {
    this.#support.tell(override);
  };

  /** An app of a card is opened only where it is registered, and none is by its address. */
  readonly #launch = (event: CardLaunchEvent): void => {
    event.stopPropagation();
    this.cannotOpen = true;
  };
}
