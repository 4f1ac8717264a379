/** A FHIR server of patients with five Observations and five Encounters each, made up as they are asked for. */
import { encounter, observation, patient } from './ward-records.mjs';

const EACH = 5;

/** @param {import('./serve-origin.mjs').Asked} asked a search, by GET or by form */
export function answerFromWard({ url, text }) {
  const [type] = url.pathname.slice('/fhir/'.length).split('/');
  const parameters = new URLSearchParams([...url.searchParams, ...new URLSearchParams(text)]);
  const id = parameters.get('patient') ?? parameters.get('_id');
  const entry = recordsOf(type, id).map((resource) => ({ resource, search: { mode: 'match' } }));
  return { body: { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry } };
}

function recordsOf(type, id) {
  if (type === 'Patient') return [patient(id)];
  const make = type === 'Observation' ? observation : encounter;
  return Array.from({ length: EACH }, (_, index) => make(id, index));
}
