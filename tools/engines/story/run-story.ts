import type { Engine } from '../find-engines.ts';
import { playStory } from './play-story.ts';

/** The story in one engine, told step by step. Gives whether both sets are in the FHIR server once. */
export async function runStory({ name, launch }: Engine): Promise<boolean> {
  let engine: string = name;
  const known: (profile: string) => ReturnType<typeof launch> = async (profile) => {
    const browser = await launch(profile);
    engine = browser.name;
    return browser;
  };
  console.log('');
  try {
    const { effects, promised, wrong } = await playStory(known, (step) =>
      console.log(`story ${engine}: ${step}`),
    );
    for (const sentence of wrong) console.log(`story ${engine}: ${sentence}`);
    const isGood = wrong.length === 0 && effects === promised;
    if (isGood) console.log(`story ${engine}: both sets are there once`);
    console.log(`figure: story-${name} ${effects} sets (bar ${promised}) ${isGood ? 'ok' : 'short'}`);
    return isGood;
  } catch (error) {
    console.log(`story ${engine}: it did not come to its end. ${String(error)}`);
    console.log(`figure: story-${name} 0 sets (bar 2) short`);
    return false;
  }
}
