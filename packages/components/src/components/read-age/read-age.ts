import type { ClinicalContext } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { AgeController } from '../../controllers/age-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatMoment } from '../../format/dates.ts';
import { clockIcon, offlineIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { readAgeTexts } from '../../locales/catalogues/read-age.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { styles } from './read-age.styles.ts';

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
  readonly #age = new AgeController(this, this.#lease, () => this.resources);

  /**
   * What is shown, as it was read under the lease; undefined while nothing is. The oldest resource counts. Of an empty
   * answer, and of resources that were not read there, nothing is known but when they came here.
   */
  declare resources: readonly FhirResource[] | undefined;
  /** The lease it was read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const age = this.#age.age;
    if (!age) return nothing;
    const { readAt, isCut } = age;
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
