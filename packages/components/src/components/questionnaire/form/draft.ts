import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { objectsIn } from '../../../format/concepts.ts';
import { textIn } from '../../../format/text-in.ts';
import { fits } from './answers.ts';
import type { Answer, FormItem } from './form-item.ts';

/** What stands in a form while it is filled in. Never changed: each act makes a new one. */
export type Draft = readonly DraftItem[];

/** One item of the form in one place: a repeating group has several of the same item. */
export interface DraftItem {
  /** Its own in the draft; stays through every change of others. */
  readonly key: string;
  readonly item: FormItem;
  /** Of a question: at least one, which may be empty. Of a group: none. */
  readonly answers: readonly DraftAnswer[];
  /** Of a group. */
  readonly items: Draft;
}

export interface DraftAnswer {
  readonly key: string;
  /** Undefined while nothing is answered, or what is typed cannot be read. */
  readonly answer: Answer | undefined;
  /** What is typed and not read, or not yet left; one text for each field of the control. */
  readonly typed: readonly string[] | undefined;
  readonly items: Draft;
}

/** What an answer without a place in the form was an answer to. */
export interface Lost {
  readonly linkId: string;
  readonly text: string | undefined;
}

/** The draft that a response is, or that a form begins with; and which answers of the response have no place in the form. */
export function draftOf(
  items: readonly FormItem[],
  response: QuestionnaireResponse | undefined,
): { draft: Draft; lost: readonly Lost[] } {
  const lost: Lost[] = [];
  const given = response && objectsIn(response.item);
  return { draft: draftItems(items, '', { given, lost }), lost };
}

interface Given {
  /** Undefined where the form begins: then initial values count. */
  readonly given: readonly QuestionnaireResponseItem[] | undefined;
  readonly lost: Lost[];
}

function draftItems(items: readonly FormItem[], parent: string, { given, lost }: Given): DraftItem[] {
  const taken = new Set<QuestionnaireResponseItem>();
  const drafts = items.flatMap((item) => {
    const own = (given ?? []).filter((each) => each.linkId === item.linkId && !taken.has(each));
    if (item.problem === 'no-link-id' || item.problem === 'duplicate-link-id') own.length = 0;
    const used = item.type === 'group' && !item.isRepeating ? own.slice(0, 1) : own;
    for (const each of used) taken.add(each);
    if (item.type === 'group') {
      const instances = used.length > 0 ? used : [undefined];
      return instances.map((each, index) =>
        groupOf(item, keyOf(parent, item, index), { given: each ? objectsIn(each.item) : given && [], lost }),
      );
    }
    return [questionOf(item, keyOf(parent, item, 0), { given: given && used, lost })];
  });
  for (const each of given ?? [])
    if (!taken.has(each)) lost.push({ linkId: textIn(each.linkId) ?? '', text: textIn(each.text) });
  return drafts;
}

const keyOf = (parent: string, item: FormItem, n: number) => `${parent}/${item.id}${n}`;

function groupOf(item: FormItem, key: string, given: Given): DraftItem {
  return { key, item, answers: [], items: draftItems(item.items, key, given) };
}

function questionOf(item: FormItem, key: string, { given, lost }: Given): DraftItem {
  const found = given?.flatMap((each) => objectsIn(each.answer));
  const usable = found?.filter((answer) => fits(item.type, answer)) ?? item.initial;
  const kept = item.isRepeating ? usable : usable.slice(0, 1);
  const below = given?.flatMap((each) => objectsIn(each.item)) ?? [];
  if ((found?.length ?? 0) > (found ? kept.length : 0) || below.length > 0)
    lost.push({ linkId: item.linkId, text: item.text });
  const answers = kept.map((each, index) => {
    const { item: inner, ...answer } = each as Answer & { item?: QuestionnaireResponseItem[] };
    const answerKey = `${key}#${index}`;
    const items = draftItems(item.items, answerKey, { given: given && objectsIn(inner), lost });
    return { key: answerKey, answer, typed: undefined, items };
  });
  return { key, item, items: [], answers: answers.length > 0 ? answers : [emptyAnswer(item, `${key}#0`)] };
}

/** An answer that is not given yet. What is asked below it has its initial values. */
export function emptyAnswer(item: FormItem, key: string): DraftAnswer {
  return {
    key,
    answer: undefined,
    typed: undefined,
    items: draftItems(item.items, key, { given: undefined, lost: [] }),
  };
}

/** Replaces one item of the draft, wherever it stands, by what the change makes of it. */
export function changeItem(
  draft: Draft,
  key: string,
  change: (found: DraftItem) => readonly DraftItem[],
): Draft {
  return draft.flatMap((each) => {
    if (each.key === key) return change(each);
    if (!key.startsWith(each.key)) return [each];
    return [
      {
        ...each,
        items: changeItem(each.items, key, change),
        answers: each.answers.map((answer) => ({ ...answer, items: changeItem(answer.items, key, change) })),
      },
    ];
  });
}

/** The item with other answers; never none, so that there is a place to answer. */
export function withAnswers(found: DraftItem, answers: readonly DraftAnswer[]): DraftItem {
  return {
    ...found,
    answers: answers.length > 0 ? answers : [emptyAnswer(found.item, nextKey(found.answers))],
  };
}

/** One more repetition of a group, after this one. Its questions have their own initial values. */
export function anotherGroup(found: DraftItem, all: Draft): DraftItem {
  const key = nextKey(all);
  return groupOf(found.item, key, { given: undefined, lost: [] });
}

/** A key that none of these has, made like theirs: the number at its end is the next. */
export function nextKey(siblings: readonly { readonly key: string }[]): string {
  const numbers = siblings.map(({ key }) => Number(/\d+$/.exec(key)?.[0] ?? 0));
  const [first = { key: '#0' }] = siblings;
  return first.key.replace(/\d+$/, String(Math.max(...numbers) + 1));
}

/** Whether anything is answered, or typed, in an item or below it. */
export function hasContent({ answers, items }: DraftItem): boolean {
  return (
    answers.some(
      ({ answer, typed, items: below }) =>
        answer !== undefined || typed?.some((text) => text.trim() !== '') === true || below.some(hasContent),
    ) || items.some(hasContent)
  );
}
