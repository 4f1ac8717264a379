import type { FhirResource } from 'fhir/r4';

/** What the server says against one element of a write. */
export interface RepairIssue {
  /** `fatal`, `error`, `warning` or `information` (http://hl7.org/fhir/issue-severity). */
  readonly severity: string;
  /** From http://hl7.org/fhir/issue-type. */
  readonly code: string;
  /** The server's own words, in its language. Plain text: show it as text, to the person who corrects, and keep it nowhere. */
  readonly text?: string;
  /** Index into {@link RefusedWrite.resources}. Absent: it is about the whole, or nobody can tell about which. */
  readonly resource?: number;
  /** Elements within that resource, for example `valueQuantity.value` or `component[1].valueQuantity`. */
  readonly path?: string;
}

/** A write that the server refused, as its author is given it back to correct. */
export interface RefusedWrite {
  /** Id of its receipt: `save(resources, { replaces: receipt })` puts the corrected one in its place. */
  readonly receipt: string;
  /**
   * As they were saved, without what the outbox added. One that was new has its name in the group, `urn:uuid:…`, as `id`:
   * kept, whatever else was saved here and refers to it still does after the correction.
   */
  readonly resources: readonly FhirResource[];
  readonly issues: readonly RepairIssue[];
}

/** A refused write of this plugin, for the patient of this lease. Sent when a person asked to correct it, and only then. */
export interface RepairEvents {
  repair: RefusedWrite & { readonly lease: string };
}
