import type { Repair, Workplace } from '@samspil/sdk';
import { repairTexts } from './repair-texts.ts';
import type { KeyOf } from '../../../locales/text.ts';
import type { MeasuredAt } from '../measured-at.ts';
import type { FieldFault, FieldName } from '../vitals-form.ts';
import { readCorrection } from './correction.ts';
import type { UnfinishedForm } from './unfinished-form.ts';

/**
 * The set that the EPJ refused: brought back into the form for a person who asked to correct it, with the focus in the
 * field that the server names and its words beside it. What she is writing at that moment comes first.
 */
export class RepairedVitals {
  readonly #form: UnfinishedForm;
  readonly #stops: (() => void)[];
  #next: Repair | undefined;
  /** What is shown above the form, and what the server said of the whole. */
  #notice: { key: KeyOf<typeof repairTexts>; receipt: string; said: readonly string[] } | undefined;
  #shown: HTMLElement | undefined;

  constructor(workplace: Workplace, form: UnfinishedForm) {
    this.#form = form;
    this.#stops = [
      workplace.onRepair((repair) => {
        this.#next = repair;
        this.#open();
      }),
      workplace.context.subscribe(() => {
        this.#next = undefined;
        this.#notice = undefined;
        form.requestUpdate();
      }),
    ];
  }

  end(): void {
    for (const stop of this.#stops) stop();
  }

  /** The form is empty again. */
  finished(): void {
    this.#notice = undefined;
    this.#open();
  }

  /** Made by hand: see {@link UnfinishedForm}. Text throughout: a server's words are never markup. */
  render(): HTMLElement | undefined {
    const notice = this.#notice;
    if (!notice) return undefined;
    const name = `${notice.key} ${notice.receipt} ${this.#form.locale()}`;
    if (this.#shown?.dataset['repair'] === name) return this.#shown;
    const shown = document.createElement('div');
    shown.className = `notice warn repair ${notice.key}`;
    shown.role = 'status';
    shown.dataset['repair'] = name;
    const lines = [this.#text(notice.key), ...notice.said.map((text) => this.#text('repair.said', { text }))];
    shown.append(
      ...lines.map((text) => {
        const line = document.createElement('p');
        line.textContent = text;
        return line;
      }),
    );
    return (this.#shown = shown);
  }

  #open(): void {
    const repair = this.#next;
    if (!repair || repair.context.ended.aborted) return;
    const form = this.#form;
    const content = form.content();
    if (content && content.replaces?.receipt !== repair.receipt) return this.#say('repair.waits', repair);
    this.#next = undefined;
    const read = readCorrection(repair, form);
    if (!read) return this.#say('repair.notHere', repair);
    const { draft, faults, general, name } = read;
    this.#say('repair.title', repair, general);
    const measuredAt = this.#measuredAt(read.measuredAt);
    form.fill({
      draft,
      measuredAt,
      replaces: {
        receipt: repair.receipt,
        name,
        fault: (field, present, presentAt) => {
          const isSame = field === 'measuredAt' ? presentAt === measuredAt : present[field] === draft[field];
          return isSame && faults.has(field) ? this.#fault(faults.get(field)) : undefined;
        },
        gone: (code) => (code === 'not-found' || code === 'conflict' ? this.#text('repair.gone') : undefined),
      },
    });
    const [field = 'respiratoryRate'] = faults.keys();
    void this.#focus(field);
  }

  #fault(said: string | undefined): FieldFault {
    const text =
      said === undefined ? this.#text('repair.refused') : this.#text('repair.said', { text: said });
    return { kind: 'refused', text };
  }

  async #focus(field: FieldName): Promise<void> {
    const { host } = this.#form;
    await host.updateComplete;
    const find = (more: string) =>
      host.renderRoot.querySelector<HTMLElement>(`[data-field="${field}"] input${more}`);
    (find(':checked') ?? find(''))?.focus();
  }

  /** An instant of the record as the form has it. */
  #measuredAt(iso: string | undefined): MeasuredAt {
    const at = new Date(iso ?? Number.NaN);
    if (Number.isNaN(at.getTime())) return {};
    const { toWallClock } = this.#form;
    const typed = toWallClock(at);
    const first = new Date(typed);
    // In the hour that occurs twice, the wall shows the same an hour later.
    const isTwice = toWallClock(new Date(first.getTime() + 3_600_000)) === typed;
    return { typed, ...(isTwice && { pass: at > first ? 'second' : 'first' }) };
  }

  #say(key: KeyOf<typeof repairTexts>, { receipt }: Repair, said: readonly string[] = []): void {
    this.#notice = { key, receipt, said };
    this.#shown = undefined;
    this.#form.requestUpdate();
  }

  #text(key: KeyOf<typeof repairTexts>, parameters?: { text: string }): string {
    return this.#form.text(repairTexts, this.#form.locale(), key, parameters);
  }
}
