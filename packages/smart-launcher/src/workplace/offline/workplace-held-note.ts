import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { Reading } from '../controllers/reading.ts';
import type { Desktop } from '../desktop.ts';
import { offlineIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { holdingOf } from '@samspil/components/components/offline-ward';
import type { Holding } from '@samspil/components/components/offline-ward';
import { FollowLetGo } from './follow-let-go.ts';
import { PREPARED } from './prepared-resources.ts';

/** What is held of one patient, and whether anything was let go to make room for a save. */
type Held = Holding & { readonly wasLetGo: boolean };

/** Says at the top of a chart, without a connection, that the patient is not on this device, or not all of her record. */
export class WorkplaceHeldNote extends LitElement {
  static override styles = [
    controls,
    css`
      .notice {
        margin: 0.75rem 1rem 0;
      }
    `,
  ];

  static override properties = { desktop: { attribute: false }, context: { attribute: false }, locale: {} };

  declare desktop: Desktop;
  /** The lease of the chart. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  /** Asked once for each lease, when the connection is not there. */
  readonly #holding = new Reading<ClinicalContext, Held>(this, {
    key: () => (this.desktop.host.online.value || !this.desktop.host.offline ? undefined : this.context),
    load: async ({ patient }) => {
      const id = patient.reference.slice('Patient/'.length);
      const { offline } = this.desktop.host;
      const [held = [], storage] = await Promise.all([offline?.held(), offline?.storage()]);
      const own = held.find((one) => one.patient === id);
      return { ...holdingOf(own, PREPARED), wasLetGo: storage?.letGoAt !== undefined };
    },
  });

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.desktop.host.online]);
    new FollowLetGo(
      this,
      () => this.desktop.host.offline,
      () => this.#holding.reload(),
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const { status, wasLetGo } = this.#holding.value ?? {};
    if (status === undefined || status === 'whole') return nothing;
    const t = textsIn(this.locale);
    return html`<div class="notice warn" role="alert" data-holding=${status}>
      ${offlineIcon}
      <div>
        <strong>${this.#heading(t, status)}</strong>
        ${wasLetGo ? t('device.chart.letGo') : nothing} ${t(`device.chart.${status}.text`)}
      </div>
    </div>`;
  }

  /** By name where the list has shown it: without her record no banner says whose chart this is. */
  #heading(t: Texts, status: 'none' | 'part'): string {
    const id = this.context?.patient.reference.slice('Patient/'.length) ?? '';
    const name = this.desktop.names.value.get(id) ?? t('list.patient');
    return t(`device.chart.${status}.heading`, { name });
  }
}
