import type { ClinicalContext, ContextChange, Prepared, StoredDraft, Workplace } from '@samspil/sdk';
import { draftTexts } from '../../../locales/catalogues/drafts.ts';
import type { KeyOf, TextParameters } from '../../../locales/text.ts';
import type { FormContent, UnfinishedForm } from './unfinished-form.ts';
import type { VitalsDraft } from '../vitals-form.ts';

const levels = ['A', 'C', 'V', 'P', 'U'] as const;

/**
 * The nurse who typed five values and was called away: what is in the form is parked with the workplace before the
 * patient changes, and offered again when that patient is back. It is removed when it is saved or given up.
 */
export class KeptVitals {
  readonly #workplace: Workplace;
  readonly #form: UnfinishedForm;
  readonly #stops: (() => void)[];
  #offered: readonly StoredDraft[] = [];
  #shown: HTMLElement | undefined;
  /** Key under which what is in the form is kept, once it was. */
  #key: string | undefined;
  /** Saved or given up while the lease ended: not to be offered again. */
  readonly #done = new Set<string>();
  #parked: { content: FormContent; context: ClinicalContext } | undefined;

  constructor(workplace: Workplace, form: UnfinishedForm) {
    this.#workplace = workplace;
    this.#form = form;
    this.#stops = [
      workplace.onPrepare((change) => this.#prepare(change)),
      workplace.drafts.subscribe(() => void this.#look()),
      workplace.context.subscribe(() => {
        this.#clearParked();
        void this.#look();
      }),
    ];
    void this.#look();
  }

  end(): void {
    for (const stop of this.#stops) stop();
  }

  /** What was in the form is saved, or was cleared by hand. */
  finished(): void {
    const key = this.#key;
    this.#key = undefined;
    if (key === undefined) return;
    this.#done.add(key);
    void this.#look();
  }

  /** The oldest draft of this patient, as long as the form is empty. Made by hand: see {@link UnfinishedForm}. */
  render(): HTMLElement | undefined {
    const [draft] = this.#offered;
    const lease = this.#form.lease();
    if (!draft || !lease || lease !== this.#workplace.context.value || this.#form.content()) return undefined;
    const locale = this.#form.locale();
    // The same one for as long as it says the same: a new one would take the focus away.
    const name = `${draft.key} ${draft.savedAt} ${locale}`;
    if (this.#shown?.dataset['draft'] === name) return this.#shown;
    const time = this.#form.formatMoment(draft.savedAt, locale, { isInSentence: true });
    const notice = document.createElement('div');
    notice.className = 'notice info offer';
    notice.role = 'status';
    notice.dataset['draft'] = name;
    const words = document.createElement('div');
    words.append(
      this.#text('draft.offer', { time }),
      document.createElement('br'),
      this.#button('take', () => this.#take(draft)),
      ' ',
      this.#button('discard', () => this.#discard(draft)),
    );
    notice.append(words);
    return (this.#shown = notice);
  }

  #button(act: 'take' | 'discard', press: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = act === 'take' ? act : `${act} quiet`;
    button.textContent = this.#text(`draft.${act}`);
    button.addEventListener('click', press);
    return button;
  }

  #text(key: KeyOf<typeof draftTexts>, parameters?: TextParameters): string {
    return this.#form.text(draftTexts, this.#form.locale(), key, parameters);
  }

  #prepare(change: ContextChange): Prepared {
    const content = this.#form.content();
    const { context } = change;
    if (content?.owner !== context.patient.reference) return 'ready';
    // Its own key: one that was not brought back yet must not be written over.
    this.#key ??= `vitals-${crypto.randomUUID()}`;
    void change.kept.then((isKept) => {
      if (isKept) this.#parked = { content, context };
      this.#clearParked();
    });
    // "Now" was when it was typed; when it is brought back, that is long ago.
    const typed = content.measuredAt.typed ?? this.#form.toWallClock(new Date());
    // What it corrects stays what it corrects: saved as something new, it would be there twice.
    const replaces = content.replaces?.receipt;
    const data = { ...content.draft, measuredAt: { ...content.measuredAt, typed }, replaces };
    const title = this.#text('draft.title');
    // The workplace shows it in this language, or where it has changed, the one that stands for all.
    return { park: { key: this.#key, title: { [this.#form.locale()]: title, en: title }, data } };
  }

  /** The workplace has it, and its patient has left the screen: so does what was typed. */
  #clearParked(): void {
    const parked = this.#parked;
    if (!parked || this.#workplace.context.value === parked.context) return;
    this.#parked = undefined;
    // Changed since: then what is in the form is not what was kept.
    if (this.#form.content()?.draft !== parked.content.draft) return;
    this.#key = undefined;
    this.#form.clear();
  }

  async #look(): Promise<void> {
    const context = this.#workplace.context.value;
    const found = context ? await this.#workplace.drafts.list(context).catch(() => []) : [];
    if (context !== this.#workplace.context.value) return;
    for (const { key } of found)
      if (context && this.#done.has(key))
        await this.#workplace.drafts.remove(context, key).catch(() => undefined);
    this.#offered = found.filter(
      ({ key }) => key.startsWith('vitals-') && key !== this.#key && !this.#done.has(key),
    );
    this.#form.requestUpdate();
  }

  #take({ key, data }: StoredDraft): void {
    const content = readContent(data, this.#form.empty);
    this.#key = key;
    this.#offered = this.#offered.filter((offered) => offered.key !== key);
    this.#form.fill(content);
  }

  #discard({ key }: StoredDraft): void {
    this.#done.add(key);
    void this.#look();
  }
}

/** What an earlier version of this form may have kept: whatever is not understood is left out. */
function readContent(data: unknown, empty: VitalsDraft): Omit<FormContent, 'owner'> {
  const kept = (data ?? {}) as Record<string, unknown>;
  const typedIn = (value: unknown) => (typeof value === 'string' ? value.slice(0, 20) : '');
  const numbers = Object.fromEntries(Object.keys(empty).map((field) => [field, typedIn(kept[field])]));
  const at = (kept['measuredAt'] ?? {}) as Record<string, unknown>;
  const { oxygen, replaces } = kept;
  const consciousness = levels.find((level) => level === kept['consciousness']);
  return {
    draft: {
      ...empty,
      ...numbers,
      ...(oxygen === 'air' || oxygen === 'oxygen' ? { oxygen } : {}),
      ...(consciousness && { consciousness }),
    },
    ...(typeof replaces === 'string' && { replaces: { receipt: replaces } }),
    measuredAt: {
      typed: typedIn(at['typed']),
      ...(at['pass'] === 'first' || at['pass'] === 'second' ? { pass: at['pass'] } : {}),
    },
  };
}
