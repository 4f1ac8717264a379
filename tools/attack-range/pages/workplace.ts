import type { Bundle, FhirResource, Observation, Patient, Provenance } from 'fhir/r4';
import { attacks } from '@samspil/sdk/testing';
import type { AttackEvidence, AttackFacts, FrameAttack, SeenWrite } from '@samspil/sdk/testing';
import { createFhirClient } from '@samspil/sdk/fhir';
import { browserRuntime } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import { completeLaunch, isLaunchAnswer, resumeSession, startLaunch } from '@samspil/sdk/launch';
import type { LaunchOptions } from '@samspil/sdk/launch';
import { openOutbox } from '@samspil/sdk/offline';
import type { RangeConfig } from '../range-config.ts';
import { openBareWorkplace } from './bare-workplace.ts';
import { openHostWorkplace } from './host-workplace.ts';
import { RealmWatch } from './realm-watch.ts';
import { showBare } from './show-bare.ts';
import { showRecord } from './show-record.ts';
import { dumpStorage } from './storage-dump.ts';
import type { Means, MountedTarget, Target } from './target.ts';

/** What the page says about a case; the servers' journals come from outside. */
export type PageEvidence = Pick<
  AttackEvidence,
  'hasRun' | 'pluginState' | 'pluginError' | 'ports' | 'sent' | 'events' | 'realm'
>;
export type Aftermath = Pick<AttackEvidence, 'writes' | 'isOtherUnchanged' | 'storage'>;

/** What the harness outside calls. */
export interface Range {
  readonly facts: Omit<AttackFacts, 'mark'>;
  readonly secrets: AttackEvidence['secrets'];
  run(caseId: string, mark: string): Promise<PageEvidence>;
  aftermath(mark: string): Promise<Aftermath>;
}

declare global {
  interface Window {
    range?: Range;
    rangeError?: string;
  }
}

const DEADLINE_MS = 9_000;
const watch = new RealmWatch();

async function open(): Promise<Range | undefined> {
  const config = (await (await fetch('/config.json')).json()) as RangeConfig;
  const runtime = browserRuntime();
  const options: LaunchOptions = {
    clientId: config.clientId,
    scope: config.scope,
    fhirBaseUrl: config.fhirBaseUrl,
    trustedIssuers: [config.fhirBaseUrl],
    redirectUri: `${config.addresses.workplace}/`,
    runtime,
  };
  const address = new URL(location.href);
  const session = isLaunchAnswer(address)
    ? await completeLaunch(options, address)
    : await resumeSession(options);
  if (!session) {
    await startLaunch(options);
    return undefined;
  }
  history.replaceState(null, '', '/');
  const accessToken = () => session.accessToken();
  const fhir = createFhirClient({ fhirBaseUrl: config.fhirBaseUrl, accessToken, runtime });
  const user = session.fhirUser ?? '';
  const outbox = await openOutbox({
    partition: { fhirBaseUrl: fhir.fhirBaseUrl, user },
    accessToken,
    releaseKey: () => session.releaseKey(),
    createWorker: () => new Worker('/outbox-worker.js'),
  });
  return new RangePage({ config, session, fhir, outbox, user }).begin();
}

class RangePage implements Range {
  facts!: Omit<AttackFacts, 'mark'>;
  secrets!: AttackEvidence['secrets'];
  readonly #means: Means;
  #otherVersion: string | undefined;

  constructor(means: Means) {
    this.#means = means;
  }

