/** The simulator: a clinical workplace with a SMART authorization server and a FHIR R4 server, in one process. */
export { startSimulator } from './simulator.ts';
export type { Simulator, SimulatorOptions } from './simulator.ts';
export type { Fault } from './fhir/index.ts';
export type { ClientRegistration } from '../shared/client-registration.ts';
