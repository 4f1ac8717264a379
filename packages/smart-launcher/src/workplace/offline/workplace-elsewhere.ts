import { formatMoment } from '@samspil/components/format';
import type { DeviceUnsent } from '@samspil/sdk/launch';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Reading } from '../controllers/reading.ts';
import type { Desktop } from '../desktop.ts';
import { warnIcon } from '../icons.ts';
import { failure } from '../notices.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import type { UnsentDevices } from './unsent-devices.ts';

/**
 * Says after the sign-in that another device of this user has not sent everything: a phone that lies in a drawer, or this
 * very device before its storage was cleared. Only she knows which; so she is told until she says that she knows.
 */
export class WorkplaceElsewhere extends LitElement {
  static override styles = [
    controls,
    css`
      .notice {
        margin-block-end: 0.75rem;
      }
    `,
  ];

  static override properties = { desktop: { attribute: false }, locale: {}, failed: { state: true } };

  declare desktop: Desktop;
  declare locale: string;
  /** Code of what failed when she said that she knows. */
  declare private failed: string | undefined;
  readonly #devices = new Reading<UnsentDevices, readonly DeviceUnsent[]>(this, {
    key: () => this.desktop.unsentDevices,
    load: (devices) => devices.elsewhere(),
  });

  constructor() {
    super();
    this.locale = 'da';
    this.failed = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    // Not being able to ask is no news about other devices: the connection says so elsewhere on the screen.
    const devices = this.#devices.value ?? [];
    if (devices.length === 0) return nothing;
    const t = textsIn(this.locale);
    return html`${repeat(
      devices,
      ({ device }) => device,
      (device) => this.#renderDevice(t, device),
    )}
    ${this.failed === undefined ? nothing : failure(t, t('elsewhere.failed'), this.failed)}`;
  }

  #renderDevice(t: Texts, { device, count, oldest, newest, lastContact }: DeviceUnsent): TemplateResult {
    const at = (instant: string | undefined) =>
      formatMoment(instant ?? lastContact, t.locale, { isInSentence: true });
    return html`<div class="notice warn" role="alert">
      ${warnIcon}
      <div>
        <strong>${t.plural('elsewhere.heading', count)}</strong>
        ${
          count === 1
            ? t('elsewhere.when.one', { newest: at(newest) })
            : t('elsewhere.when.other', { oldest: at(oldest), newest: at(newest) })
        }
        ${t('elsewhere.contact', { time: at(lastContact) })} ${t('elsewhere.todo')}
        <div>
          <button type="button" @click=${() => void this.#noted(device)}>${t('elsewhere.noted')}</button>
        </div>
      </div>
    </div>`;
  }

  async #noted(device: string): Promise<void> {
    try {
      await this.desktop.unsentDevices?.noted(device);
      this.failed = undefined;
      this.#devices.reload();
    } catch (error) {
      this.failed = (error as { code?: string }).code ?? 'unexpected';
    }
  }
}
