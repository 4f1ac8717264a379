import type { FhirResource } from 'fhir/r4';
import type { ReceiptSnapshot } from '@samspil/sdk';
import { Ehr, Ledger, USERS, admitPatients, judgeTold, save } from '@samspil/sdk/testing/faults';
import type { SaveChoice } from '@samspil/sdk/testing/faults';
import { makeProfile } from '../../../../e2e/support/browser.ts';
import type { Scripts } from '../build-pages.ts';
import { SERVER_FAILPOINTS } from '../failpoints.ts';
import type { Failpoint, ServerFailpoint } from '../failpoints.ts';
import type { KitMessage, PageOptions, WorkerOptions } from '../messages.ts';
import type { KillPlan } from '../plan.ts';
import type { KillableBrowser, LaunchBrowser } from './browser.ts';
import { Line } from './line.ts';
import { startServers } from './servers.ts';
import type { Servers } from './servers.ts';
import { Session } from './session.ts';
import { Tab } from './tab.ts';

/** Stands in every save, in the narrative: no file of the profile may hold it. */
export const CANARY = 'Kanariefugl Gulspurv 070761-4285';

/** One run: what is played, with which build of the page, in which browser. */
export interface RunOptions {
  readonly plan: KillPlan;
  readonly scripts: Scripts;
  readonly launch: LaunchBrowser;
}

/** How a tab is opened. */
export interface TabOptions {
  readonly user?: string;
  readonly failpoint?: Failpoint;
  readonly worker?: WorkerOptions;
  /** Opens the page in a frame of another site. */
  readonly isEmbedded?: boolean;
}

/** A real browser with its profile, before the journaling server: what layer 1 calls a world. */
export class RealDevice {
  readonly plan: KillPlan;
  readonly profile: Profile;
  readonly servers: Servers;
  readonly ledger = new Ledger();
  readonly ehr: Ehr;
  readonly line: Line;
  readonly session: Session;
  /** The latest word on each entry, also on those that nobody was promised. */
  readonly told = new Map<string, ReceiptSnapshot>();
  browser: KillableBrowser;
  readonly #launch: LaunchBrowser;
  /** Somebody stands still at the failpoint. */
  readonly reached: Promise<void>;
  isReached = false;
  /** The server's fault struck, or there is none. */
  isStruck = true;
  /** The witness wrote its copy. */
  readonly copied: Promise<void>;
  #reach: () => void = () => undefined;
  #copy: () => void = () => undefined;
  #tabs = 0;
  readonly #released: Promise<void>;
  /** Lets whoever stands at the failpoint go on. */
  release: () => void = () => undefined;

