import type { FhirResource, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer } from 'fhir/r4';
import type { FieldDifference } from '../../fields/field-words.ts';
import { objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';

/**
 * The questions of a form that are answered otherwise, in the order of the newer version. Undefined where a question occurs
 * more than once: then nobody can say which answer took the place of which.
 */
export function answerChanges(before: FhirResource, after: FhirResource): FieldDifference[] | undefined {
  const [mine, theirs] = [answersIn(before), answersIn(after)];
  if (!mine || !theirs) return undefined;
  const asked = [...new Set([...theirs.keys(), ...mine.keys()])];
  return asked
    .filter((linkId) => JSON.stringify(mine.get(linkId)) !== JSON.stringify(theirs.get(linkId)))
    .map((linkId) => ({
      path: `QuestionnaireResponse.item.where(linkId='${linkId.replace(/[\\']/g, '\\$&')}').answer`,
      elements: ['answer'],
      mine: mine.get(linkId),
      theirs: theirs.get(linkId),
    }));
}

/** By question, without what is asked below an answer, which is a question of its own. Undefined where one occurs twice. */
function answersIn(form: FhirResource): Map<string, unknown[]> | undefined {
  const found = new Map<string, unknown[]>();
  let isUnique = true;
  const walk = (items: QuestionnaireResponseItem[] | undefined) => {
    for (const { linkId, answer, item } of objectsIn(items)) {
      const answers = objectsIn(answer);
      const key = textIn(linkId);
      if (key === undefined || found.has(key)) isUnique = false;
      else if (answers.length > 0) found.set(key, answers.map(withoutItems));
      walk(item);
      for (const each of answers) walk(each.item);
    }
  };
  walk((form as { item?: QuestionnaireResponseItem[] }).item);
  return isUnique ? found : undefined;
}

function withoutItems({ item: _below, ...answer }: QuestionnaireResponseItemAnswer): unknown {
  return answer;
}
