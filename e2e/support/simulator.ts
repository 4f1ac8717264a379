import type * as launcher from '@samspil/smart-launcher';
import type { Simulator, SimulatorOptions } from '@samspil/smart-launcher';

/** The built simulator with the built example plugin, in memory unless told otherwise, on a free port. */
export async function startBuilt(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const { startSimulator } = (await import(
    new URL('../../packages/smart-launcher/dist/server/index.js', import.meta.url).href
  )) as typeof launcher;
  const { startBedsideVitals } = await import('../../examples/bedside-vitals/server.mjs');
  return startSimulator({
    port: 0,
    seed: 1,
    patients: 40,
    startPlugins: async (workplaceOrigin) => [
      await startBedsideVitals({ fhirServer: `${workplaceOrigin}/fhir`, workplaceOrigin }),
    ],
    ...options,
  });
}
