import type { ConflictChoice, ConflictingResource } from '@samspil/sdk/host';
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { isProtectedIn, PROTECTED_PLACES } from '../../format/protection.ts';
import { nameOfQuestion, nameOfResource } from '../../fields/field-words.ts';
import type { fieldsTexts } from '../../fields/fields-texts.ts';
import { formatElements, formatValue } from '../../fields/format-value.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, TextParameters } from '../../locales/text.ts';
import type { conflictTexts } from './conflict-texts.ts';

type Question = ConflictingResource['conflicts'][number];
type Side = ConflictChoice['take'];

/** The texts of samspil-conflict and its language. */
export interface ConflictWords {
  readonly t: (key: KeyOf<typeof conflictTexts | typeof fieldsTexts>, parameters?: TextParameters) => string;
  readonly locale: Locale;
}

/** What drawing a resource needs beside it. */
export interface QuestionView {
  readonly words: ConflictWords;
  /** The number of the resource's first question among all, for names of its radio groups. */
  readonly first: number;
  /** The person wanted to confirm: what has no answer yet is marked. */
  readonly isAsked: boolean;
  readonly sideOf: (path: string) => Side | undefined;
  readonly choose: (path: string, side: Side) => void;
}

/** One resource: what happened to it, by whom and when, and its questions. */
export function renderResource(resource: ConflictingResource, view: QuestionView): TemplateResult {
  const { words, first } = view;
  return html`<section class="resource" data-kind=${resource.kind}>
    <p class="what">${whatHappened(resource, words)}</p>
    ${resource.conflicts.length === 0 ? html`<p class="together">${words.t('conflict.together')}</p>` : nothing}
    ${resource.conflicts.map((question, index) => renderQuestion(question, resource, view, `q${first + index}`))}
  </section>`;
}

function whatHappened(resource: ConflictingResource, words: ConflictWords): string {
  const { t, locale } = words;
  const name = nameOfResource(resource, words);
  const { kind, who, when } = resource;
  if (kind === 'gone') return `${name}. ${t('conflict.deleted')}.`;
  if (kind === 'unreadable') return `${name}. ${t('conflict.unreadable')}`;
  if (kind === 'exists') return `${name}. ${t('conflict.exists')}.`;
  const user = who?.display ?? t('conflict.someone');
  if (when === undefined) return t('conflict.textUndated', { name, user });
  return t('conflict.text', { name, user, time: formatMoment(when, locale, { isInSentence: true }) });
}

/** The same with a word in place of where a protected person can be found. */
function withoutPlaces(value: object, word: string): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      PROTECTED_PLACES.has(name) ? word : each,
    ]),
  );
}

function renderQuestion(
  question: Question,
  resource: ConflictingResource,
  view: QuestionView,
  name: string,
): TemplateResult {
  const { words } = view;
  const { t } = words;
  const { kind } = resource;
  const { path, elements, base, mine, theirs } = question;
  const isWhole = kind !== 'changed';
  const isPart = isWhole || elements.length > 1 || elements[0] === 'component';
  const isProtected = isProtectedIn([resource.base, resource.mine, resource.theirs]);
  const isHidden = isProtected && elements.some((each) => PROTECTED_PLACES.has(each));
  const shown = (value: unknown) => {
    if (isHidden) return t('field.hidden');
    if (!isPart || typeof value !== 'object' || value === null || Array.isArray(value))
      return formatValue(value, words);
    const part = isProtected ? withoutPlaces(value, t('field.hidden')) : value;
    return formatElements(part as Readonly<Record<string, unknown>>, words, isWhole ? [] : ['code']);
  };
  const side = (take: Side, label: string, value: string | undefined) =>
    html`<label class="side" data-side=${take}>
      <input
        type="radio"
        name=${name}
        .checked=${view.sideOf(path) === take}
        @change=${() => view.choose(path, take)}
      />
      <span
        ><span class="label">${label}</span
        >${value === undefined ? nothing : html` <span class="value">${value}</span>`}</span
      >
    </label>`;
  const before =
    base === undefined || isWhole
      ? nothing
      : html`<p class="before">${t('conflict.before')}: <span class="value">${shown(base)}</span></p>`;
  const mineLabel = isWhole ? t('conflict.asNew') : t('conflict.mine');
  const theirLabel =
    kind === 'gone' ? t('conflict.leaveDeleted') : isWhole ? t('conflict.giveUpMine') : t('conflict.theirs');
  const isOpen = view.isAsked && view.sideOf(path) === undefined;
  return html`<fieldset id=${name} data-path=${path} ?data-open=${isOpen}>
    <legend>${isWhole ? t('conflict.mine') : nameOfQuestion(question, resource, words)}</legend>
    ${before}
    ${kind === 'unreadable' ? html`<p class="before"><span class="value">${shown(mine)}</span></p>` : side('mine', mineLabel, shown(mine))}
    ${side('theirs', theirLabel, isWhole && theirs === undefined ? undefined : shown(theirs))}
  </fieldset>`;
}
