import { attacks } from '@samspil/sdk/testing';
import { runCorpus } from '../attack-range/run-corpus.ts';
import type { Engine } from './find-engines.ts';

/** The attack corpus in one engine. Gives whether every attack was rejected. */
export async function runAttacks(engine: Engine): Promise<boolean> {
  const driver = await engine.open();
  console.log(`\n— ${driver.name} —`);
  try {
    const isRunnable = ({ needs = [] }: { needs?: readonly string[] }) =>
      engine.name === 'chromium' || !needs.includes('chromium');
    const results = await runCorpus({
      driver,
      only: isRunnable,
      onResult: ({ id, escaped }) => escaped !== undefined && console.log(`ESCAPED   ${id}: ${escaped}`),
    });
    const rejected = results.filter(({ escaped }) => escaped === undefined).length;
    console.log(`${results.length} attacks, ${rejected} rejected`);
    console.log(
      `figure: attacks-${engine.name} ${rejected} of ${results.length} rejected (${attacks.length} in the corpus)`,
    );
    return rejected === results.length;
  } finally {
    await driver.close();
  }
}
