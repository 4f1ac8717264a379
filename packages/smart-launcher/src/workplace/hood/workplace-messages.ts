import { formatNumber } from '@samspil/components/format';
import type { HostEvent } from '@samspil/sdk/host';
import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import type { HoodLog } from './hood-log.ts';
import { hoodStyles } from './hood.styles.ts';

/** What passed between the workplace and its plugins: methods, times and codes, nothing of what was in it. */
export class WorkplaceMessages extends LitElement {
  static override styles = [controls, hoodStyles];
  static override properties = { log: { attribute: false }, locale: {} };

  declare log: HoodLog;
  declare locale: string;

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.log]);
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { messages } = this.log;
    if (messages.length === 0) return html`<p>${t('hood.messages.none')}</p>`;
    return html`<table>
      <caption class="sr-only">
        ${t('hood.messages.caption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('hood.time')}</th>
          <th scope="col">${t('hood.plugin')}</th>
          <th scope="col" class="optional">${t('hood.kind.label')}</th>
          <th scope="col">${t('hood.name')}</th>
          <th scope="col" class="optional">${t('hood.duration')}</th>
          <th scope="col">${t('hood.answer')}</th>
        </tr>
      </thead>
      <tbody>
        ${messages.map((message) => this.#renderMessage(t, message))}
      </tbody>
    </table>`;
  }

  #renderMessage(t: Texts, { at, plugin, kind, name, durationMs, value, code }: HostEvent): TemplateResult {
    const isRefused = kind === 'refused' || code !== undefined;
    const time = new Date(at).toISOString();
    return html`<tr>
      <td class="number"><time datetime=${time}>${clock(at)}</time></td>
      <td>${plugin ?? t('hood.workplace')}</td>
      <td class="optional">${t(`hood.kind.${kind}`)}</td>
      <td>
        <code>${name}</code
        >${value === undefined ? '' : html` ${formatNumber(value, t.locale, value < 10 ? 3 : 0)}`}
      </td>
      <td class="number optional">
        ${durationMs === undefined ? '' : `${formatNumber(durationMs, t.locale, 0)} ms`}
      </td>
      <td>
        ${
          isRefused
            ? html`<span class="chip danger">${code ?? t('hood.kind.refused')}</span>`
            : kind === 'call'
              ? t('hood.ok')
              : ''
        }
      </td>
    </tr>`;
  }
}

/** Hours to milliseconds in the device's zone: messages are close together. */
function clock(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
