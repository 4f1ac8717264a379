import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Driver } from './driver.ts';
import { freePort } from './free-port.ts';
import { openScreen } from './xvfb.ts';

const SETTLE_MS = 500;

export interface WebKitPaths {
  /** `WebKitWebDriver` of Debian's `webkit2gtk-driver`. */
  driver: string;
  miniBrowser: string;
  xvfb: string;
}

/** WebKitGTK through W3C WebDriver, spoken by `fetch`: there is little of it that we need. */
export async function openWebKit(paths: WebKitPaths): Promise<Driver> {
  const { display, close: closeScreen } = await openScreen(paths.xvfb);
  const children: ChildProcess[] = [];
  const start = (command: string, args: string[], env = {}) => {
    const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } });
    children.push(child);
    return child;
  };
  const port = await freePort();
  start(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    DISPLAY: display,
    // Root in a container has no user session; WebKit's own sandbox of processes needs one.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    NO_AT_BRIDGE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
    // Without a locale its `navigator.language` is "C", which `Intl` refuses.
    LC_ALL: 'C',
  });
  const base = `http://127.0.0.1:${port}`;
  await untilUp(base);
  const options = { binary: paths.miniBrowser, args: ['--automation'] };
  const created = (await command(base, 'POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'webkitgtk:browserOptions': options,
        pageLoadStrategy: 'normal',
        unhandledPromptBehavior: 'dismiss',
      },
    },
  })) as { sessionId: string; capabilities: { browserVersion?: string } };
  const session = `${base}/session/${created.sessionId}`;
  const call = (method: string, path: string, body?: object) => command(session, method, path, body);
  await call('POST', '/timeouts', { script: 30_000, pageLoad: 15_000 });
  const home = (await call('GET', '/window')) as string;
  return {
    name: `WebKitGTK ${created.capabilities.browserVersion ?? ''}`,
    profile: undefined,
    goto: async (url) => {
      await call('POST', '/url', { url });
    },
    async evaluate<T>(expression: string) {
      const script = `const done = arguments[0]; Promise.resolve().then(() => (${expression})).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
      const text = (await call('POST', '/execute/async', { script, args: [] })) as string;
      const { value, error } = JSON.parse(text) as { value: T; error?: string };
      if (error !== undefined) throw new Error(error);
      return value;
    },
    async visit(url) {
      const { handle } = (await call('POST', '/window/new', { type: 'tab' })) as { handle: string };
      await call('POST', '/window', { handle });
      await call('POST', '/url', { url }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      await call('DELETE', '/window');
      await call('POST', '/window', { handle: home });
    },
    async takeOpened() {
      const handles = (await call('GET', '/window/handles')) as string[];
      const others = handles.filter((handle) => handle !== home);
      for (const handle of others) {
        await call('POST', '/window', { handle });
        await call('DELETE', '/window');
      }
      if (others.length > 0) await call('POST', '/window', { handle: home });
      return others.map(() => 'a tab');
    },
    async close() {
      await call('DELETE', '').catch(() => undefined);
      for (const child of children.reverse()) child.kill('SIGTERM');
      await closeScreen();
    },
  };
}

async function command(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    ...(method === 'POST' && {
      body: JSON.stringify(body ?? {}),
      headers: { 'Content-Type': 'application/json' },
    }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error?: string; message?: string };
  throw new Error(`WebDriver: ${error ?? response.status} ${message ?? ''}`);
}

async function untilUp(base: string): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const isUp = await fetch(`${base}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not start.');
}
