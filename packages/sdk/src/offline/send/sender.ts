import { isSamspilError } from '../../errors.ts';
import type { AnySamspilError } from '../../errors.ts';
import { createFhirClient } from '../../fhir/index.ts';
import type { FhirClient } from '../../fhir/index.ts';
import { Doorbell } from '../doorbell.ts';
import type { TermEnd } from '../election.ts';
import type { FlushCause } from '../types.ts';
import type { Entry, EntryContent, EntryState } from '../entry.ts';
import type { RowPatch } from '../store/entry-store.ts';
import { compareVersions } from '../conflict/compare.ts';
import { ALONE, arriving, carrying, leaving, patchesOf } from './company.ts';
import type { Company } from './company.ts';
import { deliver, lookAgain } from './deliver.ts';
import type { DeliverContext, Delivery } from './deliver.ts';
import { Gate } from './lanes/gate.ts';
import { Lanes } from './lanes/lanes.ts';
import { Mirror } from './mirror.ts';
import { Pacing } from './pacing/pacing.ts';
import { FRESH } from './pacing/pacing-state.ts';
import type { PacingState } from './pacing/pacing-state.ts';
import { LossSearch } from './restored/loss-search.ts';
import { withOpenProvenance } from './answers/parts.ts';
import { settlementOf } from './answers/settlement.ts';
import type { Next } from './queue.ts';
import { withIdempotency, withRoutes } from './routes.ts';
import type { SenderOptions } from './sender-options.ts';
import { ServerStatement } from './server-statement.ts';
import { withCompanions } from './squash.ts';
import { FencedOut, required } from './term.ts';
import type { Term } from './term.ts';
import { isFull } from '../store/faults.ts';
import { untilAborted } from './until-aborted.ts';
import { TraceBook } from './trace-book.ts';

