import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';
import { STYLE } from './style.ts';
import { LANGUAGES, textsIn } from './texts.ts';
import type { Language } from './texts.ts';

/** One page, before its frame. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly content: Html;
  /** Shows links to the same page in the other languages. Only where a GET of the same address gives the same page. */
  readonly offersLanguages?: boolean;
  /** Origins a form of the page ends at after its redirects, beside this one: the app that waits for the answer. */
  readonly formTargets?: readonly string[];
  /** An inline script, allowed by its hash. */
  readonly script?: string;
}

/** The document with its headers. */
export interface RenderedPage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Puts a page into its frame. */
export function renderPage(page: Page): RenderedPage {
  const texts = textsIn(page.language);
  const script = page.script === undefined ? undefined : new Html(`<script>${page.script}</script>`);
  const document = html`<!doctype html>
    <html lang="${page.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Samspil</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <header>
          <span class="brand">${BRAND_MARK} Samspil</span>
          ${page.offersLanguages ? languageLinks(page.language) : undefined}
        </header>
        <main>${page.content}</main>
        <footer><p>${INFO_MARK} ${texts('auth.page.simulator')}</p></footer>
        ${script}
      </body>
    </html>`;
  return { body: document.text, headers: { ...SECURITY_HEADERS, 'Content-Security-Policy': policyOf(page) } };
}

const SECURITY_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
  // With no-referrer browsers send `Origin: null` from our own forms, and the check in interaction.ts would refuse them.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
} as const;

function policyOf(page: Page): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    page.script === undefined ? "script-src 'none'" : `script-src ${hashOf(page.script)}`,
    // Chromium applies form-action to every redirect after a submit, so the app's origin has to be in it.
    `form-action ${["'self'", ...(page.formTargets ?? [])].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function languageLinks(current: Language): Html {
  const texts = textsIn(current);
  const links = LANGUAGES.map(
    (language) =>
      html`<li>
        <a
          href="?lang=${language}"
          lang="${language}"
          hreflang="${language}"
          ${current === language ? IS_CURRENT : undefined}
          >${textsIn(language)(`common.language.${language}`)}</a
        >
      </li>`,
  );
  return html`<nav aria-label="${texts('auth.page.language')}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

const IS_CURRENT = new Html('aria-current="true"');

/** Two parts that fit into each other. */
const BRAND_MARK = new Html(
  `<svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3">
    <circle cx="10.5" cy="14" r="7.5"/><circle cx="17.5" cy="14" r="7.5"/></svg>`,
);

const INFO_MARK = new Html(
  `<svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6">
    <circle cx="10" cy="10" r="8"/><path d="M10 9v5M10 6v.5" stroke-linecap="round"/></svg>`,
);