  async begin(): Promise<this> {
    const { config, fhir, session } = this.#means;
    const { patient, otherPatient, addresses } = config;
    const canary = `canary-${crypto.randomUUID()}`;
    const noteOn = (id: string, text: string): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      category: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
          ],
        },
      ],
      code: { text: 'Notat' },
      subject: { reference: `Patient/${id}` },
      effectiveDateTime: '2026-01-01T08:00:00+01:00',
      valueString: text,
    });
    const mine = await fhir.create(noteOn(patient, 'own'));
    const other = await fhir.create(noteOn(otherPatient, canary));
    const observation = mine.resource?.id ?? '';
    const otherObservation = other.resource?.id ?? '';
    this.#otherVersion = other.resource?.meta?.versionId;
    this.facts = {
      workplaceOrigin: addresses.workplace,
      fhirBaseUrl: config.fhirBaseUrl,
      issuer: `${config.simulatorOrigin}/auth`,
      attackerOrigin: addresses.attacker,
      appUrl: `${addresses.app}/app.html`,
      appClientId: config.app.clientId,
      clientId: config.clientId,
      redirectUri: `${addresses.workplace}/`,
      simulatorOrigin: config.simulatorOrigin,
      patient,
      otherPatient,
      observation,
      otherObservation,
    };
    const kept = JSON.stringify({ ...sessionStorage });
    this.secrets = {
      tokens: [
        await session.accessToken(),
        ...[...kept.matchAll(/"(?:refresh_token|idToken|access_token)\\*":\\*"([^"\\]+)/g)].map(
          ([, token]) => token ?? '',
        ),
      ],
      otherPatient: [
        otherPatient,
        otherObservation,
        canary,
        ...identifiersOf(await fhir.read<Patient>(`Patient/${otherPatient}`)),
      ],
      patient: identifiersOf(await fhir.read<Patient>(`Patient/${patient}`)),
    };
    return this;
  }

  async run(caseId: string, mark: string): Promise<PageEvidence> {
    const attack = attacks.find(({ id }) => id === caseId);
    if (attack?.kind !== 'frame') throw new Error(`${caseId} is no attack from a frame.`);
    const { config } = this.#means;
    const openTarget = config.workplace === 'bare' ? openBareWorkplace : openHostWorkplace;
    const facts = { ...this.facts, mark };
    const manifests = [manifestOf(attack, facts, config), neighbourManifest(config)];
    const isUnregistered = attack.manifest?.['id'] === 'not-registered';
    const target = await openTarget(
      this.#means,
      isUnregistered ? manifests.slice(1) : manifests,
      attack.setting,
    );
    const extra: HTMLElement[] = [];
    try {
      await target.setContext(config.patient);
      if (attack.setting === 'neighbour') await this.#mountNeighbour(target);
      if (attack.setting === 'next-user') target.setOnline(false);
      watch.begin();
      const outcome = await this.#attack(target, attack, facts, extra);
      if (attack.setting === 'moves-on') await target.setContext(config.otherPatient);
      const opened = [...target.shown];
      if (attack.setting === 'neighbour' && (await this.#neighbourIsServed()))
        opened.push('neighbour:served');
      if (attack.setting === 'displayed') await this.#display();
      const realm = { ...watch.seen(), opened, features: outcome.features };
      return { ...outcome, ports: watch.ports, sent: watch.sent, events: [...target.events], realm };
    } finally {
      for (const element of extra) element.remove();
      await target.close();
      document.querySelectorAll('body > p').forEach((shown) => shown.remove());
    }
  }

  /** Mounts the attacker and waits until it has run to its end, or is gone. */
  async #attack(
    target: Target,
    attack: FrameAttack,
    facts: AttackFacts,
    extra: HTMLElement[],
  ): Promise<Pick<PageEvidence, 'hasRun' | 'pluginState' | 'pluginError'> & { features: string[] }> {
    const container = document.querySelector('main') ?? document.body;
    const { done, stop } = this.#follow(target);
    let plugin: MountedTarget;
    try {
      plugin = await target.mount(
        container,
        attack.manifest?.['id'] === 'not-registered' ? 'not-registered' : 'attacker',
      );
    } catch (error) {
      stop();
      const code = (error as { code?: string }).code ?? String(error);
      return { hasRun: true, pluginState: 'not-mounted', pluginError: code, features: [] };
    }
    if (attack.from === 'bystander') extra.push(this.#bystander(attack, plugin, facts));
    const features = featuresOf(plugin.element);
    const gone = new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (plugin.state !== 'failed' && plugin.state !== 'disposed') return;
        clearInterval(timer);
        resolve();
      }, 20);
      setTimeout(() => clearInterval(timer), DEADLINE_MS);
    });
    const isOver = await Promise.race([
      done.then((why) => why === undefined),
      gone.then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), DEADLINE_MS)),
    ]);
    // What the attacker posted last may still be on its way to the workplace.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { state, error } = plugin;
    plugin.dispose();
    stop();
    return { hasRun: isOver, pluginState: state, pluginError: error, features };
  }

  /** Hears when the attack is over, and does meanwhile what the clinician happens to do. */
  #follow(target: Target): { done: Promise<string | undefined>; stop(): void } {
    const ended = new AbortController();
    const { patient, otherPatient } = this.#means.config;
    const done = new Promise<string | undefined>((resolve) => {
      window.addEventListener(
        'message',
        (event: MessageEvent<{ attack?: string; why?: string; n?: number; does?: string } | null>) => {
          if (event.data?.attack === 'done') resolve(event.data.why);
          if (event.data?.attack !== 'clinician') return;
          const { n, does } = event.data;
          const source = event.source as Window;
          const next = { 'opens-other-patient': otherPatient, 'opens-this-patient': patient }[does ?? ''];
          void target.setContext(next).then(() => source.postMessage({ attack: 'clinician-done', n }, '*'));
        },
        { signal: ended.signal },
      );
    });
    return { done, stop: () => ended.abort() };
  }

  #bystander(attack: FrameAttack, plugin: MountedTarget, facts: AttackFacts): HTMLElement {
    const frame = document.createElement('iframe');
    const nonce = (plugin.element as HTMLIFrameElement).name.replace(/^samspil-/, '');
    frame.src = attackUrl(this.#means.config.addresses.bystander, attack.id, facts, nonce);
    document.body.append(frame);
    return frame;
  }

  async #mountNeighbour(target: Target): Promise<void> {
    const connected = heard('connected');
    await target.mount(document.querySelector('main') ?? document.body, 'neighbour');
    await connected;
  }

  async #neighbourIsServed(): Promise<boolean> {
    const served = heard('served');
    for (let index = 0; index < window.length; index++) window[index]?.postMessage({ honest: 'read' }, '*');
    return served;
  }

  /** The saved resources, shown by elements that the workplace itself uses, under a lease of its own. */
  async #display(): Promise<void> {
    const { config } = this.#means;
    await this.#settle();
    if (config.workplace === 'bare') await showBare(this.#means.fhir, config.patient);
    else await showRecord(this.#means, config.patient);
  }

  async aftermath(mark: string): Promise<Aftermath> {
    const { fhir, outbox } = this.#means;
    await this.#settle();
    const pending = (await outbox.list()).filter(({ plugin }) => plugin.id === 'attacker');
    const found = await fhir.search<FhirResource>('Observation' as never, {
      code: `https://samspil.dk/attack|${mark}`,
      _count: 50,
    });
    const resources = resourcesOf(found);
    const writes: SeenWrite[] = [];
    for (const resource of resources) writes.push(await this.#described(resource));
    for (const { patient, plugin } of pending)
      writes.push({
        resourceType: 'pending write',
        patients: [patient],
        agents: ['pending'],
        software: [`${plugin.id} ${plugin.version}`],
      });
    for (const { id } of pending) await outbox.discard(id, 'The range is tidied up.').catch(() => undefined);
    const other = await fhir.read<Observation>(`Observation/${this.facts.otherObservation}`);
    const isOtherUnchanged = other.meta?.versionId === this.#otherVersion;
    this.#otherVersion = other.meta?.versionId;
    const dump = `${await dumpStorage()}\n${await this.#nextUserSees()}`;
    return { writes, isOtherUnchanged, storage: { dump, diskHits: [] } };
  }

  /** What another clinician, to whom the server releases another key, finds on this device. */
  async #nextUserSees(): Promise<string> {
    const partition = { fhirBaseUrl: this.#means.fhir.fhirBaseUrl, user: 'Practitioner/next-user' };
    // The same each time, as a server would: the partition stays on the device.
    const key = new Uint8Array(32).fill(7);
    const outbox = await openOutbox({
      partition,
      accessToken: async () => undefined,
      releaseKey: async () => key,
      createWorker: () => new Worker('/outbox-worker.js'),
    });
    const found = await outbox.list();
    await outbox.close();
    return found.length > 0 ? `next-user-sees ${JSON.stringify(found)}` : '';
  }

  /** Waits until the outbox has sent what it can, for a moment. */
  async #settle(): Promise<void> {
    const { outbox } = this.#means;
    await outbox.flush().catch(() => undefined);
    for (let turn = 0; turn < 40; turn++) {
      const waiting = (await outbox.list()).filter(({ state }) => state === 'stored' || state === 'sending');
      if (waiting.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #described(resource: FhirResource): Promise<SeenWrite> {
    const { fhir } = this.#means;
    const target = `${resource.resourceType}/${resource.id}`;
    const provenances = resourcesOf(await fhir.search<Provenance>('Provenance', { target }));
    const agents = provenances.flatMap(({ agent }) => agent.map(({ who }) => JSON.stringify(who)));
    const { subject } = resource as Observation;
    return {
      resourceType: resource.resourceType,
      patients: [subject?.reference?.replace(/^.*Patient\//, '') ?? 'nobody'],
      agents,
      software: provenances.map((provenance) => JSON.stringify(provenance)),
    };
  }
}

function resourcesOf<T extends FhirResource>(bundle: Bundle<T>): T[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
}

function identifiersOf(patient: Patient): string[] {
  return (patient.identifier ?? []).flatMap(({ value }) => (value ? [value] : []));
}

function heard(what: string): Promise<boolean> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<{ honest?: string } | null>) => {
      if (event.data?.honest === undefined) return;
      window.removeEventListener('message', listen);
      resolve(event.data.honest === what);
    };
    window.addEventListener('message', listen);
    setTimeout(() => resolve(false), 5_000);
  });
}