/**
 * The elected sender. Entries that do not build on each other go side by side, as many as {@link Pacing.width} allows; the
 * order of those that do is kept (`queue.ts`), and one entry is never under way twice. For each:
 * 1. a token, or the term ends: nothing is sent and nothing is lost;
 * 2. `sending`, with the time and the routes, becomes durable before the first byte leaves;
 * 3. one transaction goes out;
 * 4. its outcome becomes durable, under the fence of this term;
 * 5. no usable answer: the entry is `stored` again and rests.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #bell = new Doorbell();
  readonly #pacing: Pacing;
  readonly #gate = new Gate(() => this.#pacing.width);
  readonly #client: FhirClient;
  readonly #statement: ServerStatement;
  readonly #noticed = new Set<string>();
  readonly #saved: Entry[] = [];
  /** Somebody may have changed something and ended before it could say so. */
  #isBehind = false;
  readonly #traces = new TraceBook();
  readonly #losses: LossSearch;
  #token: string | undefined;
  #asked: Promise<string | undefined> | undefined;
  /** Whether the store holds waits that must be overwritten once they are over. */
  #hasKeptWaits = false;
  #isLeading = false;
  #isLookingBack = false;
  #hurried: FlushCause | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#pacing = new Pacing(options.runtime, () => this.#bell.ring());
    this.#client = createFhirClient({
      fhirBaseUrl: options.fhirBaseUrl,
      accessToken: async () => this.#token,
      runtime: options.runtime,
      traceContext: options.traceContext,
    });
    this.#statement = new ServerStatement(this.#client);
    this.#losses = new LossSearch({
      ...options,
      client: this.#client,
      pacing: this.#pacing,
      refreshToken: async ({ signal }) => {
        this.#token = await untilAborted(this.#askForToken(), signal);
      },
      settle: (term, entry, settlement) => this.#settle(term, entry, settlement, ALONE, ['accepted']),
    });
  }

  /** An entry was added or changed by somebody else, in the trace of `traceparent` if that is known here. */
  notice(id: string, traceparent?: string): void {
    if (this.#options.traceContext && traceparent !== undefined) this.#traces.note(id, traceparent);
    this.#noticed.add(id);
    this.#bell.ring();
  }

  /** As {@link notice}, of an entry that was saved here: it need not be read again. */
  saved(entry: Entry, traceparent?: string): void {
    this.notice(entry.row.id, traceparent);
    if (!this.#isLeading) return;
    this.#noticed.delete(entry.row.id);
    this.#saved.push(entry);
  }

  /** Tries now, or soon. Between two terms it counts for the next one. */
  hurry(cause: FlushCause): void {
    this.#isBehind = true;
    this.#isLookingBack = true;
    if (this.#hurried !== 'person') this.#hurried = cause;
    if (!this.#isLeading) return;
    this.#hurried = undefined;
    if (cause === 'person') this.#losses.watch.want();
    if (cause === 'person') this.#pacing.hurry();
    else this.#pacing.reconnected();
  }

  /** What is being waited out, while this sender leads. */
  get pacing(): PacingState | undefined {
    return this.#isLeading ? this.#pacing.state : undefined;
  }

  /** Sends until `signal` aborts, the session ends or a later sender takes over. Run it while holding the lock. */
  async lead(signal: AbortSignal): Promise<TermEnd> {
    const ended = new AbortController();
    const failures: unknown[] = [];
    try {
      const term = await this.#begin(AbortSignal.any([signal, ended.signal]));
      term.end = (error) => {
        term.isOver = true;
        if (error !== undefined) failures.push(error);
        // Elected out: what is under way must not wait for an answer that it may not write down.
        if (error !== undefined) ended.abort();
        this.#bell.ring();
      };
      while (!term.isOver && !term.signal.aborted) await this.#step(term);
      // The lock is held until the last of them has ended: nobody else sends beside it.
      await term.lanes.end();
      if (failures.length > 0) throw failures[0];
    } catch (error) {
      if (error instanceof FencedOut) return 'fenced-out';
      // Locked keys or no storage: another tab may have what this one lacks. A flush stands for election again.
      if (!isSamspilError(error)) throw error;
    } finally {
      this.#isLeading = false;
      this.#pacing.stop();
    }
    return 'stepped-down';
  }

  async #begin(signal: AbortSignal): Promise<Term> {
    const { store, unlock } = this.#options;
    const vault = await untilAborted(unlock(), signal);
    const fence = await store.takeFence();
    this.#noticed.clear();
    this.#saved.length = 0;
    this.#isLookingBack = true;
    const mirror = await Mirror.load(store, vault, this.#options.opened(vault));
    const isLoginNeeded = await store.isLoginNeeded();
    const kept = await store.pacing();
    this.#hasKeptWaits = kept.at > 0;
    this.#pacing.resume(kept);
    this.#losses.watch.begin(this.#options.runtime.now(), await store.unasked());
    this.#isLeading = true;
    if (this.#hurried) this.hurry(this.#hurried);
    const [lanes, renewedFor] = [new Lanes(), new Set<number>()];
    return { vault, mirror, fence, lanes, signal, isLoginNeeded, renewedFor, isOver: false, end: () => {} };
  }

  /** One step of the queue: begins at most one entry, or waits until there may be something to begin. */
  async #step(term: Term): Promise<void> {
    try {
      await this.#catchUp(term);
      if (this.#isLookingBack && !this.#pacing.isPaused) await this.#lookBack(term);
      let next = this.#next(term);
      // What the server lost goes before what builds on it.
      if (await this.#losses.askIfDue(term, next !== undefined)) next = this.#next(term);
      const entry = next && term.mirror.get(next.sequence);
      if (!next || !entry) await this.#bell.wait(term.signal);
      else if (next.kind === 'orphan') await this.#park(term, entry);
      else term.lanes.start(next.sequence, () => this.#lane(term, entry));
    } catch (error) {
      this.#stumble(term, error);
      if (!term.isOver) await this.#bell.wait(term.signal);
    }
  }

  #next({ lanes, mirror }: Term): Next {
    if (this.#pacing.isPaused || !lanes.hasRoom(this.#pacing.width)) return undefined;
    return mirror.next((one) => this.#pacing.isResting(one) || lanes.has(one));
  }

  /** What it refers to will never exist: a person decided so, and must decide about this one too. */
  async #park(term: Term, entry: Entry): Promise<void> {
    const content: EntryContent = { ...entry.content, error: { code: 'not-found' } };
    await this.#settle(term, entry, { content, patch: { state: 'rejected' } });
  }

  /** Never rejects. */
  async #lane(term: Term, entry: Entry): Promise<void> {
    this.#pacing.started(entry.row.sequence);
    try {
      if (await this.#send(term, entry)) term.end();
    } catch (error) {
      this.#stumble(term, error);
    }
    this.#bell.ring();
  }

  /** A full disk or a lost database must not end the term: what it could not write down is tried again. */
  #stumble(term: Term, error: unknown): void {
    if (error instanceof FencedOut || term.signal.aborted) return term.end(error);
    this.#pacing.stumbled();
    if (isFull(error)) this.#options.onRoomChange(false);
  }

  async #catchUp({ mirror, fence, lanes }: Term): Promise<void> {
    // What is under way changes while the store is read; its lane finds out by itself whether somebody else moved it.
    const isOwn = (sequence: number) => busy.has(sequence);
    const busy = lanes.sequences();
    for (const entry of this.#saved.splice(0)) if (!mirror.get(entry.row.sequence)) mirror.put(entry);
    if (this.#isBehind) {
      this.#isBehind = false;
      await mirror.catchUp(isOwn);
    }
    for (const id of this.#noticed) {
      await mirror.refresh(id, isOwn);
      this.#noticed.delete(id);
    }
    for (let row = mirror.damaged.pop(); row; row = mirror.damaged.pop()) {
      if (row.state === 'accepted' || row.state === 'discarded') continue;
      const from = [row.state];
      if (row.state !== 'rejected')
        required(await this.#options.store.change(row.sequence, { from, fence }, { state: 'rejected' }));
      this.#options.onDamaged(row);
    }
  }

  async #send(term: Term, entry: Entry): Promise<boolean> {
    const { runtime } = this.#options;
    const ready = await this.#prepare(term, entry);
    const token = this.#token;
    if (ready === 'needs-login') return this.#stepDown(term);
    if (ready === 'unavailable') {
      if (!(await this.#options.store.keepPacing(this.#pacing.state, term.fence))) throw new FencedOut();
      this.#hasKeptWaits = true;
      return false;
    }
    const sentAt = runtime.now();
    const { error: _error, ...clean } = ready;
    const counted: EntryContent = { ...clean, attempts: clean.attempts + 1 };
    const open = withOpenProvenance(counted, () => runtime.randomUUID());
    const companions = term.mirror.companionsOf(entry);
    const content = withIdempotency(carrying(open, companions), new Date(sentAt).toISOString());
    const company = entry.content.attempts === 0 ? leaving(companions) : ALONE;
    const leftAfter = entry.row.leftAfter ?? term.mirror.accepted;
    const patch: RowPatch = { state: 'sending', sentAt, leftAfter };
    const sent = await this.#settle(term, entry, { content, patch }, company);
    if (!sent) return false;
    const context = this.#contextOf(term, sent, sentAt);
    const whole = withCompanions(sent.content, companions);
    const delivery = await this.#gate.leave(term.signal, () => deliver(whole, context));
    const randomUUID = () => runtime.randomUUID();
    const compared = await compareVersions(sent.content, delivery, { ...context, randomUUID });
    return this.#conclude(term, sent, compared, { companions, token });
  }

  #contextOf({ signal, mirror }: Term, { row, content }: Entry, sentAt: number): DeliverContext {
    const { key: idempotencyKey, sentAt: firstSentAt } = content.idempotency ?? {};
    return {
      client: this.#client,
      signal,
      history: mirror.history,
      traceparent: this.#traces.of(row.id),
      idempotencyKey,
      isPaused: () => this.#pacing.isPaused,
      sequence: row.sequence,
      sentAt: firstSentAt ?? new Date(sentAt).toISOString(),
    };
  }

  /** What was refused after an attempt that nobody heard of again may have arrived since: a request can be late. */
  async #lookBack(term: Term): Promise<void> {
    this.#isLookingBack = false;
    for (const entry of term.mirror.doubtfulRefusals()) {
      const ready = await this.#prepare(term, entry);
      if (typeof ready === 'string') return;
      const delivery = await lookAgain(ready, this.#contextOf(term, entry, this.#options.runtime.now()));
      if (delivery?.kind !== 'accepted') continue;
      await this.#settle(term, entry, settlementOf(entry.content, delivery), ALONE, ['rejected']);
    }
  }

  /** What is begun in the same moment asks the page once. */
  #askForToken(): Promise<string | undefined> {
    this.#asked ??= this.#options.accessToken().finally(() => (this.#asked = undefined));
    return this.#asked;
  }

  /** Token and routes. What fails here has not left the device. */
  async #prepare(term: Term, { row, content }: Entry): Promise<EntryContent | 'needs-login' | 'unavailable'> {
    try {
      this.#token = await untilAborted(this.#askForToken(), term.signal);
      if (this.#token === undefined) return 'needs-login';
      return withRoutes(content, await this.#statement.read(term.signal), this.#options.server);
    } catch (error) {
      const fault = error as AnySamspilError;
      if (fault.code === 'needs-login') return 'needs-login';
      this.#pacing.failed(row.sequence, 'retryAfterMs' in fault ? fault.retryAfterMs : undefined);
      return 'unavailable';
    }
  }

  async #conclude(
    term: Term,
    entry: Entry,
    delivery: Delivery,
    { companions, token }: { companions: readonly Entry[]; token: string | undefined },
  ): Promise<boolean> {
    const { sequence } = entry.row;
    if (delivery.kind === 'stopped') return true;
    // Counted first, so that outcome and wait become durable together.
    if (delivery.kind === 'unavailable') this.#pacing.failed(sequence, delivery.retryAfterMs);
    else if (delivery.kind !== 'needs-login') {
      this.#pacing.succeeded(sequence);
      this.#losses.watch.heard(this.#options.runtime.now());
    }
    const outcome = settlementOf(entry.content, delivery);
    const { settlement, company } = arriving(outcome, delivery.kind, companions);
    await this.#settle(term, entry, settlement, company);
    if (delivery.kind === 'needs-login') return this.#renewOrStepDown(term, sequence, token);
    if (delivery.kind === 'unavailable') return false;
    this.#traces.forget(entry.row.id);
    if (delivery.kind === 'accepted') await term.mirror.trim();
    if (term.isLoginNeeded && !term.isOver) await this.#setLoginNeeded(term, false);
    return false;
  }

  /** Makes a new content and state durable, and tells. Undefined when somebody else moved the entry meanwhile. */
  async #settle(
    { vault, mirror, fence }: Term,
    { row }: Entry,
    { content, patch }: { content: EntryContent; patch: RowPatch },
    { members, ...company }: Company = ALONE,
    from: readonly EntryState[] = ['stored', 'sending'],
  ): Promise<Entry | undefined> {
    const sealing = vault.seal(row.id, row.patientKey, content);
    let written: PacingState | undefined;
    // Asked for as late as can be: of several entries that are written down together the last one is right.
    const pacing = () => {
      const waits = this.#pacing.state;
      return (written = waits !== FRESH || this.#hasKeptWaits ? waits : undefined);
    };
    const conditions = { from, fence };
    // Numbered before those that it carries: these are asked for first, while its Provenance still says the truth of both.
    const numbered = mirror.numbered(patch);
    const patches = await patchesOf(members, patch, { vault, mirror });
    const unasked = patch.state === 'accepted' ? this.#losses.watch.unasked : undefined;
    const extras = { sealing, pacing, unasked, companions: { ...company, patches } };
    const change = required(await this.#options.store.change(row.sequence, conditions, numbered, extras));
    this.#options.onRoomChange(true);
    if (unasked !== undefined && change.kind === 'changed') this.#losses.watch.kept(unasked);
    if (written) this.#hasKeptWaits = written !== FRESH;
    if (change.kind === 'moved') {
      for (const { id } of [row, ...members.map(({ entry }) => entry.row)]) await mirror.refresh(id);
      return undefined;
    }
    const entry: Entry = { row: change.row, content };
    const others = change.companions.flatMap((companion): Entry[] => {
      const member = members.find((one) => one.entry.row.sequence === companion.sequence);
      return member ? [{ row: companion, content: member.content }] : [];
    });
    for (const changed of [entry, ...others]) {
      mirror.put(changed);
      this.#options.onChange(changed);
    }
    return entry;
  }

  /** A 401 may only mean that the token aged on the way: a different one gets one more chance. */
  async #renewOrStepDown(term: Term, sequence: number, used: string | undefined): Promise<boolean> {
    const fresh = await untilAborted(this.#options.accessToken(), term.signal).catch(() => undefined);
    if (fresh === undefined || fresh === used || term.renewedFor.has(sequence)) return this.#stepDown(term);
    term.renewedFor.add(sequence);
    return false;
  }

  async #stepDown(term: Term): Promise<true> {
    await this.#setLoginNeeded(term, true);
    return true;
  }

  async #setLoginNeeded(term: Term, isNeeded: boolean): Promise<void> {
    if (!(await this.#options.store.setLoginNeeded(isNeeded, term.fence))) throw new FencedOut();
    term.isLoginNeeded = isNeeded;
    this.#options.onLoginChange();
  }
}
