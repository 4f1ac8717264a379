import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Driver } from './driver.ts';
import { openChromium } from './chromium.ts';

/** An engine, how to open it, and what is missing for that. */
export interface Engine {
  readonly name: 'chromium' | 'firefox' | 'webkit';
  /** Debian packages to install; empty when all is there. */
  readonly missing: readonly string[];
  open(): Promise<Driver>;
}

const first = (paths: readonly string[]) => paths.find((path) => existsSync(path));

/** The three engines of this machine. Nothing is installed here; what is missing is said. */
export function findEngines(): Engine[] {
  const firefox = first(['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox']);
  const driver = first(['/usr/bin/WebKitWebDriver']);
  const xvfb = first(['/usr/bin/Xvfb']);
  const miniBrowser = first(miniBrowsers());
  return [
    { name: 'chromium', missing: [], open: openChromium },
    {
      name: 'firefox',
      missing: firefox ? [] : ['firefox-esr'],
      open: async () => (await import('./firefox.ts')).openFirefox(firefox ?? ''),
    },
    {
      name: 'webkit',
      missing: [...(driver && miniBrowser ? [] : ['webkit2gtk-driver']), ...(xvfb ? [] : ['xvfb'])],
      open: async () =>
        (await import('./webkit.ts')).openWebKit({
          driver: driver ?? '',
          miniBrowser: miniBrowser ?? '',
          xvfb: xvfb ?? '',
        }),
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
