import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttackControl, AttackFacts, AttackEvidence } from '@samspil/sdk/testing';
import { servedPluginHeaders } from '../../packages/smart-launcher/src/server/served-plugins/served-plugin-headers.ts';
import { startSimulator } from '../../packages/smart-launcher/src/server/simulator.ts';
import type { Driver } from '../engines/driver.ts';
import { buildPages } from './build-pages.ts';
import { Journal } from './journal.ts';
import { WEAKENINGS } from './mutants/weakenings.ts';
import { ROGUE_MODES } from './rogue-server.ts';
import { startServers } from './servers.ts';
import { signIn } from './sign-in.ts';

/** How the workplace is weakened; `none` is ours as it is. */
export type RangeVariant = 'none' | AttackControl;

/** Headers without which `headers-off` runs. */
const PROTECTIVE_HEADERS = [
  'content-security-policy',
  'x-frame-options',
  'permissions-policy',
  'cross-origin-resource-policy',
];

/** Servers, pages and a signed-in browser: everything an attack needs. */
export interface OpenRange {
  readonly driver: Driver;
  readonly journal: Journal;
  readonly facts: Omit<AttackFacts, 'mark'>;
  readonly secrets: AttackEvidence['secrets'];
  /** Loads the workplace anew, for after an attack that carried it away. */
  reload(): Promise<void>;
  /** Files of the browser's profile that hold a text. */
  searchDisk(text: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens the range in one variant. The driver stays the caller's. */
export async function openRange(driver: Driver, variant: RangeVariant): Promise<OpenRange> {
  const closers: (() => Promise<void> | void)[] = [];
  const servers = await startServers();
  closers.push(() => servers.close());
  const { addresses, ports } = servers;
  const pkce = variant === 'pkce-off' ? { pkce: 'optional' as const } : {};
  const scope = 'openid fhirUser offline_access user/*.cruds';
  const simulator = await startSimulator({
    port: 0,
    seed: 1,
    patients: 40,
    clients: () => [
      {
        client_id: 'range',
        name: 'Attack range',
        redirect_uris: [`${addresses.workplace}/`],
        launch_urls: [],
        scope,
        first_party: true,
        ...pkce,
      },
      {
        client_id: 'range-app',
        name: 'Range app',
        redirect_uris: [`${addresses.app}/app.html`],
        launch_urls: [`${addresses.app}/app.html`],
        scope: 'openid fhirUser launch patient/Patient.r',
      },
    ],
  });
  closers.push(() => simulator.close());
  const simulatorOrigin = new URL(simulator.url).origin;
  const simulatorPort = Number(new URL(simulator.url).port);
  const { attacker: _, ...others } = addresses;
  const known = new Set([...Object.values(others).map((address) => new URL(address).hostname), 'localhost']);
  const journal = new Journal({
    nameOf: (port, host) => {
      if (port === simulatorPort) return 'simulator';
      if (port === ports.workplace) return 'workplace';
      // A name that nobody of the range has is one that an attack made up.
      return known.has(host.replace(/:\d+$/, '')) ? undefined : 'attacker';
    },
    without: variant === 'headers-off' ? PROTECTIVE_HEADERS : [],
  });
  closers.push(() => journal.close());
  const trustedIssuers = ROGUE_MODES.map((mode) => `${addresses.attacker}/rogue/${mode}`);
  servers.config = {
    workplace: variant === 'bare' ? 'bare' : 'host',
    addresses,
    simulatorOrigin,
    fhirBaseUrl: simulator.fhirBaseUrl,
    clientId: 'range',
    scope,
    app: {
      clientId: 'range-app',
      fhirBaseUrl: simulator.fhirBaseUrl,
      trustedIssuers,
      trustsAnyIssuer: variant === 'launch-off',
    },
    patient: 'pt-0001',
    otherPatient: 'pt-0002',
  };
  const framable = [
    addresses.plugin,
    addresses.elsewhere,
    addresses.lone,
    addresses.neighbour,
    addresses.bystander,
  ];
  const ownSite = addresses.plugin.replace('127.0.0.1', 'localhost');
  if (variant !== 'bare') {
    servers.workplaceHeaders = {
      'Content-Security-Policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ${simulatorOrigin}; frame-src 'self' ${framable.join(' ')} ${ownSite}; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    };
    if (variant !== 'sandbox-off')
      servers.servedPluginHeaders = servedPluginHeaders({
        manifest: {},
        filesUrl: addresses.workplace,
        workplaceOrigin: addresses.workplace,
      });
  }
  servers.scripts = await buildPages(WEAKENINGS[variant as AttackControl] ?? []);

  const reload = () => signIn(driver, `${addresses.workplace}/`);
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    await reload();
    const { facts, secrets } = await driver.evaluate<Pick<OpenRange, 'facts' | 'secrets'>>(
      '({ facts: window.range.facts, secrets: window.range.secrets })',
    );
    return {
      driver,
      journal,
      facts,
      secrets,
      reload,
      searchDisk: (text) => searchDisk(driver.profile, text),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function searchDisk(profile: string | undefined, text: string): Promise<string[]> {
  if (profile === undefined) return [];
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const hits: string[] = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file may go while we look.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (wanted.some((needle) => bytes.includes(needle))) hits.push(path.slice(profile.length));
  }
  return hits;
}