/** What the browser itself grants a frame, where it tells its parent (Chromium); else what the parent wrote. */
function featuresOf(element: HTMLElement): string[] {
  const { featurePolicy } = element as { featurePolicy?: { allowedFeatures(): string[] } };
  return (
    featurePolicy?.allowedFeatures() ?? (element.getAttribute('allow') ?? '').split(/[;\s]+/).filter(Boolean)
  );
}

function attackUrl(origin: string, caseId: string, facts: AttackFacts, nonce?: string): string {
  const query = new URLSearchParams({
    case: caseId,
    facts: JSON.stringify(facts),
    ...(nonce !== undefined && { nonce }),
  });
  return `${origin}/attack.html?${query}`;
}

function manifestOf(attack: FrameAttack, facts: AttackFacts, { addresses }: RangeConfig): PluginManifest {
  const ownSite = addresses.plugin.replace('127.0.0.1', 'localhost');
  const from = attack.from ?? 'frame';
  const at =
    { frame: addresses.plugin, 'own-site': ownSite, 'lone-site': addresses.lone }[from as string] ??
    addresses.plugin;
  const page = attackUrl(at, attack.id, facts);
  const served = attackUrl(`${addresses.workplace}/served`, attack.id, facts);
  const entry = {
    opaque: { mode: 'frame' as const, url: served, origin: 'opaque' },
    'own-origin': { mode: 'frame' as const, url: served, origin: addresses.workplace },
    'wrong-origin': {
      mode: 'frame' as const,
      url: page.replace('/attack.html', '/redirect'),
      origin: addresses.plugin,
    },
    bystander: { mode: 'frame' as const, url: `${addresses.plugin}/silent.html`, origin: addresses.plugin },
  }[from as string] ?? { mode: 'frame' as const, url: page, origin: at };
  return {
    id: 'attacker',
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Attacker', da: 'Angriber' },
    publisher: { name: 'Nobody', contact: 'nobody@attacker.example' },
    entry,
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    scopes: 'patient/Patient.rs patient/Observation.crus patient/Provenance.r',
    ...attack.manifest,
  };
}

function neighbourManifest({ addresses }: RangeConfig): PluginManifest {
  return {
    id: 'neighbour',
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Neighbour', da: 'Nabo' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: `${addresses.neighbour}/honest.html`, origin: addresses.neighbour },
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    capabilities: ['bus'],
    bus: { publishes: [], subscribes: ['vitals.measured'] },
    scopes: 'patient/Patient.r',
  };
}

open().then(
  (range) => {
    if (range) window.range = range;
  },
  (error: unknown) => (window.rangeError = String(error)),
);