  private constructor(
    { plan, launch }: RunOptions,
    profile: Profile,
    servers: Servers,
    browser: KillableBrowser,
  ) {
    this.plan = plan;
    this.#launch = launch;
    this.profile = profile;
    this.servers = servers;
    this.browser = browser;
    this.ehr = new Ehr(plan.abilities, `${servers.origin}/fhir`);
    this.line = new Line(this.ehr, this.ledger);
    this.session = new Session(this.ehr);
    this.reached = new Promise((resolve) => (this.#reach = resolve));
    this.copied = new Promise((resolve) => (this.#copy = resolve));
    this.#released = new Promise((resolve) => (this.release = resolve));
    admitPatients(this.ehr);
    this.session.signIn(USERS[0]);
  }

  static async open(options: RunOptions): Promise<RealDevice> {
    const profile = await makeProfile();
    const servers = await startServers(options.scripts, {
      told: (message) => device.#hear(message),
      reached: () => device.stand(),
      session: (user) => device.session.of(user),
    });
    const browser = await options.launch(profile.folder);
    const device: RealDevice = new RealDevice(options, profile, servers, browser);
    servers.line = device.line;
    return device;
  }

  /** Stands still at the failpoint until {@link release}. */
  async stand(): Promise<void> {
    this.isReached = true;
    this.#reach();
    await this.#released;
  }

  /** Holds the `nth` save at a point of the server. */
  holdAt(wanted: ServerFailpoint, nth: number): void {
    let left = nth;
    this.line.hold = async (point) => {
      if (point !== wanted || left === 0) return;
      left -= 1;
      if (left === 0) await this.stand();
    };
  }

  async openTab(options: TabOptions = {}): Promise<Tab> {
    const { user = this.session.user, failpoint, worker, isEmbedded = false } = options;
    const { servers, plan } = this;
    const isAtServer = isServerFailpoint(failpoint);
    if (isAtServer) this.holdAt(failpoint, plan.nth);
    const armed = failpoint && !isAtServer ? { failpoint, nth: String(plan.nth) } : {};
    const isHasty = plan.fault?.kind === 'late' ? { isHasty: '' as const } : {};
    const settings: PageOptions = {
      control: servers.control,
      user,
      fhirBaseUrl: this.ehr.baseUrl,
      worker: { tab: String(++this.#tabs), ...armed, ...isHasty, ...worker },
    };
    const source = `${servers.origin}/?options=${encodeURIComponent(JSON.stringify(settings))}`;
    if (!isEmbedded) return new Tab(await this.browser.openPage(source));
    if (!this.browser.openFramed) throw new Error('This situation can only be played in Chromium.');
    const framing = `${servers.otherSite}/frame?src=${encodeURIComponent(source)}`;
    return new Tab(await this.browser.openFramed(framing, servers.origin));
  }

  /** Saves one request in any tab, and keeps the books. */
  async enqueue(tab: Tab, { request, operation }: ReturnType<typeof save>): Promise<string | undefined> {
    this.ledger.ask(operation);
    const { error } = await tab.save({ ...request, resources: request.resources.map(withCanary) });
    return error;
  }

  /** One save after the other, each as soon as the one before was promised or refused. */
  async save(tab: Tab, choices: readonly SaveChoice[]): Promise<void> {
    // Whose page it is does not change when somebody else signs in meanwhile.
    const { user } = this.session;
    for (const choice of choices) await this.enqueue(tab, save(this, user, choice));
  }

  /** Kills a tab as the plan says, and with it whoever stands still there. */
  async kill(tab: Tab, how = this.plan.kill): Promise<void> {
    if (!KNOWS_WAITS.includes(this.plan.failpoint)) this.line.forgetWait();
    this.line.forgetSenders();
    if (how === 'worker-end') await tab.terminateWorker();
    else await this.browser.end(how, tab.page);
    this.release();
  }

  /** Kills one tab and spares the others; where the plan's kill takes all of them, this one crashes. */
  async killOnly(tab: Tab): Promise<void> {
    await this.kill(tab, this.takesAll ? 'tab-crash' : this.plan.kill);
  }

  /** The plan's kill leaves no tab standing. */
  get takesAll(): boolean {
    return this.plan.kill === 'browser-kill' || this.plan.kill === 'renderer-kill';
  }

  /** Whatever the kill left: the browser runs, and no page of ours is in it. */
  async recover(tab: Tab): Promise<void> {
    if (this.plan.kill === 'browser-kill') await this.relaunch();
    else if (this.plan.kill === 'worker-end') await tab.page.close();
  }

  /** A browser again, with the same profile. */
  async relaunch(): Promise<void> {
    this.browser = await this.#launch(this.profile.folder);
  }

  async close(): Promise<void> {
    this.release();
    this.line.heal();
    await this.browser.kill();
    await this.servers.close();
    await this.profile.remove();
  }

  #hear(message: KitMessage): void {
    if (message.kind === 'copied') return this.#copy();
    const { snapshot } = message;
    if (message.kind === 'promise') this.ledger.promise(message.operationId, snapshot);
    this.told.set(snapshot.id, snapshot);
    judgeTold(this.ledger, this.ehr, snapshot);
  }
}

/** Killed here, the page has written down what the server asked it to wait for. */
const KNOWS_WAITS: readonly Failpoint[] = [
  'sending-uncommitted',
  'sending-committed',
  'outcome-committed',
  'witness-forgetting',
];

type Profile = Awaited<ReturnType<typeof makeProfile>>;

function isServerFailpoint(failpoint: Failpoint | undefined): failpoint is ServerFailpoint {
  return SERVER_FAILPOINTS.some((known) => known === failpoint);
}

function withCanary(resource: FhirResource): FhirResource {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${CANARY}</div>`;
  return { ...resource, text: { status: 'generated', div } } as FhirResource;
}
