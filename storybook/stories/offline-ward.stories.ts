import { elementStories } from '../src/element.ts';
import { inMemoryWard } from '../src/in-memory-ward.ts';

export default { ...elementStories('samspil-offline-ward'), title: 'Elements/samspil-offline-ward' };

const patients = [
  { id: 'else', name: 'Else Lauridsen', facts: ['Født 27.04.1952'] },
  { id: 'john', name: 'John Sørensen', facts: ['Født 03.11.1948'] },
];
const resources = [{ resourceType: 'Observation' }, { resourceType: 'AllergyIntolerance' }];
const ward = (held: readonly string[], isOnline = true) => ({
  args: { offline: inMemoryWard(held), patients, resources, isOnline },
});

export const NobodyHeld = ward([]);
export const OneHeld = ward(['else']);
export const WithoutConnection = ward(['else'], false);
