import type { Driver } from '../engines/driver.ts';

const DEADLINE_MS = 60_000;
const POLL_MS = 50;

const STATE = `(window.range ? 'ready' : window.rangeError ? 'failed: ' + window.rangeError : document.querySelector('button[value=login]:not([data-used])') ? 'sign-in' : 'loading ' + location.href)`;
// Once for each page: a form that is sent twice is refused the second time.
const SIGN_IN = `(() => {
  const button = document.querySelector('button[value=login]');
  document.querySelector('input[name=user]').click();
  button.dataset.used = 'true';
  button.click();
})()`;

/** Opens the workplace of the range; where that leads to the sign-in of the simulator, signs in as its first nurse. */
export async function signIn(driver: Driver, url: string): Promise<void> {
  await load(driver, url);
  const deadline = performance.now() + DEADLINE_MS;
  let seen = '';
  while (performance.now() < deadline) {
    seen = await driver.evaluate<string>(STATE).catch((error: unknown) => String(error));
    if (seen === 'ready') return;
    if (seen.startsWith('failed')) break;
    // The page may leave while it is told to: then the next look sees where it is.
    if (seen === 'sign-in') await driver.evaluate(SIGN_IN).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`The workplace of the range did not open: ${seen}`);
}

/** A page that an attack has just sent elsewhere may get in the way of the first try, or the second. */
async function load(driver: Driver, url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await driver.goto(url);
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
