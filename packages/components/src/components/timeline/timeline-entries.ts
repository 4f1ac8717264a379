import type { CodeableConcept } from 'fhir/r4';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { newestFirst } from '../../format/instants.ts';
import { withKeys } from '../../states/entry-keys.ts';
import { textIn } from '../../states/render-facts.ts';
import { drugNameOf } from '../medication-list/medication-name.ts';
import { spanOf, type Span, type TimelineResource } from './entry-span.ts';
import { standingOf, type Standing } from './entry-standing.ts';
import { measurementEntries, type Measured } from './measurements.ts';

/** The parts of a timeline, in the order of the screen. */
export const sections = [
  'Encounter',
  'Condition',
  'MedicationRequest',
  'Procedure',
  'Observation',
  'DocumentReference',
  'Appointment',
] as const satisfies readonly TimelineResource['resourceType'][];
export type Section = (typeof sections)[number];

export interface TimelineEntry {
  readonly key: string;
  readonly section: Section;
  readonly name: string | undefined;
  readonly span: Span | undefined;
  readonly standing: Standing;
  /** One; of measurements all of one kind, which share a row. */
  readonly resources: readonly TimelineResource[];
  readonly measured?: Measured;
}

/** One entry for each resource, but one for all measurements of a kind: those without a date last, else the newest first. */
export function entriesOf(resources: readonly TimelineResource[]): TimelineEntry[] {
  const entries = withKeys(resources).map(({ key, resource }): TimelineEntry => ({
    key,
    section: resource.resourceType,
    name: nameOf(resource),
    span: spanOf(resource),
    standing: standingOf(resource),
    resources: [resource],
  }));
  const isMeasured = ({ section, span, standing }: TimelineEntry) =>
    section === 'Observation' && span !== undefined && standing === 'valid';
  const rows = [
    ...entries.filter((entry) => !isMeasured(entry)),
    ...measurementEntries(entries.filter(isMeasured)),
  ];
  return rows.sort((a, b) => newestFirst(a.span?.from, b.span?.from));
}

function nameOf(resource: TimelineResource): string | undefined {
  switch (resource.resourceType) {
    case 'Encounter':
      return first(resource.reasonCode) ?? first(resource.type) ?? textIn(resource.serviceProvider?.display);
    case 'MedicationRequest':
      return drugNameOf(resource).name;
    case 'DocumentReference':
      return textIn(resource.description) ?? conceptText(resource.type);
    case 'Appointment':
      return textIn(resource.description) ?? first(resource.serviceType) ?? first(resource.reasonCode);
    case 'Condition':
    case 'Observation':
    case 'Procedure':
      return conceptText(resource.code);
  }
}

function first(concepts: readonly CodeableConcept[] | undefined): string | undefined {
  return objectsIn(concepts)
    .map(conceptText)
    .find((text) => text !== undefined);
}
