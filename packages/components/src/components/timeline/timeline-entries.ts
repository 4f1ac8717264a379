import type { CodeableConcept } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { newestFirst } from '../../format/instants.ts';
import { withKeys } from '../../states/entry-keys.ts';
import { textIn } from '../../states/render-facts.ts';
import { drugNameOf } from '../medication-list/medication-name.ts';
import { spanOf, type Span, type TimelineResource } from './entry-span.ts';

/** The parts of a timeline, in the order of the screen. */
export const sections = [
  'Encounter',
  'Condition',
  'MedicationRequest',
  'Procedure',
  'DocumentReference',
  'Appointment',
] as const satisfies readonly TimelineResource['resourceType'][];
export type Section = (typeof sections)[number];

export interface TimelineEntry {
  readonly key: string;
  readonly section: Section;
  readonly name: string | undefined;
  readonly span: Span | undefined;
  /** Entered in error or refuted: it has no place on the axis. */
  readonly isWrong: boolean;
  readonly resource: TimelineResource;
}

/** One entry for each resource: those without a date last, else the newest first, in each section. */
export function entriesOf(resources: readonly TimelineResource[]): TimelineEntry[] {
  const entries = withKeys(resources).map(({ key, resource }) => ({
    key,
    section: resource.resourceType,
    name: nameOf(resource),
    span: spanOf(resource),
    isWrong: isWrong(resource),
    resource,
  }));
  return entries.sort((a, b) => newestFirst(a.span?.from, b.span?.from));
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
    case 'Procedure':
      return conceptText(resource.code);
  }
}

function first(concepts: readonly CodeableConcept[] | undefined): string | undefined {
  return objectsIn(concepts)
    .map(conceptText)
    .find((text) => text !== undefined);
}

function isWrong(resource: TimelineResource): boolean {
  if (resource.resourceType !== 'Condition') return resource.status === 'entered-in-error';
  const codes = codesOf(resource.verificationStatus);
  return codes.includes('entered-in-error') || codes.includes('refuted');
}
