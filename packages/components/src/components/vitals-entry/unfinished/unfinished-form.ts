import type { ClinicalContext, Workplace } from '@samspil/sdk';
import type { observationsFor } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { workplaceContext } from '../../../contexts/index.ts';
import { ProvidedValue } from '../../../controllers/provided-value.ts';
import type { formatMoment } from '../../../format/dates.ts';
import type { Locale } from '../../../locales/languages.ts';
import type { text } from '../../../locales/text.ts';
import type { MeasuredAt, toWallClock } from '../measured-at.ts';
import type { FieldFault, FieldName, VitalsDraft } from '../vitals-form.ts';
import type { UnfinishedWork } from './unfinished-work.ts';

/** The refused write that a set takes the place of when it is saved. */
export interface Replaced {
  readonly receipt: string;
  /** Gives the new resources the names of the refused ones, so that what refers to those still does. */
  name?(observations: readonly Observation[]): Observation[];
  /** What the server said of a field, as long as the value is the one it was said of. */
  fault?(field: FieldName, draft: VitalsDraft, measuredAt: MeasuredAt): FieldFault | undefined;
  /** What to say when it was corrected or given up elsewhere meanwhile; undefined for any other failure of a save. */
  gone?(code: string): string | undefined;
}

/** What stands in the form, and whose it is. */
export interface FormContent {
  readonly draft: VitalsDraft;
  readonly measuredAt: MeasuredAt;
  /** Reference of the patient it was typed for. */
  readonly owner: string;
  readonly replaces?: Replaced | undefined;
}

/**
 * The form, as whoever keeps its unfinished work sees it. Also lends what the form has loaded anyway: a chunk that
 * imported the same modules would make the bundler split those off, and every page pay for it.
 */
export interface UnfinishedForm {
  /** Undefined while nothing is typed. */
  content(): FormContent | undefined;
  fill(content: Omit<FormContent, 'owner'>): void;
  clear(): void;
  /** The element. */
  readonly host: LitElement;
  lease(): ClinicalContext | undefined;
  locale(): Locale;
  requestUpdate(): void;
  readonly empty: VitalsDraft;
  text: typeof text;
  formatMoment: typeof formatMoment;
  observationsFor: typeof observationsFor;
  toWallClock: typeof toWallClock;
}

/** Has unfinished work looked after where the workplace does so. The code for it is loaded only there. */
export class UnfinishedController implements ReactiveController {
  readonly #form: UnfinishedForm;
  readonly #provided: ProvidedValue<Workplace | undefined>;
  #workplace: Workplace | undefined;
  work: UnfinishedWork | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, form: UnfinishedForm) {
    this.#form = form;
    this.#provided = new ProvidedValue(host, workplaceContext);
    host.addController(this);
  }

  hostUpdate(): void {
    const workplace = this.#provided.value;
    if (workplace === this.#workplace) return;
    this.hostDisconnected();
    this.#workplace = workplace;
    if (workplace?.can('drafts') || workplace?.can('repair')) void this.#begin(workplace);
  }

  hostDisconnected(): void {
    this.work?.end();
    this.work = undefined;
    this.#workplace = undefined;
  }

  async #begin(workplace: Workplace): Promise<void> {
    const { UnfinishedWork } = await import('./unfinished-work.ts');
    if (this.#workplace === workplace) this.work = new UnfinishedWork(workplace, this.#form);
  }
}
