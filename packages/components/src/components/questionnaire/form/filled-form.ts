import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import {
  anotherGroup,
  changeItem,
  draftOf,
  emptyAnswer,
  hasContent,
  nextKey,
  withAnswers,
  type Draft,
  type DraftAnswer,
  type DraftItem,
  type Lost,
} from './draft.ts';
import { isSame } from './answers.ts';
import { buildResponse } from './build-response.ts';
import { enabledKeys } from './enabled.ts';
import { faultsIn, type Fault } from './faults.ts';
import type { Answer, Form, FormItem, ReportEntry } from './form-item.ts';
import { readForm } from './read-form.ts';
import { readTyped } from './read-typed.ts';

/** A form with what stands in it: what is asked, what is wrong, and each thing a person can do to it. */
export class FilledForm {
  readonly form: Form;
  readonly lost: readonly Lost[];
  readonly #questionnaire: Questionnaire;
  readonly #before: QuestionnaireResponse | undefined;
  #draft: Draft;
  #enabled: ReadonlySet<string>;
  #faults: readonly Fault[] | undefined;
  #undo: { readonly draft: Draft; readonly place: string } | undefined;

  constructor(questionnaire: Questionnaire, response: QuestionnaireResponse | undefined) {
    this.#questionnaire = questionnaire;
    this.#before = response;
    this.form = readForm(questionnaire);
    const { draft, lost } = draftOf(this.form.items, response);
    this.lost = lost;
    this.#draft = draft;
    this.#enabled = enabledKeys(draft);
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** The keys of the items that are asked now. */
  get enabled(): ReadonlySet<string> {
    return this.#enabled;
  }

  get faults(): readonly Fault[] {
    this.#faults ??= faultsIn(this.#draft, this.#enabled);
    return this.#faults;
  }

  /** Everything that is not done here, and the answers that have no place. */
  get report(): readonly ReportEntry[] {
    const lost = this.lost.map(({ linkId }): ReportEntry => ({
      linkId,
      code: 'answer-not-shown',
      blocksCompletion: false,
    }));
    return [...this.form.report, ...lost];
  }

  /** Nothing may be entered. */
  get isStopped(): boolean {
    return this.form.report.some(({ code }) => code === 'must-be-understood');
  }

  /** The response as it stands; with `authored` as a completed one, without what is not asked. */
  response(authored?: string): QuestionnaireResponse {
    const frame = { questionnaire: this.#questionnaire, before: this.#before };
    if (authored !== undefined)
      return buildResponse(
        this.#draft,
        { ...frame, status: this.#completedStatus(), authored },
        this.#enabled,
      );
    return buildResponse(this.#draft, { ...frame, status: this.#before?.status ?? 'in-progress' });
  }

  /** What was completed before is amended. */
  #completedStatus(): QuestionnaireResponse['status'] {
    const before = this.#before?.status;
    return before === 'completed' || before === 'amended' ? 'amended' : 'completed';
  }

  /** What is in the fields of one answer. It is an answer as soon as it can be read. */
  type(key: string, answerKey: string, typed: readonly string[]): void {
    this.#changeAnswer(key, answerKey, (found, answer) => {
      const read = readTyped(found.item, typed, answer.answer);
      return { ...answer, typed, answer: read.kind === 'answer' ? read.answer : undefined };
    });
  }

  /** The fields were left: what could be read is shown the way it is written, what could not stays as it is. */
  leave(key: string, answerKey: string): void {
    this.#changeAnswer(key, answerKey, (_found, answer) => {
      const isEmpty = answer.typed?.every((text) => text.trim() === '') === true;
      return answer.answer || isEmpty ? { ...answer, typed: undefined } : answer;
    });
  }

  /** Takes this as the answer; `undefined` for none. */
  answer(key: string, answerKey: string, answer: Answer | undefined): void {
    this.#changeAnswer(key, answerKey, (_found, before) => ({ ...before, answer, typed: undefined }));
  }

  /** Takes an option to the answers, or away; the others keep what stands below them. */
  toggle(key: string, option: Answer, isTaken: boolean): void {
    this.#change(key, (found) => {
      const others = answered(found).filter(({ answer }) => answer !== undefined && !isSame(answer, option));
      return [withAnswers(found, isTaken ? [...others, made(found, option)] : others)];
    });
  }

  /** Words of one's own beside the options, or instead of the one option; empty for none. */
  answerOther(key: string, text: string): void {
    this.#change(key, (found) => {
      const { item } = found;
      const listed = answered(found).filter(({ answer }) => answer !== undefined && isOption(item, answer));
      const kept = item.isRepeating || text === '' ? listed : [];
      return [withAnswers(found, text === '' ? kept : [...kept, made(found, { valueString: text })])];
    });
  }

  /** One more place to answer. Its key. */
  addAnswer(key: string): string {
    let added = '';
    this.#change(key, (found) => {
      added = nextKey(found.answers);
      return [{ ...found, answers: [...found.answers, emptyAnswer(found.item, added)] }];
    });
    return added;
  }

  removeAnswer(key: string, answerKey: string): void {
    const before = this.#draft;
    this.#change(key, (found) => {
      const left = found.answers.filter((each) => each.key !== answerKey);
      return [withAnswers(found, left)];
    });
    this.#undo = { draft: before, place: key };
  }

  /** One more repetition of a group, below the last; `siblings` are all of it. Its key. */
  addGroup(siblings: Draft): string {
    const last = siblings.at(-1);
    if (!last) return '';
    const added = anotherGroup(last, siblings);
    this.#change(last.key, (found) => [found, added]);
    return added.key;
  }

  /** Takes a repetition away; the last of them is emptied instead. */
  removeGroup(removed: DraftItem, siblings: Draft): void {
    const before = this.#draft;
    const isLast = siblings.length === 1;
    this.#change(removed.key, () => (isLast ? [anotherGroup(removed, siblings)] : []));
    if (hasContent(removed)) this.#undo = { draft: before, place: placeOf(removed) };
  }

  /** Where something was just removed and can be brought back. */
  get removedAt(): string | undefined {
    return this.#undo?.place;
  }

  /** Brings back what was removed last; possible until something else is done. */
  undo(): void {
    if (this.#undo) this.#set(this.#undo.draft);
  }

  #changeAnswer(
    key: string,
    answerKey: string,
    change: (found: DraftItem, answer: DraftAnswer) => DraftAnswer,
  ): void {
    this.#change(key, (found) => [
      {
        ...found,
        answers: found.answers.map((each) => (each.key === answerKey ? change(found, each) : each)),
      },
    ]);
  }

  #change(key: string, change: (found: DraftItem) => readonly DraftItem[]): void {
    this.#set(changeItem(this.#draft, key, change));
  }

  #set(draft: Draft): void {
    this.#draft = draft;
    this.#enabled = enabledKeys(draft);
    this.#faults = undefined;
    this.#undo = undefined;
  }
}

/** The place of a repeating group, the same for each of its repetitions. */
export function placeOf({ key }: DraftItem): string {
  return key.replace(/\d+$/, '');
}

/** Whether an answer is one of the item's options. */
export function isOption({ options }: FormItem, answer: Answer): boolean {
  return options?.some((option) => isSame(option, answer)) === true;
}

function answered({ answers }: DraftItem): readonly DraftAnswer[] {
  return answers.filter(({ answer }) => answer !== undefined);
}

function made({ item, answers }: DraftItem, answer: Answer): DraftAnswer {
  return { ...emptyAnswer(item, nextKey(answers)), answer };
}
