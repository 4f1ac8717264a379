import type { FhirResource } from 'fhir/r4';
import { html } from 'lit';
import { FhirPlayground, type Playable } from '../src/fhir-playground.ts';

/** Every list with the resources of its first story. */
const files = import.meta.glob('./*.stories.ts', { eager: true });

if (!customElements.get('fhir-playground')) customElements.define('fhir-playground', FhirPlayground);

export default { title: 'Playground', parameters: { controls: { disable: true }, layout: 'fullscreen' } };

interface ListFile {
  readonly default?: { readonly component?: string };
  readonly Loaded?: { readonly args?: { readonly resources?: readonly FhirResource[] } };
}

const playables = (): Playable[] =>
  Object.values(files as Record<string, ListFile>).flatMap(({ default: meta, Loaded }) =>
    meta?.component && Loaded?.args?.resources
      ? [{ tag: meta.component, resources: Loaded.args.resources }]
      : [],
  );

export const Playground = {
  render: () =>
    html`<fhir-playground
      .playables=${playables()}
      locale=${document.documentElement.lang}
    ></fhir-playground>`,
};
