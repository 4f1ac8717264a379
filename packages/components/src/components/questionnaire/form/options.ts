import type { Questionnaire, QuestionnaireItem, ValueSet, ValueSetExpansionContains } from 'fhir/r4';
import { objectsIn } from '../../../format/concepts.ts';
import { textIn } from '../../../format/text-in.ts';
import { fits } from './answers.ts';
import type { Answer } from './form-item.ts';

/** What can be chosen, from the item's own list or a value set that the form brings along. */
export interface Options {
  /** Undefined where the item names no list, or one that is not here. */
  readonly options: readonly Answer[] | undefined;
  readonly selected: readonly Answer[];
  /** The item names a list that is not here, or not wholly. */
  readonly isMissing: boolean;
}

/** The answers to choose from. A value set is taken from the form alone: nothing is fetched. */
export function optionsOf(item: QuestionnaireItem, { contained }: Questionnaire): Options {
  const own = objectsIn(item.answerOption).filter((option) => fits('choice', option));
  if (own.length > 0) {
    const answers = own.map(({ initialSelected: _selected, ...answer }) => answer);
    const selected = answers.filter((_answer, index) => own[index]?.initialSelected === true);
    return { options: answers, selected, isMissing: false };
  }
  const address = textIn(item.answerValueSet);
  if (address === undefined) return { options: undefined, selected: [], isMissing: false };
  const valueSet = objectsIn(contained).find(
    (resource): resource is ValueSet => resource.resourceType === 'ValueSet' && `#${resource.id}` === address,
  );
  const options = valueSet && codingsOf(valueSet);
  return { options, selected: [], isMissing: options === undefined };
}

/** The codes of a value set that can be listed: expanded, or made of codes alone. */
function codingsOf({ expansion, compose }: ValueSet): readonly Answer[] | undefined {
  const expanded = flatten(expansion?.contains);
  if (expanded.length > 0)
    return expanded.map(({ system, code, display }) => ({ valueCoding: { system, code, display } }));
  const includes = objectsIn(compose?.include);
  const isListed =
    includes.length > 0 &&
    objectsIn(compose?.exclude).length === 0 &&
    includes.every(({ concept, filter, valueSet }) => concept && !filter && !valueSet);
  if (!isListed) return undefined;
  return includes.flatMap(({ system, concept }) =>
    objectsIn(concept).map(({ code, display }) => ({ valueCoding: { system, code, display } })),
  );
}

/** Headings of an expansion cannot be chosen; what stands below them can. */
function flatten(contains: readonly ValueSetExpansionContains[] | undefined): ValueSetExpansionContains[] {
  return objectsIn(contains).flatMap((each) => [
    ...(each.abstract === true || textIn(each.code) === undefined ? [] : [each]),
    ...flatten(each.contains),
  ]);
}
