import type { Patient } from 'fhir/r4';
import type { LitElement, ReactiveController } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { readRows, type PatientRow, type ReadRow } from '../../patients/patient-row.ts';
import { readQuery, type PatientQuery, type TypedQuery } from './read-query.ts';

/** What a search found: the patients, best first, and how many there are where that is more. */
export interface PatientsFound {
  readonly patients: readonly Patient[];
  readonly total?: number | undefined;
}

/** Looks for patients. The page gives it, because a lease is on one patient and searches no others. */
export type PatientSearch = (
  query: PatientQuery,
  options: { readonly signal: AbortSignal },
) => Promise<readonly Patient[] | PatientsFound>;

/** Where a search stands. What is found always belongs to the text in the field. */
export type FindState =
  | { readonly status: 'typed'; readonly typed: TypedQuery }
  | { readonly status: 'searching' }
  | {
      readonly status: 'found';
      readonly rows: readonly ReadRow[];
      readonly total: number;
      readonly unreadable: number;
    }
  | { readonly status: 'none'; readonly isDoubtful: boolean }
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
    if (!run.signal.aborted) this.#set(next);
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

function foundIn(answer: readonly Patient[] | PatientsFound, isDoubtful: boolean): FindState {
  const { patients, total } = isList(answer) ? { patients: answer, total: undefined } : answer;
  const given: readonly (Patient | undefined)[] = isList(patients) ? patients : [undefined];
  const { rows, unreadable } = readRows(given.map((patient) => ({ patient }) as PatientRow));
  const all = Math.max(rows.length, typeof total === 'number' ? total : 0);
  if (all === 0 && unreadable === 0) return { status: 'none', isDoubtful };
  return { status: 'found', rows: rows.slice(0, MOST), total: all, unreadable };
}

function isList(answer: readonly Patient[] | PatientsFound): answer is readonly Patient[] {
  return Array.isArray(answer);
}
