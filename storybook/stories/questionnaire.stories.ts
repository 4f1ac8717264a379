import form from '../../packages/components/src/testing/sample-questionnaire.json';
import { elementStories } from '../src/element.ts';

export default { ...elementStories('samspil-questionnaire'), title: 'Elements/samspil-questionnaire' };

const response = {
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  item: [
    {
      linkId: '1',
      item: [
        {
          linkId: 'living',
          answer: [
            {
              valueCoding: {
                system: 'https://forms.example.org/living',
                code: 'alone',
                display: 'Bor alene',
              },
            },
          ],
        },
        { linkId: 'help', answer: [{ valueBoolean: true }] },
        { linkId: 'help-hours', answer: [{ valueDecimal: 200 }] },
        { linkId: 'aids', answer: [{ valueString: 'Rollator' }, { valueString: 'Gribetang' }] },
      ],
    },
    { linkId: '2', item: [{ linkId: 'since', answer: [{ valueDate: '2024-05' }] }] },
    { linkId: 'relative', item: [{ linkId: 'relative-name', answer: [{ valueString: 'Bo' }] }] },
    { linkId: 'relative', item: [{ linkId: 'relative-name', answer: [{ valueString: 'Ida' }] }] },
  ],
};
const gone = { linkId: 'gone', text: 'Tidligere spørgsmål', answer: [{ valueString: 'x' }] };
const expression = {
  url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression',
  valueString: 'x',
};
const critical = { url: 'https://forms.example.org/must-be-understood', valueBoolean: true };

export const Empty = { args: { questionnaire: form } };
export const Draft = { args: { questionnaire: form, response } };
export const ReadOnly = { args: { questionnaire: form, response, readonly: true } };
export const Disabled = { args: { questionnaire: form, response, disabled: true } };
export const AnswersWithoutAPlace = {
  args: { questionnaire: form, response: { ...response, item: [...response.item, gone] } },
};
export const CannotBeCompletedHere = {
  args: {
    questionnaire: {
      ...form,
      item: form.item.map((item, n) => (n === 1 ? { ...item, extension: [expression] } : item)),
    },
  },
};
export const CannotBeUsedHere = { args: { questionnaire: { ...form, modifierExtension: [critical] } } };
export const NoForm = {};
