import type { Patient } from 'fhir/r4';
import type { LitElement, ReactiveController } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { readRows, type PatientRow, type ReadRow } from '../../patients/patient-row.ts';
import { readQuery, type PatientQuery, type TypedQuery } from './read-query.ts';

/** What a search found. */
export interface PatientsFound {
  /** Best first; as rows where it is known where they are, or in which stay they are opened. */
  readonly patients: readonly (Patient | PatientRow)[];
  /** How many there are, where that is more. */
  readonly total?: number | undefined;
  /** What must be known of this answer, in words: "Only patients on this device". */
  readonly note?: string | undefined;
  /** Looks for the next ones. Without it these are all that will be shown. */
  readonly next?: ((options: { readonly signal: AbortSignal }) => Promise<PatientsFound>) | undefined;
}

/** Looks for patients. The page gives it, because a lease is on one patient and searches no others. */
export type PatientSearch = (
  query: PatientQuery,
  options: { readonly signal: AbortSignal },
) => Promise<PatientsFound['patients'] | PatientsFound>;

/** Where a search stands. What is found always belongs to the text in the field. */
export type FindState =
  | { readonly status: 'typed'; readonly typed: TypedQuery }
  | { readonly status: 'searching' }
  | {
      readonly status: 'found';
      readonly rows: readonly ReadRow[];
      readonly total: number;
      readonly unreadable: number;
      readonly found: PatientsFound;
      /** Why the next ones could not be had. */
      readonly problem?: string;
    }
  | { readonly status: 'none'; readonly isDoubtful: boolean; readonly note: string | undefined }
  | { readonly status: 'failed'; readonly code: string };

/** Typing is a search once it pauses for so long: milliseconds. */
const PAUSE_MS = 300;
/** More than these are no help in finding one. */
const MOST = 25;

const nothing: FindState = { status: 'typed', typed: { kind: 'empty' } };

/** Searches while a person types: after a pause or at once by Enter; an answer that comes late never wins. */
export class FindController implements ReactiveController {
  readonly #host: LitElement & { readonly search: PatientSearch | undefined };
  #state = nothing;
  #text = '';
  #pause: ReturnType<typeof setTimeout> | undefined;
  #run: AbortController | undefined;

  constructor(host: LitElement & { readonly search: PatientSearch | undefined }) {
    this.#host = host;
    host.addController(this);
  }

  get state(): FindState {
    return this.#state;
  }

  hostDisconnected(): void {
    this.type('');
  }

  /** The text changed: what was found for another goes at once. */
  type(text: string): void {
    this.#stop();
    this.#text = text;
    const typed = readQuery(text);
    this.#set({ status: 'typed', typed });
    if (typed.kind === 'query') this.#pause = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Searches for the text without waiting. Nothing happens while it is not enough. */
  async now(): Promise<void> {
    this.#stop();
    const typed = readQuery(this.#text);
    const { search } = this.#host;
    if (typed.kind !== 'query' || !search) return;
    const run = new AbortController();
    this.#run = run;
    this.#set({ status: 'searching' });
    let next: FindState;
    try {
      next = foundIn(await search(typed.query, { signal: run.signal }), typed.isDoubtful);
    } catch (error) {
      next = { status: 'failed', code: codeOf(error) };
    }
    if (run.signal.aborted) return;
    this.#run = undefined;
    this.#set(next);
  }

  /** Looks for the next ones. Those that are there stay. */
  async more(): Promise<void> {
    const before = this.#state;
    if (before.status !== 'found' || !before.found.next || this.#run) return;
    const { found, rows } = before;
    const run = new AbortController();
    this.#run = run;
    let next: FindState;
    try {
      const { patients, ...rest } = await before.found.next({ signal: run.signal });
      const all = { ...rest, patients: [...found.patients, ...patients] };
      next = foundIn(all, false, rows.length + patients.length);
    } catch (error) {
      next = { ...before, problem: codeOf(error) };
    }
    if (run.signal.aborted) return;
    this.#run = undefined;
    this.#set(next);
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#run?.abort();
    this.#run = undefined;
  }

  #set(state: FindState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

function foundIn(answer: Awaited<ReturnType<PatientSearch>>, isDoubtful: boolean, most = MOST): FindState {
  const found = isList(answer) ? { patients: answer } : answer;
  const given: PatientsFound['patients'] = isList(found.patients) ? found.patients : [];
  const { rows, unreadable } = readRows(given.map(rowOf));
  const lost = isList(found.patients) ? unreadable : 1;
  const all = Math.max(rows.length, typeof found.total === 'number' ? found.total : 0);
  if (all === 0 && lost === 0) return { status: 'none', isDoubtful, note: found.note };
  return { status: 'found', rows: rows.slice(0, most), total: all, unreadable: lost, found };
}

function rowOf(each: Patient | PatientRow): PatientRow {
  // Whatever a page gives may be of the wrong shape: reading the row says so.
  return typeof each === 'object' && each !== null && 'patient' in each ? each : { patient: each };
}

function isList(answer: unknown): answer is PatientsFound['patients'] {
  return Array.isArray(answer);
}
