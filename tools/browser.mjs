/**
 * Finds a browser for tests: the one that CHROME_PATH names, an installed Chrome or Chromium, or else the build that
 * `@sparticuz/chromium` carries inside its npm package, so that tests run on a machine with nothing but Node.
 */
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What keeps a test browser quiet and alike everywhere. `--no-sandbox`: containers and CI often run as root. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--lang=da',
];

/** @returns {Promise<{ executablePath: string, args: string[], env: NodeJS.ProcessEnv }>} */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names a file that does not exist: ${named}`);
    return { executablePath: named, args: BROWSER_ARGS, env: process.env };
  }
  const bundledOnly = process.env.SAMSPIL_BROWSER === 'bundled';
  const installed = bundledOnly ? undefined : INSTALLED.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args: BROWSER_ARGS, env: process.env };
  return bundledBrowser();
}

async function bundledBrowser() {
  // The package unpacks its copies of libnss3 and friends only where it believes to be in such a place. A bare
  // machine lacks them just as much, and on others the loader simply prefers them.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  // Without a language in the environment this build calls itself en-US@posix, which is no language tag to Intl.
  Object.assign(process.env, { LANGUAGE: 'da', LANG: 'da_DK.UTF-8', LC_ALL: 'da_DK.UTF-8' });
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  // Desktop browsers keep sites in processes of their own; this build does it when told.
  const isolation = '--site-per-process';
  const args = [...BROWSER_ARGS, isolation, '--use-gl=angle', '--use-angle=swiftshader', '--headless=shell'];
  return { executablePath, args, env: process.env };
}
