/** Code system of what a person may do on the workplace itself, as a code of her PractitionerRole. */
export const WORKPLACE_ROLE = 'https://samspil.dk/fhir/CodeSystem/workplace-role';

/** She answers for the plugins: approves, switches off, rolls back. */
export const PLUGIN_ADMIN = 'plugin-admin';
