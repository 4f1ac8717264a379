// A plugin that saves what the test asks it to, and writes down when it was told that a save is durable.
import { connect } from './samspil.js';

const workplace = await connect({ clientId: 'recorder', scope: '' });
const fhir = () => workplace.context.value.fhir;

window.recorder = {
  save: async (resource) => {
    const { id } = await fhir().save(resource);
    return { id, at: Date.now() };
  },
  read: (reference) => fhir().read(reference, { cache: 'no-cache' }),
};
