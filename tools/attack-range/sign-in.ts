import type { Driver } from '../engines/driver.ts';

/** Opens the workplace of the range; where that leads to the sign-in of the simulator, signs in as its first nurse. */
export async function signIn(driver: Driver, url: string): Promise<void> {
  // A page that an attack has just sent elsewhere may get in the way once.
  await driver.goto(url).catch(() => driver.goto(url));
  const state = `(window.range ? 'ready' : window.rangeError ? 'failed: ' + window.rangeError : document.querySelector('button[value=login]') ? 'sign-in' : 'loading')`;
  for (let turn = 0; turn < 200; turn++) {
    const seen = await driver.evaluate<string>(state).catch(() => 'loading');
    if (seen === 'ready') return;
    if (seen.startsWith('failed')) throw new Error(`The workplace of the range did not open: ${seen}`);
    if (seen === 'sign-in')
      await driver
        .evaluate(
          `document.querySelector('input[name=user]').click(); document.querySelector('button[value=login]').click()`,
        )
        .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The workplace of the range did not open in time.');
}
