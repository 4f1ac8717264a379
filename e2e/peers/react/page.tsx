/** A page as a React developer writes it, with a record of what arrives. */
import { SamspilAllergies, SamspilPatientBanner } from '@samspil/components/react';
import type { AllergyIntolerance, FhirResource } from 'fhir/r4.js';
import { StrictMode, useRef, useState } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';

const penicillin: AllergyIntolerance = {
  resourceType: 'AllergyIntolerance',
  id: 'penicillin',
  code: { text: 'Penicillin' },
  patient: { reference: 'Patient/else' },
};

/** Resources of the entries that a person opened. */
export const opened: string[] = [];
/** Elements that refs were given. */
export const referred: Element[] = [];

export function Chart() {
  const [allergies, setAllergies] = useState<readonly AllergyIntolerance[] | undefined>([penicillin]);
  const list = useRef<HTMLElementTagNameMap['samspil-allergies']>(null);
  const remember = (resources: readonly FhirResource[]) =>
    opened.push(...resources.map(({ id }) => id ?? ''));
  return (
    <>
      <SamspilPatientBanner patient={{ resourceType: 'Patient', name: [{ family: 'Berggren' }] }} always />
      <SamspilAllergies
        ref={list}
        className="card"
        locale="en"
        resources={allergies}
        onEntryOpen={(event) => remember(event.resources)}
      >
        <button slot="actions" type="button" onClick={() => setAllergies([])}>
          Empty it
        </button>
      </SamspilAllergies>
      <button type="button" onClick={() => list.current && referred.push(list.current)}>
        Look at it
      </button>
      <samspil-conditions resources={[]} onsamspil-entry-open={(event) => remember(event.resources)} />
    </>
  );
}

export function show(root: Element): void {
  createRoot(root).render(
    <StrictMode>
      <Chart />
    </StrictMode>,
  );
}

/** Takes over what a server rendered. */
export function takeOver(root: Element): void {
  hydrateRoot(root, <Chart />);
}
