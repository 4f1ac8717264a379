import type { ReceiptSnapshot, ReceiptState, SamspilErrorCode } from '@samspil/sdk';
import type { FhirResource, Observation } from 'fhir/r4';
import { html, type TemplateResult } from 'lit';
import {
  fakeContext,
  type FakeContext,
  FakeWorkplace,
} from '../../packages/components/src/testing/fake-fhir.ts';
import { samplePatient } from '../../packages/components/src/testing/samples.ts';

const copied = import.meta.glob('../fixtures/*.json', { eager: true, import: 'default' });

/** The fixtures of one type: the examples of DK Core, as they are published. */
export function fixtures<T extends FhirResource>(type: T['resourceType']): T[] {
  return (Object.values(copied) as FhirResource[]).filter(({ resourceType }) => resourceType === type) as T[];
}

/** A lease on a synthetic patient whose record holds these resources, in memory. */
export function record(resources: readonly FhirResource[] = [], failure?: SamspilErrorCode): FakeContext {
  const context = fakeContext(samplePatient('else'), [...resources]);
  if (failure) context.fhir.failures = { search: failure, read: failure };
  return context;
}

/** A record that never answers, for the state of loading. */
export function silentRecord(): FakeContext {
  const context = record();
  context.fhir.hold = new Promise(() => undefined);
  return context;
}

/** What `samspil-app` gives the elements inside it. */
export function inApp(
  context: FakeContext | undefined,
  content: TemplateResult,
  isOnline = true,
): TemplateResult {
  const workplace = new FakeWorkplace(context);
  workplace.locale.value = document.documentElement.lang;
  workplace.online.value = isOnline;
  workplace.reachable.value = isOnline;
  return html`<samspil-app client-id="storybook" scope="patient/*.rs" .workplace=${workplace}
    >${content}</samspil-app
  >`;
}

/** A write on its way, as the outbox tells of it. */
export function write(id: string, state: ReceiptState, code?: SamspilErrorCode): ReceiptSnapshot {
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  return {
    id,
    state,
    patient: 'else',
    plugin: { id: 'dk.partner.vitals', version: '1.0.0' },
    storedAt: at,
    measuredAt: at,
    resources: [],
    ...(code && { error: { code } }),
  };
}

/** The readings of the fixtures, moved to the last days so that the chart's period holds them. */
export function recentReadings(): Observation[] {
  return fixtures<Observation>('Observation').map((observation, index) => ({
    ...structuredClone(observation),
    effectiveDateTime: new Date(Date.now() - (index + 1) * 3_600_000).toISOString(),
  }));
}
