import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../packages/smart-launcher/src/server/front.ts';
import type { Scripts } from './build-pages.ts';
import type { RangeConfig } from './range-config.ts';
import { answerRogue } from './rogue-server.ts';

/** Addresses of this machine: each is a site of its own to a browser. */
const SITES = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6'] as const;

/** Who lives where. */
export interface RangeAddresses {
  /** The page that hosts plugins. */
  workplace: string;
  /** The same server by another name, for an app that stands alone. */
  app: string;
  /** Pages of plugins that attack. */
  plugin: string;
  elsewhere: string;
  lone: string;
  /** What arrives here was carried away. Never in the workplace's `frame-src`. */
  attacker: string;
  neighbour: string;
  bystander: string;
}

export interface RangeServers {
  readonly addresses: RangeAddresses;
  readonly ports: { workplace: number; plugins: number };
  scripts: Scripts;
  config: RangeConfig | undefined;
  /** Headers of the workplace's page. */
  workplaceHeaders: Record<string, string>;
  /** Headers of a plugin's page that the workplace serves. */
  servedPluginHeaders: Record<string, string>;
  close(): Promise<void>;
}

const PAGE = (script: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Attack range</title></head><body><main></main><script src="/${script}.js"></script></body></html>`;

/** Starts the workplace's server and the attacker's, on free ports. */
export async function startServers(): Promise<RangeServers> {
  const workplace = createServer((request, response) => answerWorkplace(request, response));
  const workplacePort = await listen(workplace, 0, '127.0.0.1');
  const plugins: Server[] = [];
  let pluginPort = 0;
  for (const site of SITES) {
    const server = createServer((request, response) => answerPlugin(request, response));
    pluginPort = await listen(server, pluginPort, site);
    plugins.push(server);
  }
  const at = (index: number) => `http://${SITES[index]}:${pluginPort}`;
  const servers: RangeServers = {
    addresses: {
      workplace: `http://localhost:${workplacePort}`,
      app: `http://127.0.0.1:${workplacePort}`,
      plugin: at(0),
      elsewhere: at(1),
      lone: at(2),
      attacker: at(3),
      neighbour: at(4),
      bystander: at(5),
    },
    ports: { workplace: workplacePort, plugins: pluginPort },
    scripts: new Map(),
    config: undefined,
    workplaceHeaders: {},
    servedPluginHeaders: {},
    close: async () => {
      for (const server of [workplace, ...plugins]) await closeServer(server);
    },
  };

  function answerWorkplace(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') return page(response, 'workplace', servers.workplaceHeaders);
    if (pathname === '/app.html') return page(response, 'app', {});
    if (pathname === '/served/attack.html') return page(response, 'attacker', servers.servedPluginHeaders);
    if (pathname === '/config.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(servers.config));
      return;
    }
    script(pathname, response);
  }

  function answerPlugin(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/attack.html') return page(response, 'attacker', {});
    if (url.pathname === '/honest.html') return page(response, 'honest', {});
    if (url.pathname === '/redirect') {
      response.writeHead(302, { Location: `${servers.addresses.elsewhere}/attack.html${url.search}` }).end();
      return;
    }
    if (answerRogue(url, response, servers.addresses)) return;
    if (/^\/(leak|elsewhere|file)\//.test(url.pathname)) {
      response
        .writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' })
        .end('<p>x</p>');
      return;
    }
    script(url.pathname, response);
  }

  function script(pathname: string, response: ServerResponse): void {
    const text = servers.scripts.get(pathname.slice(1));
    if (text === undefined) response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    else
      response
        .writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' })
        .end(text);
  }

  return servers;
}

function page(response: ServerResponse, script: string, headers: Record<string, string>): void {
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers })
    .end(PAGE(script));
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}
