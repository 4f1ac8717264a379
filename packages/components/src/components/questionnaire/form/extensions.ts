import type { Coding, Extension } from 'fhir/r4';
import { objectsIn } from '../../../format/concepts.ts';
import { textIn } from '../../../format/text-in.ts';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';

/** Extensions that this renderer follows, by what they are called here. */
export const known = {
  hidden: `${HL7}questionnaire-hidden`,
  itemControl: `${HL7}questionnaire-itemControl`,
  unit: `${HL7}questionnaire-unit`,
  unitOption: `${HL7}questionnaire-unitOption`,
  minValue: `${HL7}minValue`,
  maxValue: `${HL7}maxValue`,
  minLength: `${HL7}minLength`,
  mimeType: `${HL7}mimeType`,
  entryFormat: `${HL7}entryFormat`,
} as const;

/** Only about how it looks: leaving them aside changes nothing that is asked or answered. */
const looks: readonly string[] = [
  `${HL7}rendering-style`,
  `${HL7}questionnaire-choiceOrientation`,
  `${HL7}artifact-versionAlgorithm`,
];

/** Rules about what is shown or allowed: without them nobody can say that a response is complete. */
const rules: readonly string[] = [
  `${HL7}targetConstraint`,
  `${HL7}questionnaire-constraint`,
  `${HL7}regex`,
  `${HL7}maxSize`,
  `${HL7}maxDecimalPlaces`,
  `${HL7}questionnaire-minOccurs`,
  `${HL7}questionnaire-maxOccurs`,
  `${HL7}questionnaire-signatureRequired`,
  `${SDC}sdc-questionnaire-enableWhenExpression`,
  `${SDC}sdc-questionnaire-minQuantity`,
  `${SDC}sdc-questionnaire-maxQuantity`,
];

const CRITICAL = [
  `${SDC}sdc-questionnaire-renderingCriticalExtension`,
  `${SDC}sdc-rendering-criticalExtension`,
];

interface Extended {
  readonly extension?: Extension[] | undefined;
  readonly modifierExtension?: Extension[] | undefined;
}

/** The extensions of one kind. */
export function extensionsOf(element: Extended, name: keyof typeof known): Extension[] {
  return objectsIn(element.extension).filter(({ url }) => url === known[name]);
}

/** The codes of what an extension says by a concept. */
export function codesIn(extensions: readonly Extension[]): string[] {
  return extensions
    .flatMap(({ valueCodeableConcept }) => objectsIn<Coding>(valueCodeableConcept?.coding))
    .flatMap(({ code }) => textIn(code) ?? []);
}

/** Extensions that are left aside, and whether one is a rule that is then not checked. */
export function leftAside(element: Extended): { url: string; isRule: boolean }[] {
  const followed: readonly string[] = [...Object.values(known), ...looks, ...CRITICAL];
  const urls = objectsIn(element.extension).map(({ url }) => textIn(url) ?? '');
  return [...new Set(urls)]
    .filter((url) => !followed.includes(url))
    .map((url) => ({ url, isRule: rules.includes(url) }));
}

/**
 * What must be understood before the element may be used and is not: every modifier extension, and every extension that
 * the form itself lists as critical (sdc-rendering-criticalExtension) unless it is followed here.
 */
export function notUnderstood(element: Extended): string[] {
  const critical = objectsIn(element.extension)
    .filter(({ url }) => CRITICAL.includes(url))
    .map(({ valueUri, valueCanonical }) => textIn(valueUri) ?? textIn(valueCanonical) ?? '')
    .filter((url) => !Object.values<string>(known).includes(url));
  return [...objectsIn(element.modifierExtension).map(({ url }) => textIn(url) ?? ''), ...critical];
}
