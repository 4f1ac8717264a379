export { DEFAULT_PATIENTS, MAXIMUM_PATIENTS, MINIMUM_PATIENTS, seed, type SeedOptions } from './seed.ts';
export { users } from './people/practitioners.ts';
export { ORIGIN_SYSTEM } from './synthetic.ts';
