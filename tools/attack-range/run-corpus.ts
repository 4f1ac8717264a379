import { attacks } from '@samspil/sdk/testing';
import type { AttackCase } from '@samspil/sdk/testing';
import type { Driver } from '../engines/driver.ts';
import { openRange } from './open-range.ts';
import type { RangeVariant } from './open-range.ts';
import { runAttack } from './run-attack.ts';
import type { AttackResult } from './run-attack.ts';

export interface CorpusOptions {
  driver: Driver;
  /** Default `none`: our workplace as it is. */
  variant?: RangeVariant;
  /** Default: all. */
  only?: (attack: AttackCase) => boolean;
  onResult?(result: AttackResult, attack: AttackCase): void;
}

/** Runs the corpus, one attack after the other, in one workplace. */
export async function runCorpus({
  driver,
  variant = 'none',
  only = () => true,
  onResult,
}: CorpusOptions): Promise<AttackResult[]> {
  const range = await openRange(driver, variant);
  const results: AttackResult[] = [];
  try {
    for (const attack of attacks.filter(only)) {
      const result = await runAttack(range, attack);
      results.push(result);
      onResult?.(result, attack);
    }
  } finally {
    await range.close();
  }
  return results;
}
