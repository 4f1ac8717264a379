import type { ClinicalContext, Workplace } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import type { formatMoment } from '../../format/dates.ts';
import type { Locale } from '../../locales/languages.ts';
import type { text } from '../../locales/text.ts';
import type { KeptVitals } from './kept-vitals.ts';
import type { MeasuredAt, toWallClock } from './measured-at.ts';
import type { VitalsDraft } from './vitals-form.ts';

/** What stands in the form, and whose it is. */
export interface FormContent {
  readonly draft: VitalsDraft;
  readonly measuredAt: MeasuredAt;
  /** Reference of the patient it was typed for. */
  readonly owner: string;
}

/**
 * The form, as whoever keeps its drafts sees it. Also lends what the form has loaded anyway: a chunk that imported the
 * same modules would make the bundler split those off, and every page pay for it.
 */
export interface DraftForm {
  /** Undefined while nothing is typed. */
  content(): FormContent | undefined;
  fill(draft: VitalsDraft, measuredAt: MeasuredAt): void;
  clear(): void;
  lease(): ClinicalContext | undefined;
  locale(): Locale;
  requestUpdate(): void;
  readonly empty: VitalsDraft;
  text: typeof text;
  formatMoment: typeof formatMoment;
  toWallClock: typeof toWallClock;
}

/** Has what is typed kept by a workplace that does so. The code for it is loaded only there. */
export class FormDrafts implements ReactiveController {
  readonly #form: DraftForm;
  readonly #provided: ProvidedValue<Workplace | undefined>;
  #workplace: Workplace | undefined;
  kept: KeptVitals | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, form: DraftForm) {
    this.#form = form;
    this.#provided = new ProvidedValue(host, workplaceContext);
    host.addController(this);
  }

  hostUpdate(): void {
    const workplace = this.#provided.value;
    if (workplace === this.#workplace) return;
    this.hostDisconnected();
    this.#workplace = workplace;
    if (workplace?.can('drafts')) void this.#keep(workplace);
  }

  hostDisconnected(): void {
    this.kept?.end();
    this.kept = undefined;
    this.#workplace = undefined;
  }

  async #keep(workplace: Workplace): Promise<void> {
    const { KeptVitals } = await import('./kept-vitals.ts');
    if (this.#workplace === workplace) this.kept = new KeptVitals(workplace, this.#form);
  }
}
