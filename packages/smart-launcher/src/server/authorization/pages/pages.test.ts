import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import da from '../locales/da.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import sv from '../locales/sv.json' with { type: 'json' };
import { TestApp } from '../testing/app.ts';
import type { Document } from '../testing/browser.ts';
import { startSimulator } from '../testing/fixture.ts';
import type { Simulator } from '../testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

/** One of each: sign-in, picker, consent, error, logout. */
async function allPages(): Promise<Record<string, Document>> {
  const app = new TestApp(simulator);
  const signIn = await app.authorize();
  const picker = await app.browser.submit(signIn, { user: 'u1', action: 'login' });
  const consent = await app.browser.submit(picker, { patient: 'nancy' });
  const error = await app.authorize({ redirect_uri: 'http://evil.example/' });
  const logout = await app.browser.open(`${app.issuer}/logout`);
  return { signIn, picker, consent, error, logout };
}

test('the three locales have the same keys, the same placeholders and no empty text', () => {
  const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [name, locale] of Object.entries({ sv, en })) {
    assert.deepEqual(Object.keys(locale), Object.keys(da), name);
    for (const [key, text] of Object.entries(locale)) {
      assert.ok(text.trim(), `${name} ${key}`);
      assert.deepEqual(placeholders(text), placeholders(da[key as keyof typeof da]), `${name} ${key}`);
    }
  }
});

test('no key is the beginning of another', () => {
  const keys = Object.keys(da);
  for (const key of keys) assert.ok(!keys.some((other) => other.startsWith(`${key}.`)), key);
});

test('T7: no page can be framed, stored or made to load anything', async () => {
  for (const [name, page] of Object.entries(await allPages())) {
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    assert.match(policy, /default-src 'none'/, name);
    assert.match(policy, /frame-ancestors 'none'/, name);
    assert.match(policy, /form-action 'self'/, name);
    assert.ok(!/unsafe-inline|\*/.test(policy), name);
    assert.equal(page.headers.get('X-Frame-Options'), 'DENY', name);
    assert.match(page.headers.get('Cache-Control') ?? '', /no-store/, name);
    assert.equal(page.headers.get('Pragma'), 'no-cache', name);
    const style = /<style>([^]*?)<\/style>/.exec(page.text)?.[1] ?? '';
    assert.ok(policy.includes(createHash('sha256').update(style).digest('base64')), name);
    assert.ok(!/(src|href)="(https?:)?\/\//.test(page.text), `${name} refers to another host`);
  }
});

test('form-action names the app, so that browsers follow the redirect after consent', async () => {
  const { consent } = await allPages();
  const policy = consent?.headers.get('Content-Security-Policy') ?? '';
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:9999;/);
});

test('every page says that the people are made up', async () => {
  for (const [name, page] of Object.entries(await allPages())) {
    assert.ok(page.text.includes('alle personer og patienter her er opdigtede'), name);
    assert.equal(page.text.match(/<h1>/g)?.length, 1, name);
    assert.match(page.text, /<html lang="da">/, name);
  }
});

test('Danish is the default, ui_locales chooses, and a choice on the page stays for the pages that follow', async () => {
  assert.ok((await new TestApp(simulator).authorize()).text.includes('Hvem er du?'));
  assert.ok((await new TestApp(simulator).authorize({ ui_locales: 'fi sv-SE' })).text.includes('Vem är du?'));
  const app = new TestApp(simulator);
  const danish = await app.authorize();
  const english = await app.browser.open(`${danish.url}?lang=en`);
  assert.match(english.text, /<html lang="en">[^]*Who are you\?/);
  const picker = await app.browser.submit(english, { user: 'u1', action: 'login' });
  assert.ok(picker.text.includes('Choose a patient'));
});

test('the sign-in page without a choice comes back with an alert', async () => {
  const app = new TestApp(simulator);
  const again = await app.browser.submit(await app.authorize(), { action: 'login' });
  assert.match(again.text, /role="alert">Vælg en person/);
});

test('consent puts the scopes into words and names the patient', async () => {
  const app = new TestApp(simulator);
  const signIn = await app.authorize({
    scope: 'launch/patient openid offline_access patient/Observation.crs patient/Patient.r user/Patient.s',
  });
  const picker = await app.browser.submit(signIn, { user: 'u1', action: 'login' });
  const { text } = await app.browser.submit(picker, { patient: 'nancy' });
  const sentences = [...text.matchAll(/<li>([^<]+)<\/li>/g)].map(([, sentence]) => sentence);
  assert.deepEqual(sentences, [
    'Læse målinger og stamoplysninger',
    'Søge i målinger',
    'Oprette målinger',
    'Søge i stamoplysninger',
    'Se, hvem du er',
    'Adgang uden at du er logget ind',
  ]);
  assert.ok(text.includes('Om patienten Nancy Ann Berggren'));
});

test('what is typed into the search is shown as text', async () => {
  const app = new TestApp(simulator);
  const picker = await app.browser.submit(await app.authorize(), { user: 'u1', action: 'login' });
  const { text } = await app.browser.submit(picker, { search: '"><img src=x>', action: 'search' });
  assert.ok(text.includes('value="&quot;&gt;&lt;img src=x&gt;"'));
  assert.ok(text.includes('Ingen patienter fundet'));
});

test('a form of another site, another browser and a page that was used are turned away with a next step', async () => {
  const app = new TestApp(simulator);
  const page = await app.authorize();
  const foreign = await app.browser.open(page.url, {
    method: 'POST',
    body: new URLSearchParams({ user: 'u1', action: 'login' }),
    headers: { Origin: 'http://evil.example' },
  });
  assert.equal(foreign.status, 400);
  const other = await new TestApp(simulator).browser.open(page.url);
  assert.equal(other.status, 400);
  assert.ok(other.text.includes('session_not_found') && other.text.includes('Åbn appen igen'));
  await app.walk(page);
  assert.equal((await app.browser.open(page.url)).status, 400);
});

test('cookies are HttpOnly and SameSite', async () => {
  const app = new TestApp(simulator);
  const response = await fetch(`${app.issuer}/authorize?${app.parameters().toString()}`, {
    redirect: 'manual',
  });
  const cookies = response.headers.getSetCookie();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) assert.match(cookie, /samesite=lax; httponly/i);
});
