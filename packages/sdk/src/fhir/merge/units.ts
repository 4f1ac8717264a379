import { linkedElements } from './linked-elements.ts';
import type { Elements } from './types.ts';

/** What is merged as one thing: an element, a choice of types, or elements that are linked clinically. */
export interface Unit {
  /** FHIRPath name of its first element: `value` for `valueQuantity`. */
  readonly name: string;
  /** The JSON names present on any side. */
  readonly elements: readonly string[];
}

/** Elements of R4 that end in `[x]`. */
const CHOICES: readonly string[] = [
  ...['abatement', 'age', 'allowed', 'amount', 'answer', 'asNeeded', 'born', 'bounds', 'chargeItem', 'code'],
  ...['collected', 'content', 'deceased', 'defaultValue', 'definition', 'detail', 'diagnosis', 'dose', 'due'],
  ...['effective', 'entity', 'event', 'fastingStatus', 'identified', 'item', 'legallyBinding', 'location'],
  ...[
    'medication',
    'minimumVolume',
    'multipleBirth',
    'object',
    'occurred',
    'occurrence',
    'onset',
    'performed',
  ],
  ...['procedure', 'product', 'quantity', 'rate', 'reported', 'schedule', 'scheduled', 'serviced', 'source'],
  ...['start', 'statusReason', 'subject', 'target', 'timing', 'topic', 'value'],
];
const TYPES: readonly string[] = [
  ...['Address', 'Age', 'Annotation', 'Attachment', 'Base64Binary', 'Boolean', 'Canonical', 'Code'],
  ...[
    'CodeableConcept',
    'Coding',
    'ContactDetail',
    'ContactPoint',
    'Contributor',
    'Count',
    'DataRequirement',
  ],
  ...['Date', 'DateTime', 'Decimal', 'Distance', 'Dosage', 'Duration', 'Expression', 'HumanName', 'Id'],
  ...['Identifier', 'Instant', 'Integer', 'Markdown', 'Money', 'Oid', 'ParameterDefinition', 'Period'],
  ...[
    'PositiveInt',
    'Quantity',
    'Range',
    'Ratio',
    'Reference',
    'RelatedArtifact',
    'SampledData',
    'Signature',
  ],
  ...['String', 'Time', 'Timing', 'TriggerDefinition', 'UnsignedInt', 'Uri', 'Url', 'UsageContext', 'Uuid'],
];
const CHOICE = new RegExp(`^(${CHOICES.join('|')})(?:${TYPES.join('|')})$`);

/** The FHIRPath name of a JSON element: without the type of a choice, and without the `_` of a primitive's extensions. */
export function elementName(jsonName: string): string {
  const name = jsonName.replace(/^_/, '');
  return CHOICE.exec(name)?.[1] ?? name;
}

/** The units of one part of a resource, as any of its versions has them. */
export function unitsOf(path: string, versions: readonly (Elements | undefined)[]): Unit[] {
  const linked = linkedElements(path);
  const names = [...new Set(versions.flatMap((version) => Object.keys(version ?? {})))];
  const present = new Set(names.map(elementName));
  const units = new Map<string, Set<string>>();
  for (const jsonName of names) {
    const name = elementName(jsonName);
    const group = linked.find((one) => one.includes(name)) ?? [name];
    const first = group.find((one) => present.has(one)) ?? name;
    units.set(first, (units.get(first) ?? new Set()).add(jsonName));
  }
  return [...units].map(([name, elements]) => ({ name, elements: [...elements].sort() }));
}

/** The part of a version that a unit covers; undefined when it has none of it. */
export function sliceOf(version: Elements | undefined, { elements }: Unit): Elements | undefined {
  const present = elements.filter((name) => version?.[name] !== undefined);
  return present.length === 0
    ? undefined
    : Object.fromEntries(present.map((name): [string, unknown] => [name, version?.[name]]));
}
