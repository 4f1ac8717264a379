import { SamspilError } from '@samspil/sdk';
import type { OfflineActions } from '../../packages/components/src/components/offline-ward/ward-view.ts';

const MEGABYTE = 1_000_000;

/** What a device holds of a ward, in memory: its patients can be let go; there is no server here to fetch others from. */
export function inMemoryWard(patients: readonly string[]): OfflineActions {
  let held = [...patients];
  const storage = async () => ({
    usage: 40 * MEGABYTE,
    quota: 900 * MEGABYTE,
    heldBytes: held.length * MEGABYTE,
  });
  const since = new Date(Date.now() - 2 * 3_600_000).toISOString();
  return {
    held: async () =>
      held.map((patient) => ({
        patient,
        bytes: MEGABYTE,
        openedAt: since,
        coverage: [{ resourceType: 'Observation', parameters: [], completeAt: since }],
      })),
    storage,
    estimate: async ({ patients: chosen = [] }) => ({
      resources: chosen.length * 120,
      bytes: chosen.length * MEGABYTE,
      storage: await storage(),
    }),
    forget: async (patient) => {
      held = held.filter((each) => each !== patient);
    },
    prepare: async () => {
      throw new SamspilError('network', 'Storybook has no server to fetch a ward from.');
    },
    onLetGo: () => () => undefined,
  };
}
