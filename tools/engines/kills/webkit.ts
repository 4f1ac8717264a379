import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KillableBrowser, OpenPage } from '../../faults/kills/run/browser.ts';
import { freePort } from '../free-port.ts';
import type { WebKitPaths } from '../webkit.ts';
import { openScreen } from '../xvfb.ts';
import { inspectPage } from './inspector.ts';
import type { InspectedPage } from './inspector.ts';
import { killProcesses, processesOf } from './web-processes.ts';

const LONGEST_START_MS = 60_000;
const LOOK_MS = 50;

/**
 * WebKitGTK with a profile on the disk. Under WebDriver it keeps none (`--automation` makes it ephemeral), so it is started
 * as people start it and spoken to over its inspector, which a developer has too.
 */
export async function launchWebKit(paths: WebKitPaths, profile: string): Promise<KillableBrowser> {
  const screen = await openScreen(paths.xvfb);
  const version = await versionOf(paths.miniBrowser, screen.display);
  const server = `127.0.0.1:${await freePort()}`;
  const folders = { XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'config' };
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const [name, folder] of Object.entries(folders)) {
    env[name] = join(profile, folder);
    await mkdir(join(profile, folder), { recursive: true });
  }
  const child = spawn(
    paths.miniBrowser,
    ['--enable-developer-extras=true', '--javascript-can-open-windows-automatically=true', 'about:blank'],
    {
      detached: true,
      stdio: 'ignore',
      env: {
        ...env,
        DISPLAY: screen.display,
        // Under `C.UTF-8`, which containers have, WebKit calls its language "C": no language tag, and Intl throws at it.
        LC_ALL: 'C',
        WEBKIT_INSPECTOR_HTTP_SERVER: server,
        // Root in a container has no user session; WebKit's own sandbox of processes needs one.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        NO_AT_BRIDGE: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
    },
  );
  const exited = once(child, 'exit');
  let isGone = false;
  const kill = async () => {
    if (isGone || child.pid === undefined) return;
    isGone = true;
    process.kill(-child.pid, 'SIGKILL');
    await exited;
    await screen.close();
  };
  const known = new Set<string>();
  const [first] = await newcomers(server, known);
  if (first === undefined) {
    await kill();
    throw new Error('MiniBrowser did not start.');
  }
  const home = await inspectPage(first);
  // The process of the page from which the others are opened. It lives on, or nothing could be opened any more.
  const spared = webProcesses(child.pid)[0];
  const pages = new WeakMap<OpenPage, InspectedPage>();
  return {
    name: `WebKitGTK ${version}`,
    async openPage(address) {
      // Without an opener it has a process of its own, as a tab that a person opens.
      await home.evaluate(`void window.open(${JSON.stringify(address)}, '_blank', 'noopener')`);
      const [socket] = await newcomers(server, known);
      if (socket === undefined) throw new Error('WebKit opened no page.');
      const page = await inspectPage(socket);
      await loaded(page, address);
      const one: OpenPage = {
        evaluate: (expression) => page.evaluate(expression),
        frame: (prefix) => frameOf(page, prefix),
        async close() {
          // Never answered: whoever would answer closes.
          page.evaluate('void window.close()').catch(() => undefined);
          await page.gone;
        },
      };
      pages.set(one, page);
      return one;
    },
    async end(how, one) {
      if (how === 'browser-kill') return kill();
      if (how === 'tab-close') return one.close();
      await killProcesses(webProcesses(child.pid).filter((pid) => pid !== spared));
    },
    kill,
  };
}

/** WebSockets of the pages that were not there at the last look; waits until there is one. */
async function newcomers(server: string, known: Set<string>): Promise<string[]> {
  const deadline = performance.now() + LONGEST_START_MS;
  while (performance.now() < deadline) {
    const list = await fetch(`http://${server}/`).then(
      (answer) => answer.text(),
      () => '',
    );
    const found = [...list.matchAll(/\/socket\/\d+\/\d+\/WebPage/g)].map(([path]) => path);
    const fresh = found.filter((path) => !known.has(path));
    for (const path of fresh) known.add(path);
    if (fresh.length > 0) return fresh.map((path) => `ws://${server}${path}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return [];
}

/** A page can be inspected before it is there. */
async function loaded(page: InspectedPage, address: string): Promise<void> {
  const state = '[location.href, document.readyState].join(" ")';
  const origin = new URL(address).origin;
  const deadline = performance.now() + LONGEST_START_MS;
  while (performance.now() < deadline) {
    // Asked of the page that makes room for it, this may fail.
    const seen = await page.evaluate<string>(state).catch(() => '');
    if (seen.startsWith(origin) && seen.endsWith(' complete')) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error('A page did not load in WebKit.');
}

async function frameOf(page: InspectedPage, prefix: string): Promise<Pick<OpenPage, 'evaluate'> | undefined> {
  for (const context of page.contexts()) {
    // A context whose page is gone is still listed.
    const address = await page.evaluate<string>('location.href', context).catch(() => '');
    if (address.startsWith(prefix)) return { evaluate: (expression) => page.evaluate(expression, context) };
  }
  return undefined;
}

function webProcesses(group: number | undefined): number[] {
  return processesOf(group)
    .filter(({ command }) => /\/WebKitWebProcess /.test(command))
    .map(({ pid }) => pid);
}

/** MiniBrowser says it to whoever asks, and needs a screen for that. */
async function versionOf(miniBrowser: string, display: string): Promise<string> {
  const asked = spawn(miniBrowser, ['--version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display },
  });
  let text = '';
  asked.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(asked, 'close');
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? '';
}
