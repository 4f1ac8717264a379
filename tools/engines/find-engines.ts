import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Driver } from './driver.ts';
import type { Kill } from '../faults/kills/plan.ts';
import type { LaunchBrowser } from '../faults/kills/run/browser.ts';
import { launchChromium } from '../faults/kills/run/chromium.ts';
import { openChromium } from './chromium.ts';

/** An engine, how to open it, and what is missing for that. */
export interface Engine {
  readonly name: 'chromium' | 'firefox' | 'webkit';
  /** Debian packages to install; empty when all is there. */
  readonly missing: readonly string[];
  open(): Promise<Driver>;
  /** Starts it on a profile of the caller's, to be killed. */
  readonly launch: LaunchBrowser;
  /** The kills that can be done to it; default all. */
  readonly kills?: readonly Kill[];
}

/** Where there is no protocol by which a tab crashes. */
const NOT_CRASHING: readonly Kill[] = ['tab-close', 'renderer-kill', 'browser-kill', 'worker-end'];

const first = (paths: readonly string[]) => paths.find((path) => existsSync(path));

/** The three engines of this machine. Nothing is installed here; what is missing is said. */
export function findEngines(): Engine[] {
  const firefox = first(['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox']);
  const driver = first(['/usr/bin/WebKitWebDriver']);
  const xvfb = first(['/usr/bin/Xvfb']);
  const miniBrowser = first(miniBrowsers());
  const webkit = { driver: driver ?? '', miniBrowser: miniBrowser ?? '', xvfb: xvfb ?? '' };
  return [
    { name: 'chromium', missing: [], open: openChromium, launch: launchChromium },
    {
      name: 'firefox',
      missing: firefox ? [] : ['firefox-esr'],
      open: async () => (await import('./firefox.ts')).openFirefox(firefox ?? ''),
      launch: async (profile) => (await import('./kills/firefox.ts')).launchFirefox(firefox ?? '', profile),
      kills: NOT_CRASHING,
    },
    {
      name: 'webkit',
      missing: [...(driver && miniBrowser ? [] : ['webkit2gtk-driver']), ...(xvfb ? [] : ['xvfb'])],
      open: async () => (await import('./webkit.ts')).openWebKit(webkit),
      launch: async (profile) => (await import('./kills/webkit.ts')).launchWebKit(webkit, profile),
      kills: NOT_CRASHING,
    },
  ];
}

function miniBrowsers(): string[] {
  const found: string[] = [];
  for (const machine of existsSync('/usr/lib') ? readdirSync('/usr/lib') : []) {
    const folder = join('/usr/lib', machine);
    if (!/-linux-gnu/.test(machine)) continue;
    for (const name of readdirSync(folder))
      if (name.startsWith('webkit2gtk-4.')) found.push(join(folder, name, 'MiniBrowser'));
  }
  return found;
}
