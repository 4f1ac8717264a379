import assert from 'node:assert/strict';

/** What a page looks like to the one who reads it. */
export interface Document {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Plays the browser of one person: keeps cookies by path, follows redirects inside the server's origin, submits forms.
 * A redirect that leaves the origin is not fetched: it is the answer to the app, and ends the walk as `status` 0.
 */
export class TestBrowser {
  readonly #origin: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async open(url: string, init: RequestInit = {}): Promise<Document> {
    const target = new URL(url, this.#origin);
    if (target.origin !== this.#origin) {
      return { url: target.href, status: 0, headers: new Headers(), text: '' };
    }
    const headers = new Headers(init.headers);
    headers.set('Accept', 'text/html');
    const cookie = this.#cookiesFor(target.pathname);
    if (cookie) headers.set('Cookie', cookie);
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    this.#keep(response.headers.getSetCookie());
    const location = response.headers.get('Location');
    if (location === null) {
      return {
        url: target.href,
        status: response.status,
        headers: response.headers,
        text: await response.text(),
      };
    }
    await response.body?.cancel();
    return this.open(new URL(location, target).href);
  }

  /** Submits a form of a page; `fields` hold the choice and the pressed button. */
  submit(page: Document, fields: Record<string, string>): Promise<Document> {
    const action = /<form[^>]*action="([^"]*)"/.exec(page.text)?.[1];
    assert.ok(action !== undefined, `a form was expected on ${page.url}`);
    return this.open(new URL(unescape(action), page.url).href, {
      method: 'POST',
      body: new URLSearchParams({ ...hiddenFields(page.text), ...fields }),
      headers: { Origin: this.#origin },
    });
  }

  get hasSession(): boolean {
    return [...this.#cookies.keys()].some((name) => name.startsWith('samspil_session'));
  }

  /** Forgets everything that does not outlive the browser. */
  restart(): void {
    this.#cookies.clear();
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }

  #keep(setCookies: readonly string[]): void {
    for (const text of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      const path = /;\s*path=([^;]+)/i.exec(text)?.[1] ?? '/';
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(text)) this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
  }
}

function hiddenFields(text: string): Record<string, string> {
  const inputs = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, unescape(value)]));
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
