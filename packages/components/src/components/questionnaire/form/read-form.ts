import type { Coding, Questionnaire, QuestionnaireItem, QuestionnaireItemEnableWhen } from 'fhir/r4';
import { objectsIn } from '../../../format/concepts.ts';
import { textIn } from '../../../format/text-in.ts';
import { fits, valueIn } from './answers.ts';
import { codesIn, extensionsOf, leftAside, notUnderstood } from './extensions.ts';
import {
  itemTypes,
  type Answer,
  type Condition,
  type Form,
  type FormItem,
  type ReportEntry,
} from './form-item.ts';
import { optionsOf } from './options.ts';

/** Beside its question, not a line of its own. */
const HINT_CONTROLS = ['help', 'flyover', 'unit', 'prompt', 'upper', 'lower'];
const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;
/** Deeper than any form; a form this deep was made to do harm. */
const MAX_DEPTH = 30;

/**
 * Reads a form from whatever was given. An item that cannot be used says so and the rest works; everything that is not
 * done here stands in the report.
 */
export function readForm(questionnaire: Questionnaire): Form {
  const report: ReportEntry[] = [];
  const context: Reading = { questionnaire, report, linkIds: new Set() };
  tellExtensions(questionnaire, '', report);
  const items = readItems(questionnaire.item, context, '');
  return { items, report, hasRequired: items.some(isRequiredIn) };
}

interface Reading {
  readonly questionnaire: Questionnaire;
  readonly report: ReportEntry[];
  readonly linkIds: Set<string>;
}

function readItems(given: QuestionnaireItem[] | undefined, reading: Reading, path: string): FormItem[] {
  const items = objectsIn(given);
  const { report } = reading;
  const lost = (Array.isArray(given) ? given.length : given === undefined ? 0 : 1) - items.length;
  const isTooDeep = path.split('.').length > MAX_DEPTH && items.length > 0;
  if (lost > 0 || isTooDeep) report.push({ linkId: '', code: 'not-an-item', blocksCompletion: true });
  return isTooDeep ? [] : items.map((item, index) => readItem(item, reading, `${path}${index}.`));
}

function readItem(source: QuestionnaireItem, reading: Reading, id: string): FormItem {
  const { report, linkIds } = reading;
  const linkId = textIn(source.linkId) ?? '';
  const given = textIn(source.type);
  const type = itemTypes.find((each) => each === given) ?? 'display';
  const { options, selected, isMissing } = optionsOf(source, reading.questionnaire);
  const isChoice = type === 'choice' || type === 'open-choice';
  const problem =
    type !== given
      ? 'type-not-supported'
      : linkId === ''
        ? 'no-link-id'
        : linkIds.has(linkId)
          ? 'duplicate-link-id'
          : type === 'choice' && (options === undefined || isMissing)
            ? 'answers-not-here'
            : undefined;
  linkIds.add(linkId);
  const isRequired = source.required === true;
  if (problem) report.push({ linkId, code: problem, detail: given, blocksCompletion: isRequired });
  else if (isMissing)
    report.push({
      linkId,
      code: 'answers-not-here',
      detail: textIn(source.answerValueSet),
      blocksCompletion: false,
    });
  tellExtensions(source, linkId, report);
  const items = readItems(source.item, reading, id);
  const hints = items.filter(isHint);
  const initial = objectsIn(source.initial).filter((each) => fits(type, each));
  return {
    id,
    linkId,
    type,
    text: textIn(source.text),
    prefix: textIn(source.prefix),
    hints: [
      ...extensionsOf(source, 'entryFormat').flatMap(({ valueString }) => textIn(valueString) ?? []),
      ...hints.flatMap(({ text }) => text ?? []),
    ],
    isRequired,
    isRepeating: source.repeats === true,
    isReadOnly: source.readOnly === true,
    isHidden: extensionsOf(source, 'hidden').some(({ valueBoolean }) => valueBoolean === true),
    maxLength: numberIn(source.maxLength),
    minLength: numberIn(extensionsOf(source, 'minLength')[0]?.valueInteger),
    min: limitOf(source, 'minValue'),
    max: limitOf(source, 'maxValue'),
    units: unitsOf(source),
    mimeTypes: extensionsOf(source, 'mimeType').flatMap(({ valueCode }) => textIn(valueCode) ?? []),
    conditions: conditionsOf(source, linkId, report),
    isEnabledByAny: source.enableBehavior === 'any',
    options: isChoice ? options : undefined,
    initial: initial.length > 0 ? initial : selected,
    items: items.filter((each) => !hints.includes(each)),
    problem,
    source,
  };
}

function isHint({ type, problem, source, items }: FormItem): boolean {
  if (type !== 'display' || problem !== undefined || items.length > 0) return false;
  return codesIn(extensionsOf(source, 'itemControl')).some((code) => HINT_CONTROLS.includes(code));
}

/** Conditions that can be decided; an item with one that cannot is always shown, and the response cannot be completed. */
function conditionsOf(
  { enableWhen }: QuestionnaireItem,
  linkId: string,
  report: ReportEntry[],
): readonly Condition[] {
  const given = objectsIn<QuestionnaireItemEnableWhen>(enableWhen);
  const conditions = given.flatMap((each): Condition[] => {
    const answer = asAnswer(each);
    const operator = OPERATORS.find((known) => known === each.operator);
    const question = textIn(each.question);
    const isSound = answer && (operator !== 'exists' || answer.valueBoolean !== undefined);
    return isSound && operator && question ? [{ question, operator, answer }] : [];
  });
  const isWhole =
    enableWhen === undefined || (Array.isArray(enableWhen) && conditions.length === enableWhen.length);
  if (isWhole) return conditions;
  report.push({ linkId, code: 'condition-not-supported', blocksCompletion: true });
  return [];
}

/** `answer[x]` under the name it has in a response. */
function asAnswer(condition: QuestionnaireItemEnableWhen): Answer | undefined {
  const named = Object.entries(condition).flatMap(([key, value]) =>
    key.startsWith('answer') ? [[key.replace('answer', 'value'), value as unknown]] : [],
  );
  const answer = Object.fromEntries(named) as Answer;
  return valueIn(answer) ? answer : undefined;
}

function limitOf(source: QuestionnaireItem, name: 'minValue' | 'maxValue'): Answer | undefined {
  const limit = extensionsOf(source, name)[0] as Answer | undefined;
  return valueIn(limit) ? limit : undefined;
}

function unitsOf(source: QuestionnaireItem): readonly Coding[] {
  const options = extensionsOf(source, 'unitOption');
  const given = options.length > 0 ? options : extensionsOf(source, 'unit');
  return objectsIn(given.map(({ valueCoding }) => valueCoding as Coding));
}

function tellExtensions(
  element: Questionnaire | QuestionnaireItem,
  linkId: string,
  report: ReportEntry[],
): void {
  for (const url of notUnderstood(element))
    report.push({ linkId, code: 'must-be-understood', detail: url, blocksCompletion: true });
  for (const { url, isRule } of leftAside(element))
    report.push({ linkId, code: 'extension-not-supported', detail: url, blocksCompletion: isRule });
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function isRequiredIn({ isRequired, items }: FormItem): boolean {
  return isRequired || items.some(isRequiredIn);
}
