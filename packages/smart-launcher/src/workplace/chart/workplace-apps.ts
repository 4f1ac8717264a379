import { SamspilError } from '@samspil/sdk';
import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { outsideIcon } from '../icons.ts';
import { failure } from '../notices.ts';
import { Reading, codeOf } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';

interface App {
  readonly clientId: string;
  readonly name: string;
}

/** Apps of their own pages, opened on this patient by an EHR launch (SMART App Launch 2.2). */
export class WorkplaceApps extends LitElement {
  static override styles = [
    controls,
    css`
      h2 {
        margin-block-end: 0.5rem;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
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
    problem: { state: true },
  };

  declare desktop: Desktop;
  declare context: ClinicalContext | undefined;
  declare locale: string;
  /** An error code, or that the browser kept the window shut. */
  declare private problem: string | undefined;
  readonly #apps = new Reading(this, {
    key: () => (this.desktop.config.simulator?.launchesUrl === undefined ? undefined : this.desktop),
    load: async () => ((await this.#call()) as { apps: App[] }).apps,
  });

  constructor() {
    super();
    this.locale = 'da';
    this.problem = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('context')) this.problem = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const apps = this.#apps.value;
    // A list of conveniences: where it cannot be read, the chart is complete without it.
    if (!this.context || !apps || apps.length === 0) return nothing;
    const t = textsIn(this.locale);
    return html`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${t('apps.heading')}</h2>
      <ul>
        ${apps.map(
          (app) =>
            html`<li>
              <button type="button" @click=${() => void this.#open(app)}>
                ${app.name}${outsideIcon}<span class="sr-only">${t('apps.opensOutside')}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${
        this.problem === 'blocked'
          ? html`<p class="notice warn" role="alert">${t('apps.blocked')}</p>`
          : this.problem
            ? failure(t, t('apps.failed'), this.problem)
            : nothing
      }
    </section>`;
  }

  async #open({ clientId }: App): Promise<void> {
    const context = this.context;
    if (!context) return;
    // Opened on the click itself, because browsers block a window that comes later; the address follows.
    const opened = globalThis.open('about:blank', '_blank');
    this.problem = opened ? undefined : 'blocked';
    if (!opened) return;
    opened.opener = null;
    const idOf = (reference: { reference: string } | undefined) => reference?.reference.split('/').at(-1);
    try {
      const request = {
        clientId,
        patient: idOf(context.patient),
        encounter: idOf(context.encounter),
        theme: this.desktop.host.theme.value.colorScheme,
      };
      const { url } = (await this.#call(request)) as { url: string };
      // The clinician may have moved on meanwhile: no app opens on the patient before.
      if (context.ended.aborted)
        throw new SamspilError('stale-context', 'The patient was changed before the app opened.');
      opened.location.replace(url);
    } catch (error) {
      opened.close();
      this.problem = codeOf(error);
    }
  }

  async #call(body?: object): Promise<unknown> {
    const url = this.desktop.config.simulator?.launchesUrl ?? '';
    const headers = new Headers({ Authorization: `Bearer ${await this.desktop.session.accessToken()}` });
    if (body) headers.set('Content-Type', 'application/json');
    let response: Response;
    try {
      response = await globalThis.fetch(url, {
        headers,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
    } catch {
      throw new SamspilError('network', 'The simulator did not answer: is it running?');
    }
    if (response.status === 401) throw new SamspilError('needs-login', 'The session is over: sign in again.');
    if (!response.ok) throw new SamspilError('launch-failed', 'The simulator did not prepare the launch.');
    return response.json();
  }
}
