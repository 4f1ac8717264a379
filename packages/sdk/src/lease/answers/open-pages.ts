import type { Runtime } from '../../runtime.ts';
import type { JudgedSearch } from '../requests/judged.ts';

/** A further page that the server offered, and the search it belongs to. */
export interface OpenPage {
  readonly link: string;
  readonly of: JudgedSearch;
}

/** Enough for every list on a screen to be paged; the oldest are forgotten first. */
const MAX_OPEN_PAGES = 200;

/**
 * Further pages of one plugin, by the tokens it was given for them. The addresses never leave this side, and a token is
 * worth nothing to another plugin or under another lease.
 */
export class OpenPages {
  readonly #runtime: Pick<Runtime, 'randomUUID'>;
  readonly #pages = new Map<string, OpenPage>();

  constructor(runtime: Pick<Runtime, 'randomUUID'>) {
    this.#runtime = runtime;
  }

  /** The token for this page. */
  add(page: OpenPage): string {
    const token = this.#runtime.randomUUID();
    this.#pages.set(token, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MAX_OPEN_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return token;
  }

  find(token: string): OpenPage | undefined {
    return this.#pages.get(token);
  }
}
