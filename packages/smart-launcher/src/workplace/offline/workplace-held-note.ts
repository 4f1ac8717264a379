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
import { PREPARED } from './prepared-resources.ts';

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
  readonly #holding = new Reading<ClinicalContext, Holding>(this, {
    key: () => (this.desktop.host.online.value || !this.desktop.host.offline ? undefined : this.context),
    load: async ({ patient }) => {
      const id = patient.reference.slice('Patient/'.length);
      const held = (await this.desktop.host.offline?.held()) ?? [];
      return holdingOf(
        held.find((one) => one.patient === id),
        PREPARED,
      );
    },
  });

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.desktop.host.online]);
  }

  protected override render(): TemplateResult | typeof nothing {
    const status = this.#holding.value?.status;
    if (status === undefined || status === 'whole') return nothing;
    const t = textsIn(this.locale);
    return html`<div class="notice warn" role="alert" data-holding=${status}>
      ${offlineIcon}
      <div>
        <strong>${this.#heading(t, status)}</strong>
        ${t(`device.chart.${status}.text`)}
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
