import type { FhirResource } from 'fhir/r4';
import { SamspilError } from '../../../errors.ts';
import { seededRandom } from '../../simulate/seeded.ts';
import { Clock } from '../device/clock.ts';
import { Device } from '../device/device.ts';
import type { Tab } from '../device/device.ts';
import { Turns } from '../device/turns.ts';
import { judgeTold } from '../oracle/judge.ts';
import { Ledger } from '../oracle/ledger.ts';
import { SendingWatch, fenceWatch } from '../oracle/watch.ts';
import { Ehr } from '../server/ehr.ts';
import type { Backup } from '../server/ehr.ts';
import { Network } from '../server/network.ts';
import { Page } from './page.ts';
import type { OpenSubject } from './page.ts';
import type { History } from './step.ts';

/** Who works with the device. */
export const USERS = ['Practitioner/nanna', 'Practitioner/bo'] as const;
export const PATIENTS = ['else', 'viggo'] as const;
/** Pages that can be open side by side. */
export const SLOTS = 3;

interface Session {
  readonly user: string;
  token: string;
  /** The token is no longer good, and nobody noticed yet. */
  isAged: boolean;
  refresh: 'ok' | 'denied' | 'unsure';
}

/** One device, its users, and the server it is far from: everything a history happens to. */
export class World {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly device: Device;
  readonly ehr: Ehr;
  readonly network: Network;
  readonly ledger = new Ledger();
  readonly pages: (Page | undefined)[] = [];
  /** The last one that was taken of the server. */
  backup: Backup | undefined;
  readonly #openSubject: OpenSubject;
  readonly #users = new Map<Tab, string>();
  /** The aged token that was given out once more. */
  #seen: string | undefined;
  #session: Session | undefined;

  constructor({ seed, abilities }: Pick<History, 'seed' | 'abilities'>, openSubject: OpenSubject) {
    const random = seededRandom(seed);
    this.#openSubject = openSubject;
    this.turns = new Turns(random);
    this.clock = new Clock(this.turns);
    this.ehr = new Ehr(abilities);
    const watch = new SendingWatch(
      this.ledger,
      (tab) => this.#users.get(tab),
      (tab) => this.device.locks.isHolder(tab),
    );
    this.network = new Network(this.turns, this.clock, this.ehr, watch);
    this.device = new Device({
      turns: this.turns,
      clock: this.clock,
      fetch: this.network.fetch,
      random,
    });
    this.device.storage.onCommit = fenceWatch(this.ledger);
    admitPatients(this.ehr);
    this.signIn(USERS[0]);
  }

  /** Who is signed in. */
  get user(): string | undefined {
    return this.#session?.user;
  }

  /** A person signs in. The pages of another user are closed first, as every host of an outbox must. */
  signIn(user: string): void {
    for (const [slot, page] of this.pages.entries()) {
      if (!page || page.user === user) continue;
      this.close(slot);
    }
    if (this.#session) this.ehr.revoke(this.#session.token);
    this.#session = { user, token: this.ehr.signIn(user), isAged: false, refresh: 'ok' };
    for (const page of this.pages) if (page?.isUsable) page.use((outbox) => outbox.flush());
  }

  signOut(): void {
    if (this.#session) this.ehr.revoke(this.#session.token);
    this.#session = undefined;
  }

  /** The server ends the token; nobody here knows yet. */
  age(refresh: Session['refresh']): void {
    if (!this.#session) return;
    this.ehr.revoke(this.#session.token);
    this.#session.isAged = true;
    this.#session.refresh = refresh;
  }

  /** The page of a slot, if somebody can use it; opened when there is none and somebody is signed in. */
  page(slot: number): Page | undefined {
    const known = this.pages[slot];
    if (known && !known.isOver) return known.isUsable ? known : undefined;
    return this.#session ? this.#open(slot, this.#session.user) : undefined;
  }

  close(slot: number): void {
    const page = this.pages[slot];
    this.pages[slot] = undefined;
    // What is frozen cannot be asked: it stays, a zombie, until it thaws or the history ends.
    if (page?.isUsable) page.use((outbox) => outbox.close());
  }

  #open(slot: number, user: string): Page {
    const tab = this.device.openTab();
    this.#users.set(tab, user);
    const outbox = this.#openSubject(tab, {
      fhirBaseUrl: this.ehr.baseUrl,
      user,
      accessToken: () => this.#token(user),
      releaseKey: async () => this.#key(user),
    });
    const page = new Page(tab, user, this.ledger, outbox);
    page.use(async (opened) => {
      opened.subscribe((snapshot) => judgeTold(this.ledger, this.ehr, snapshot));
    });
    this.pages[slot] = page;
    return page;
  }

  /** What the host of a page answers: only ever a token of the page's own user. */
  async #token(user: string): Promise<string | undefined> {
    const session = this.#session;
    if (session?.user !== user) return undefined;
    const { token } = session;
    if (!session.isAged) return token;
    // Asked once more, the host notices and refreshes.
    if (session.refresh === 'denied') return this.#seen === token ? undefined : (this.#seen = token);
    if (session.refresh === 'unsure')
      throw new SamspilError('network', 'The authorization server could not be reached.');
    if (this.#seen !== token) return (this.#seen = token);
    session.token = this.ehr.signIn(user);
    session.isAged = false;
    return session.token;
  }

  #key(user: string): Uint8Array {
    if (this.#session?.user !== user) throw new SamspilError('needs-login', 'Nobody is signed in.');
    return new Uint8Array(32).fill(user.length);
  }
}

/** The patients, and a measurement of each that was there before. */
export function admitPatients(ehr: Ehr): void {
  for (const patient of PATIENTS) {
    ehr.writeElsewhere({ resourceType: 'Patient', id: patient });
    ehr.writeElsewhere(seedOf(patient));
  }
}

function seedOf(patient: string): FhirResource {
  return {
    resourceType: 'Observation',
    id: `seed-${patient}`,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: `Patient/${patient}` },
    valueQuantity: { value: 60, unit: '/min' },
  };
}
