import type { FhirResource } from 'fhir/r4';
import { html } from 'lit';
import { unsafeStatic, html as staticHtml } from 'lit/static-html.js';
import { inApp, record, silentRecord } from './surroundings.ts';

/** The states that every list element has, each over a record in memory. */
export function listStories(tag: `samspil-${string}`, resources: readonly FhirResource[]) {
  const list = staticHtml`<${unsafeStatic(tag)}></${unsafeStatic(tag)}>`;
  return {
    Loaded: { args: { resources } },
    FromRecord: { render: () => inApp(record(resources), html`${list}`) },
    Empty: { args: { resources: [] } },
    Loading: { render: () => inApp(silentRecord(), html`${list}`) },
    Denied: { render: () => inApp(record([], 'denied'), html`${list}`) },
    NotHeldHere: { render: () => inApp(record([], 'not-held'), html`${list}`, false) },
    Failed: { render: () => inApp(record([], 'server'), html`${list}`) },
  };
}
