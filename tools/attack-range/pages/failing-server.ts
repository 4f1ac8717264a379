import type { Runtime } from '@samspil/sdk/host';

/** A server whose every answer is an error that repeats what it knows about the patient. */
export function failingServer(runtime: Runtime): Runtime {
  const outcome = {
    resourceType: 'OperationOutcome',
    text: { status: 'generated', div: '<div>Kanarine Fuglsang 010190-9991</div>' },
    issue: [
      {
        severity: 'error',
        code: 'invalid',
        diagnostics: 'Kanarine Fuglsang 010190-9991 at https://ehr.example/fhir/Patient/1',
        details: { text: 'Kanarine Fuglsang, 010190-9991' },
        expression: ['Observation.value'],
      },
    ],
  };
  let count = 0;
  return {
    ...runtime,
    fetch: async () => {
      count += 1;
      if (count % 4 === 0) throw new TypeError('Failed to fetch https://ehr.example/?name=Kanarine Fuglsang');
      if (count % 3 === 0) return new Response('<h1>Kanarine Fuglsang 010190-9991</h1>', { status: 500 });
      const status = count % 2 === 0 ? 422 : 404;
      return new Response(JSON.stringify(outcome), {
        status,
        headers: { 'Content-Type': 'application/fhir+json' },
      });
    },
  };
}
