import assert from 'node:assert/strict';
import type { Observation } from 'fhir/r4';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import type { Simulator, SimulatorOptions } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { gate } from './support/gate.ts';
import { openTab, pulse, recorderIn, saveIn, sendingLine } from './support/recorder.ts';
import { noteShownStates, shownStates } from './support/shown-states.ts';
import { startBuilt } from './support/simulator.ts';
import { untruths } from './support/untruths.ts';
import type { Witnessed } from './support/untruths.ts';
import { allSent, openPatient, searchServer, signIn, switchConnection } from './support/workplace.ts';

/**
 * I8: what `samspil-sync-status` shows, at every moment and not only when somebody looks, is confirmed by the server's
 * journal. Each test brings one fault; what was shown is judged against the history that the server kept.
 */
type FaultOf = NonNullable<SimulatorOptions['fault']>;

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;
let frame: Frame;
/** What the server does to the next transactions. */
let fault: FaultOf = () => undefined;
/** Every save of this file, by its pulse, which tells it apart in the journal. */
const saved = new Map<number, Pick<Witnessed, 'acknowledgedAt' | 'needed' | 'givenUpAt'>>();

before(async () => {
  const starting = startBuilt({
    startPlugins: () => Promise.resolve([]),
    plugins: [fileURLToPath(new URL('pages/recorder', import.meta.url))],
    fault: (request) => (request.method === 'POST' && request.url === '/fhir' ? fault(request) : undefined),
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  simulator = await starting;
  await noteShownStates(browser.context);
  page = await browser.context.newPage();
  await signIn(page, simulator.url);
  await openPatient(page);
  frame = await recorderIn(page);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

/** Saves in the app. Resolves when the app was told that it is durable. */
async function save(value: number, resource: Observation = pulse(value)): Promise<void> {
  const { at } = await saveIn(frame, resource);
  saved.set(value, { acknowledgedAt: at });
}

/** What else is known of a save. */
function note(value: number, facts: Pick<Witnessed, 'needed' | 'givenUpAt'>): void {
  const known = saved.get(value);
  assert.ok(known);
  saved.set(value, { ...known, ...facts });
}

async function shows(words: RegExp, tab = page): Promise<void> {
  await sendingLine(tab).filter({ hasText: words }).waitFor();
}

/** When the server wrote down each pulse of ours, out of its history: every version that ever was. */
async function journal(): Promise<Map<number, number>> {
  const all = 'Observation?patient=pt-0001&code=8867-4&_sort=-_lastUpdated&_count=50';
  const written = new Map<number, number>();
  for (const { id, identifier } of await searchServer<Observation>(page, all)) {
    if (!identifier?.some(({ system }) => system === 'https://samspil.dk/fhir/operation')) continue;
    for (const version of await searchServer<Observation>(page, `Observation/${id}/_history`)) {
      const value = version.valueQuantity?.value ?? Number.NaN;
      assert.ok(!written.has(value), `${value} has two effects`);
      written.set(value, Date.parse(version.meta?.lastUpdated ?? ''));
    }
  }
  return written;
}

/** Judges everything that was shown so far. */
async function assertHonest(...tabs: Page[]): Promise<void> {
  const written = await journal();
  const operations = [...saved].map(([value, facts]) => ({
    name: `pulse ${value}`,
    inJournalAt: written.get(value) ?? Infinity,
    ...facts,
  }));
  for (const tab of [page, ...tabs]) {
    const shown = await shownStates(tab);
    assert.ok(shown.length > 0, 'nothing was noted');
    assert.deepEqual(untruths(shown, operations), []);
  }
}

/** It says that all is sent, and the journal has every save that nobody gave up. */
async function assertAllSent(): Promise<void> {
  await allSent(page);
  const written = await journal();
  const missing = [...saved].filter(([value, { givenUpAt }]) => !givenUpAt && !written.has(value));
  assert.deepEqual(missing, []);
}

/** The first `times` transactions meet this. Tells when each did. */
function first(times: number, one: NonNullable<ReturnType<FaultOf>>): number[] {
  const at: number[] = [];
  fault = () => {
    if (at.length >= times) return undefined;
    at.push(Date.now());
    return one;
  };
  return at;
}

test('with nothing to send it says that all is sent, and speaks of nothing else', async () => {
  await shows(/^\s*Alt er sendt\s*$/);
  await assertHonest();
});

test('saved without a connection it counts what waits, and says "sent" only when the journal has it', async () => {
  await switchConnection(page, 'off');
  await save(41);
  await shows(/1 registrering venter/);
  await save(42);
  await shows(/2 registreringer venter/);
  await switchConnection(page, 'on');
  await assertAllSent();
  await shows(/2 registreringer er modtaget i EPJ/);
  await assertHonest();
});

test('while the answer is under way it still waits, in another tab and in one that is only just opened too', async () => {
  const [held, other] = [gate(), await openTab(browser.context, simulator.url)];
  await shows(/Alt er sendt/, other);
  fault = () => ({ beforeAnswer: held.come });
  await save(43);
  await held.reached;
  await shows(/1 registrering venter/);
  await shows(/1 registrering venter/, other);
  const late = await openTab(browser.context, simulator.url);
  await shows(/1 registrering venter/, late);
  fault = () => undefined;
  held.open();
  await Promise.all([page, other, late].map((tab) => shows(/Alt er sendt/, tab)));
  await assertAllSent();
  await assertHonest(other, late);
  await other.close();
  await late.close();
});

test('an answer that is lost after the commit, again and again, is never a conflict and calls for nobody', async () => {
  const at = first(3, 'lost-answer');
  await save(44);
  await assertAllSent();
  assert.ok(at.length >= 1);
  await assertHonest();
});

test('a server that is busy keeps it waiting', async () => {
  const at = first(1, { status: 503, retryAfter: 1 });
  await save(45);
  await shows(/1 registrering venter/);
  await assertAllSent();
  assert.equal(at.length, 1);
  await assertHonest();
});

test('a sign-in that ended needs her, and once sent nobody does', async () => {
  let isSignedOut = true;
  const at: number[] = [];
  fault = () => (isSignedOut ? (at.push(Date.now()), { status: 401 }) : undefined);
  await save(46);
  await shows(/1 registrering venter.*1 kræver din handling/);
  isSignedOut = false;
  await page.getByRole('button', { name: 'Ret eller send det, der venter' }).click();
  await page.getByRole('button', { name: 'Send nu' }).click();
  await page.getByRole('button', { name: 'Luk', exact: true }).click();
  await assertAllSent();
  note(46, { needed: { from: at[0] ?? Infinity, until: Date.now() } });
  await assertHonest();
});

test('what the record refused needs her until she gives it up, and then is not counted any more', async () => {
  const at = first(1, { status: 422 });
  await save(47);
  await shows(/1 registrering venter.*1 kræver din handling/);
  await page.getByRole('button', { name: 'Ret eller send det, der venter' }).click();
  await page.getByRole('button', { name: 'Kassér …' }).click();
  await page.getByRole('textbox', { name: 'Begrundelse' }).fill('Forkert seng');
  note(47, { givenUpAt: Date.now() });
  await page.getByRole('button', { name: 'Kassér registreringen' }).click();
  await page.getByRole('button', { name: 'Luk', exact: true }).click();
  await assertAllSent();
  note(47, { needed: { from: at[0] ?? Infinity, until: Date.now() } });
  await assertHonest();
});

test('two versions of one record need her until the one she chose is in the journal', async () => {
  const found = await searchServer<Observation>(page, 'Observation?patient=pt-0001&code=8867-4&_count=50');
  const base = found.find(({ valueQuantity }) => valueQuantity?.value === 41);
  assert.ok(base);
  await changeByAnother({ ...base, valueQuantity: { ...base.valueQuantity, value: 141 } });
  const from = Date.now();
  await save(48, { ...base, valueQuantity: { ...base.valueQuantity, value: 48 } });
  await shows(/1 registrering venter.*1 kræver din handling/);
  assert.ok(!(await journal()).has(48));
  await page.locator('.bar samspil-sync-status').getByRole('button', { name: 'Vis registreringer' }).click();
  await page.getByRole('button', { name: 'Afgør konflikt' }).click();
  await page.getByRole('radio', { name: /Min version/ }).check();
  await page.getByRole('button', { name: 'Bekræft valg' }).click();
  await assertAllSent();
  note(48, { needed: { from, until: Date.now() } });
  await assertHonest();
});

/** Somebody else, past every outbox. */
async function changeByAnother(resource: Observation): Promise<void> {
  await page.evaluate(async (body) => {
    const config = (await (await fetch('/config.json')).json()) as { fhirBaseUrl: string };
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('samspil.session.')) ?? '';
    const { tokens } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as {
      tokens: { access_token: string };
    };
    const response = await fetch(`${config.fhirBaseUrl}/Observation/${body.id}`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${tokens.access_token}`,
        'Content-Type': 'application/fhir+json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
  }, resource);
}
