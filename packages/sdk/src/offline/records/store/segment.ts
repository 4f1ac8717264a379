import type { FhirResource } from 'fhir/r4';
import { chiefDateOf, localParameter } from '../index/parameters.ts';
import { codedValues, dateRanges } from '../index/values.ts';
import { NO_DATE, sortDate } from '../search/order.ts';

/** A resource on this device. */
export interface HeldResource {
  readonly resource: FhirResource;
  /** When it was asked of the server, milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** What a segment holds, by reference: enough to tell what is known, without its body. */
export interface SegmentSummary {
  /** In the order of the body. */
  readonly entries: readonly SegmentEntry[];
}

/** By type: the span of the chief dates of the resources of a segment. */
export type SegmentDates = Readonly<Record<string, DateSpan>>;

/** `Type/id`, version (empty where the server gives none), and when it was fetched. */
export type SegmentEntry = readonly [reference: string, versionId: string, fetchedAt: number];

/** Where the earliest and the latest begin. */
export type DateSpan = readonly [oldest: number, newest: number];

/**
 * UTF-16 units of JSON in one segment. Large enough that a put of many is few rows, small enough that one resource is
 * read quickly and that what is sealed stays under 64 KiB, where IndexedDB becomes slower (`offline-faults.md` §6.5).
 */
export const SEGMENT_SIZE = 32_000;

/**
 * Cuts resources into segments: those of one type and code lie together, in the order of time, so that "the latest of one
 * code" is in one segment or two.
 */
export function cutSegments(held: readonly HeldResource[]): HeldResource[][] {
  const placed = held
    .map((one) => ({ one, place: placeOf(one.resource), date: chiefDate(one.resource) }))
    .sort((a, b) => (a.place === b.place ? a.date - b.date : a.place < b.place ? -1 : 1));
  const segments: HeldResource[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const { one } of placed) {
    const length = JSON.stringify(one.resource).length;
    if (size + length > SEGMENT_SIZE) {
      segments.push([]);
      size = 0;
    }
    segments.at(-1)?.push(one);
    size += length;
  }
  return segments;
}

/** What is told of a segment in front of its body. */
export function summaryOf(segment: readonly HeldResource[]): SegmentSummary {
  return { entries: segment.map(entryOf) };
}

/** What decides in which order segments are looked at. */
export function datesOf(segment: readonly HeldResource[]): SegmentDates {
  const dates: Record<string, DateSpan> = {};
  for (const { resource } of segment) {
    const { resourceType } = resource;
    const date = chiefDate(resource);
    const [oldest, newest] = dates[resourceType] ?? [date, date];
    dates[resourceType] = [Math.min(oldest, date), Math.max(newest, date)];
  }
  return dates;
}

/** `Type/id`. */
export function referenceOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id ?? ''}`;
}

function entryOf({ resource, fetchedAt }: HeldResource): SegmentEntry {
  return [referenceOf(resource), resource.meta?.versionId ?? '', fetchedAt];
}

function placeOf(resource: FhirResource): string {
  const parameter = localParameter(resource.resourceType, 'code');
  const [first] = parameter ? codedValues(resource, parameter) : [];
  return `${resource.resourceType} ${first?.code ?? ''}`;
}

function chiefDate(resource: FhirResource): number {
  const parameter = localParameter(resource.resourceType, chiefDateOf(resource.resourceType));
  return parameter && dateRanges(resource, parameter).length > 0
    ? sortDate(resource, parameter, true)
    : NO_DATE;
}
