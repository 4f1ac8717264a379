// A plugin without an origin: it says whose record it reads, and notes what its policy kept it from.
import { connect } from './samspil.js';

window.refused = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  window.refused.push(`${effectiveDirective} ${blockedURI}`);
});

const workplace = await connect({ clientId: 'opaque', scope: 'patient/Patient.r patient/Observation.rs' });

async function show(context) {
  if (!context) return;
  const patient = await context.patientResource();
  const newest = context.fhir.search('Observation', { code: '8867-4', _sort: '-date' }, { limit: 1 });
  for await (const { valueQuantity } of newest) {
    document.querySelector('output').textContent = `Puls ${valueQuantity.value} (${patient.name[0].family})`;
  }
}

workplace.context.subscribe(show);
await show(workplace.context.value);
