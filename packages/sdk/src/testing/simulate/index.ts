export { simulate } from './simulate.ts';
export type { SimulateOptions, Simulation } from './simulate.ts';
export type { ServerEntry } from './memory-server.ts';
export type { Fault, FaultPoint, ServerPoint } from './fault.ts';
