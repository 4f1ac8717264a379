import { connect } from './samspil.js';

const workplace = await connect({ clientId: 'broker-probe', scope: '' });
const codeOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => error.code,
  );
const context = () => workplace.context.value;

/** What the test calls from outside the frame. */
window.probe = {
  own: () => context().patient.reference,
  patient: () => context().patientResource(),
  request: (request) => context().fhir.request(request),
  refusalOf: (request) => codeOf(context().fhir.request(request)),
  readRefusal: (reference) => codeOf(context().fhir.read(reference)),
  saveRefusal: (resource) => codeOf(context().fhir.save(resource)),
  searchRefusal: async (type, parameters) => {
    try {
      for await (const found of context().fhir.search(type, parameters)) return found.id;
      return 'nothing';
    } catch (error) {
      return error.code;
    }
  },
  searchTogether: async (times, parameters) => {
    const search = async () => {
      const ids = [];
      for await (const { id } of context().fhir.search('Observation', parameters)) ids.push(id);
      return ids.join();
    };
    return new Set(await Promise.all(Array.from({ length: times }, search))).size;
  },
};
