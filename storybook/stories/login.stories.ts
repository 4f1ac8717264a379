import { elementStories } from '../src/element.ts';
import { heldWrites } from '../src/held-writes.ts';
import { write } from '../src/surroundings.ts';

export default { ...elementStories('samspil-login'), title: 'Elements/samspil-login' };

const system = { system: 'Sundhedsplatformen', address: 'https://fhir.example/r4' };
const never = () => new Promise<never>(() => undefined);

export const SignedOut = { args: { ...system, signIn: never } };
export const Expired = { args: { ...system, problem: 'needs-login', signIn: never } };
export const Denied = { args: { ...system, problem: 'launch-denied', signIn: never } };
export const NoAnswer = { args: { ...system, problem: 'network', signIn: never } };
export const SignedIn = { args: { ...system, user: 'Ida Holm', signOut: () => Promise.resolve() } };
export const SignedInUnsent = {
  args: {
    ...system,
    user: 'Ida Holm',
    signOut: () => Promise.resolve(),
    outbox: heldWrites([write('a', 'stored'), write('b', 'conflict')]),
    patientNames: new Map([['else', 'Sørensen, Else Marie']]),
  },
};
