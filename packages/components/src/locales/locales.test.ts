import { expect } from '@open-wc/testing';
import type { SamspilErrorCode } from '@samspil/sdk';
import { da } from './da/index.ts';
import { en } from './en/index.ts';
import {
  appTexts,
  bannerTexts,
  errorText,
  isLoaded,
  loadLocale,
  locales,
  pluginErrorText,
  syncTexts,
  text,
  toLocale,
} from './index.ts';
import type { LanguagePack } from './language-pack.ts';
import { sv } from './sv/index.ts';

const parts = Object.keys(da) as (keyof LanguagePack)[];

// The compiler asks for every code of the SDK here.
const everyCode: Record<SamspilErrorCode, true> = {
  'stale-context': true,
  'no-context': true,
  'wrong-patient': true,
  denied: true,
  'needs-login': true,
  timeout: true,
  closed: true,
  protocol: true,
  'handshake-timeout': true,
  crashed: true,
  'navigated-away': true,
  'not-isolated': true,
  'version-mismatch': true,
  'too-many-requests': true,
  'too-much-memory': true,
  'invalid-manifest': true,
  untrusted: true,
  revoked: true,
  'stale-registry': true,
  disabled: true,
  'needs-approval': true,
  'unknown-issuer': true,
  'launch-state': true,
  'launch-denied': true,
  'launch-expired': true,
  'launch-audience': true,
  'launch-discovery': true,
  'launch-failed': true,
  'not-found': true,
  gone: true,
  conflict: true,
  rejected: true,
  'invalid-request': true,
  'invalid-response': true,
  server: true,
  network: true,
  'server-restored': true,
  'storage-full': true,
  'storage-blocked': true,
  'storage-damaged': true,
  'storage-lost': true,
  'storage-locked': true,
  'not-held': true,
  'unsupported-offline': true,
  'implausible-value': true,
  incomplete: true,
  aborted: true,
  unexpected: true,
};

await Promise.all([loadLocale('sv'), loadLocale('en')]);

describe('texts', () => {
  for (const part of parts) {
    it(`of ${part} have the same keys in Danish, Swedish and English`, () => {
      for (const pack of [sv, en]) {
        expect(Object.keys(pack[part]).sort()).to.deep.equal(Object.keys(da[part]).sort());
      }
    });

    it(`of ${part} have the same placeholders in every language, and none is empty`, () => {
      const placeholders = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort().join();
      for (const [key, words] of Object.entries(da[part])) {
        for (const pack of [sv, en]) {
          const translated: Record<string, string> = pack[part];
          expect(translated[key], key).to.be.a('string').that.is.not.empty;
          expect(placeholders(translated[key] ?? ''), key).to.equal(placeholders(words));
        }
      }
    });
  }

  it('no key is the beginning of another, so that the list can be nested', () => {
    const keys = parts.map((part) => da[part]).flatMap((texts) => Object.keys(texts));
    for (const key of keys)
      expect(
        keys.filter((other) => other.startsWith(`${key}.`)),
        key,
      ).to.be.empty;
  });

  it('every error code of the SDK has a text with what happened and what to do next, in every language', () => {
    for (const code of Object.keys(everyCode)) {
      for (const locale of locales) {
        const words = pluginErrorText(code, locale);
        expect(words.split(/[.:](?:\s|$)/).filter(Boolean).length, `${locale} ${code}`).to.be.at.least(2);
        if (code !== 'unexpected') expect(words, code).not.to.equal(errorText('unexpected', locale));
      }
    }
  });

  it('an unknown code, also one that names a property of objects, gets the text of unexpected', () => {
    for (const code of ['new-code', 'constructor', '__proto__', undefined]) {
      expect(errorText(code, 'da')).to.equal(errorText('unexpected', 'da'));
    }
  });

  it('values are put in as they are, also with signs that mean something to String.replace', () => {
    expect(text(appTexts, 'da', 'a11y.patientChanged', { name: "$& $' {name}" })).to.equal(
      "Ny patient: $& $' {name}",
    );
  });

  it('a placeholder without a value stays visible', () => {
    expect(text(syncTexts, 'sv', 'sync.queue.oldest')).to.contain('{time}');
  });

  it('a language is matched by its first part, and an unknown one is Danish', () => {
    expect(['sv-FI', 'EN', 'da-DK', 'nb', '', undefined, 'sv_SE'].map(toLocale)).to.deep.equal([
      'sv',
      'en',
      'da',
      'da',
      'da',
      'da',
      'sv',
    ]);
    expect(isLoaded('da')).to.be.true;
    expect(text(bannerTexts, 'sv', 'banner.born')).to.equal('Född');
  });
});
