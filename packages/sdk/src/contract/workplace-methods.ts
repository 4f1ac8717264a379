import type { FhirResource, Patient, Reference } from 'fhir/r4';
import type { Methods } from '../bridge/contract.ts';
import type { ReceiptSnapshot, RestRequest, SearchParameters } from '../workplace/types.ts';
import type { RecordPage, RecordRead } from '../lease/record-access.ts';
import type { SamspilErrorCode } from '../errors.ts';
import type { Capability } from './capabilities.ts';
import type { ContextChangeEvents, ContextChangeMethods } from './context-change.ts';
import type { DraftEvents, DraftMethods } from './drafts.ts';
import type { RepairEvents } from './repair.ts';
import type { ServiceEvents, ServiceMethods, ServiceSession } from './services.ts';

/** The lease as it crosses the port. */
export interface WireContext {
  lease: string;
  patient: Reference & { reference: string };
  encounter?: Reference & { reference: string };
  user: Reference & { reference: string };
}

/** What the host says at the handshake. Later changes come as events of the same names. */
export interface WireSession extends ServiceSession {
  context: WireContext | null;
  /** Of the same lease as `context`, once the workplace has read it. */
  patient?: WirePatient;
  locale: string;
  online: boolean;
  /** Which of the manifest's views this place shows. */
  view: string;
  /** What this plugin may use here: asked in its manifest, granted by the site, and built into this workplace. */
  capabilities: readonly Capability[];
}

/** A measured web vital; `value` in milliseconds, for CLS a score. */
export interface VitalReport {
  name: string;
  value: number;
  id: string;
}

/** Who the patient of a lease is. Sent only to a plugin that may read it. */
export interface WirePatient {
  lease: string;
  patient: Patient;
}

/** Present when the caller wants no shared answer. */
export interface WireCache {
  cache?: 'no-cache';
}

/** The record of the present lease. Every call names its lease. */
export interface RecordMethods extends Methods {
  'fhir.read': { input: WireCache & { lease: string; reference: string }; output: RecordRead };
  'fhir.search': {
    input: WireCache & {
      lease: string;
      resourceType: string;
      parameters?: SearchParameters;
      cursor?: string;
    };
    output: RecordPage;
  };
  'fhir.request': { input: WireCache & RestRequest & { lease: string }; output: RecordRead };
  'fhir.save': {
    input: {
      lease: string;
      operationId: string;
      resources: readonly FhirResource[];
      replaces?: string | undefined;
    };
    output: ReceiptSnapshot;
  };
  'receipts.list': { input: { lease: string }; output: ReceiptSnapshot[] };
}

/** How the plugin does, without anything about patients. */
export interface TelemetryMethods extends Methods {
  'telemetry.vital': { input: VitalReport; output: null };
}

/** What a plugin says of its own life. */
export interface LifeMethods extends Methods {
  /** It cannot go on, and is to be taken off the page. */
  'plugin.failed': { input: { code: SamspilErrorCode }; output: null };
}

/** What a plugin may call. Names are exact; each room of the workplace adds its own. */
export type WorkplaceMethods = LifeMethods &
  RecordMethods &
  TelemetryMethods &
  ServiceMethods &
  ContextChangeMethods &
  DraftMethods;

/** What the host tells a plugin. */
export interface WorkplaceEvents extends ServiceEvents, ContextChangeEvents, DraftEvents, RepairEvents {
  context: WireContext | null;
  locale: string;
  online: boolean;
  /** After `context`, when the workplace has read it, and again after it changed. */
  patient: WirePatient;
  receipt: { lease: string; snapshot: ReceiptSnapshot };
}
