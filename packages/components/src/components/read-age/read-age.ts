import type { ClinicalContext, Workplace } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatMoment } from '../../format/dates.ts';
import { clockIcon, offlineIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { readAgeTexts } from '../../locales/catalogues/read-age.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { styles } from './read-age.styles.ts';

/** For so long after it was read, data counts as what the record says now: milliseconds. */
const FRESH_MS = 5 * 60_000;
/** How often an age that is shown is written anew: "today" becomes "yesterday" at midnight. */
const TICK_MS = 60_000;

/**
 * How old something is that was read from the record, said where it is shown: always while the record cannot be reached,
 * else once it is older than five minutes. Says nothing about fresh data. Whether the record can be reached is taken from
 * the workplace of `samspil-app`. Elements that show a record hold one; it says nothing where it is not registered.
 *
 * It is no live region: a chart has many of them, and that the connection is gone is announced once, by the workplace.
 *
 * @summary How old data is that was read from the record.
 * @tag samspil-read-age
 */
export class SamspilReadAge extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = { resources: { attribute: false }, context: { attribute: false }, locale: {} };

  readonly #text = new TextController(this, readAgeTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #workplace = new ProvidedValue<Workplace | undefined>(this, workplaceContext);
  #readAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * What is shown, as it was read under the lease; undefined while nothing is. The oldest resource counts. Of an empty
   * answer, and of resources that were not read there, nothing is known but when they came here.
   */
  declare resources: readonly FhirResource[] | undefined;
  /** The lease it was read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  constructor() {
    super();
    new SignalsController(this, () => [this.#workplace.value?.online, this.#workplace.value?.reachable]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('resources')) return;
    const fhir = this.#lease.lease?.fhir;
    // An answer may be shared between plugins, and so be older than the call that got it.
    this.#readAt = this.resources?.reduce(
      (oldest, resource) => Math.min(oldest, Date.parse(fhir?.fetchedAt(resource) ?? '') || oldest),
      Date.now(),
    );
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    if (this.#readAt === undefined || !this.isConnected) return;
    const untilOld = this.#readAt + FRESH_MS - Date.now();
    // Beyond the moment itself: a timer may fire a little early, and the age is old only after it.
    this.#timer = setTimeout(() => this.requestUpdate(), untilOld > 0 ? untilOld + 1 : TICK_MS);
  }

  protected override render(): TemplateResult | typeof nothing {
    const readAt = this.#readAt;
    if (readAt === undefined) return nothing;
    const workplace = this.#workplace.value;
    const isCut = workplace?.online.value === false || workplace?.reachable.value === false;
    if (!isCut && Date.now() - readAt <= FRESH_MS) return nothing;
    const { t, locale } = this.#text;
    const time = formatMoment(new Date(readAt).toISOString(), locale, { isInSentence: true });
    return html`<p class=${isCut ? 'warn' : ''} lang=${locale}>
      ${isCut ? offlineIcon : clockIcon}<span>${t(isCut ? 'readAge.cut' : 'readAge.readAt', { time })}</span>
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-read-age': SamspilReadAge;
  }
}
