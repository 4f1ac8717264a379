import type { ClinicalContext } from '@samspil/sdk';
import type { Device, Observation } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ChangesController } from '../../controllers/changes-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { MeasurementDecideEvent } from '../../events/measurement-decide-event.ts';
import { objectsIn } from '../../format/concepts.ts';
import { toIsoWithOffset } from '../../format/dates.ts';
import { receiptTexts } from '../../locales/catalogues/receipt.ts';
import { observedTexts } from '../../observations/observed-texts.ts';
import { badgeStyles } from '../../receipts/receipt-badge.styles.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { decided, type Decision } from './decision.ts';
import { deviceReference, type DeviceSources } from './device-facts.ts';
import { styles } from './device-measurements.styles.ts';
import { deviceTexts } from './device-texts.ts';
import { DevicesController } from './devices-controller.ts';
import { groupMeasurements, type MeasurementFacts, type MeasurementGroups } from './measurement-facts.ts';
import { renderDecision } from './render-decision.ts';
import { nameOf, renderMeasurement } from './render-measurement.ts';
import { renderReject } from './render-reject.ts';
import { renderReview } from './render-review.ts';
import { SelectionController } from './selection-controller.ts';

/**
 * What devices measured, and the patient or a relative at home: marked as such, and not validated until a person does,
 * one by one or several at once after a summary; or rejects it with a reason. What became of each decision stands in its
 * row, in the words of its receipt. The device, its battery and its clock are told where they are known.
 *
 * @summary Measurements from devices and from home, to be validated by a person.
 * @tag samspil-device-measurements
 * @slot actions - Buttons beside the title.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of a measurement
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @fires {MeasurementDecideEvent} samspil-measurement-decide - when a person validates or rejects a measurement; cancel it to take it over
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without measurements.
 * @csspart review - What is selected, and the summary before several are validated.
 * @csspart rows - The entries of one group.
 * @csspart entry - One measurement.
 * @csspart details - What else the record says of it and its device.
 * @csspart group - Rejected ones, and what devices tell of themselves, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilDeviceMeasurements extends LitElement {
  static override styles = [listStyles, badgeStyles, styles];
  static override properties = { ...listProperties, devices: { attribute: false }, category: {} };

  readonly #list = new ListController<
    Observation,
    typeof deviceTexts | typeof observedTexts | typeof receiptTexts
  >(this, {
    types: ['Observation'],
    parameters: () => ({ ...(this.category && { category: this.category }), _sort: '-date' }),
    texts: [deviceTexts, observedTexts, receiptTexts],
  });
  readonly #lease = new LeaseController(this);
  readonly #decisions = new ChangesController<Observation, Decision['kind']>(this, {
    lease: () => this.#lease.openLease,
    event: (kind, changed) => new MeasurementDecideEvent(kind, changed),
  });
  readonly #devices = new DevicesController(this, () => this.#lease.openLease);
  readonly #selection = new SelectionController(this);

  /** Measurements read elsewhere; then none are read. An empty list says the record has none. Never changed. */
  declare resources: readonly Observation[] | undefined;
  /** Devices read elsewhere. Others that are named are read under the lease. Never changed. */
  declare devices: readonly Device[] | undefined;
  /** The lease to read and save under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Which observations are read. Default `vital-signs,phd`; an empty text reads all. */
  declare category: string;

  constructor() {
    super();
    this.category = 'vital-signs,phd';
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('device.title'),
      failed: t('device.notLoaded'),
      empty: html`${t('device.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Observation[],
    { hasMore, unreadable }: SearchLoaded<Observation>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const { t } = words;
    const groups = groupMeasurements(resources);
    const sources = this.#sourcesOf(resources);
    const group = (name: keyof MeasurementGroups) => ({
      name,
      entries: groups[name],
      row: (facts: MeasurementFacts) => this.#renderRow(facts, name, sources),
    });
    const n = (name: keyof MeasurementGroups) => ({ n: groups[name].length });
    const isEmpty = groups.pending.length + groups.validated.length === 0;
    const isWhole = !hasMore && unreadable === 0;
    return html`${
      groups.pending.length > 0
        ? html`<h3>${t('device.group.pending', n('pending'))}</h3>
            ${this.#renderSelected(groups.pending)} ${list.renderRows(group('pending'))}`
        : html`<p class="status">
            ${isEmpty ? t(isWhole ? 'device.none' : 'device.noneYet') : t('device.nonePending')}
          </p>`
    }
    ${
      groups.validated.length > 0
        ? html`<h3>${t('device.group.validated', n('validated'))}</h3>
            ${list.renderRows(group('validated'))}`
        : nothing
    }
    ${(['off', 'technical'] as const).map((name) =>
      list.renderClosed(t(`device.group.${name}`, n(name)), group(name)),
    )}`;
  }

  #renderRow(
    facts: MeasurementFacts,
    group: keyof MeasurementGroups,
    sources: DeviceSources,
  ): TemplateResult {
    const { words } = this.#list;
    const { key, observation } = facts;
    const name = nameOf(facts, words);
    const state = this.#decisions.stateOf(observation);
    const isOpen = group === 'pending' && (state === undefined || state.status === 'failed');
    const selection = this.#selection;
    return renderMeasurement(facts, {
      words,
      group,
      sources,
      isPending: group === 'pending' && state?.status !== 'saved' && state?.status !== 'handed-over',
      pick: isOpen
        ? html`<label class="pick"
            ><input
              type="checkbox"
              aria-label=${words.t('device.select', { name })}
              .checked=${selection.has(key)}
              @change=${() => selection.toggle(key)}
          /></label>`
        : group === 'pending'
          ? html`<span class="pick gone"></span>`
          : nothing,
      decision:
        group === 'pending' || state
          ? renderDecision(state, {
              words,
              name,
              validate: () => void this.#decide([facts], { kind: 'validate' }),
              reject: () => selection.ask(key),
            })
          : nothing,
      why:
        isOpen && selection.asked === key
          ? renderReject({
              words,
              isMissing: selection.isReasonMissing,
              cancel: () => selection.ask(undefined),
              reject: (reason) => this.#reject(facts, reason),
            })
          : nothing,
    });
  }

  #renderSelected(pending: readonly MeasurementFacts[]): TemplateResult | typeof nothing {
    const selection = this.#selection;
    const selected = pending.filter(
      ({ key, observation }) => selection.has(key) && this.#decisions.stateOf(observation) === undefined,
    );
    if (selected.length === 0) return nothing;
    return renderReview({
      words: this.#list.words,
      selected,
      isReviewing: selection.isReviewing,
      review: () => selection.review(),
      clear: () => selection.clear(),
      validate: () => {
        selection.clear();
        void this.#decide(selected, { kind: 'validate' });
      },
    });
  }

  #reject(facts: MeasurementFacts, reason: string | undefined): void {
    if (reason === undefined) return this.#selection.missReason();
    this.#selection.ask(undefined);
    const note = this.#list.words.t('device.rejectNote', { reason });
    void this.#decide([facts], { kind: 'reject', note });
  }

  /** Each a write of its own: one that is refused holds no other back. */
  async #decide(measurements: readonly MeasurementFacts[], decision: Decision): Promise<void> {
    const by = { user: this.#lease.openLease?.user, at: toIsoWithOffset(new Date()) };
    const saves = measurements.map(({ observation }) =>
      this.#decisions.change(observation, decision.kind, () => decided(observation, decision, by)),
    );
    const [first] = measurements;
    await Promise.all(saves);
    await this.updateComplete;
    // The pressed button is gone: the focus goes to what became of it, unless the person has gone on.
    const row = [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')].find(
      ({ dataset }) => dataset.key === first?.key,
    );
    if (document.activeElement === document.body) row?.querySelector<HTMLElement>('.outcome')?.focus();
  }

  #sourcesOf(observations: readonly Observation[]): DeviceSources {
    const given = new Map(
      objectsIn(this.devices)
        .filter(({ resourceType }) => resourceType === 'Device')
        .map((device) => [`Device/${String(device.id)}`, device]),
    );
    const named = observations.flatMap(({ device }) => deviceReference(device ?? undefined) ?? []);
    this.#devices.want(new Set(named.filter((reference) => !given.has(reference))));
    return { devices: new Map([...this.#devices.devices, ...given]), observations };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-device-measurements': SamspilDeviceMeasurements;
  }
}
