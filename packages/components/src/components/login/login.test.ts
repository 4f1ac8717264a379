import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SamspilError, type PageOutbox, type ReceiptSnapshot, type ReceiptState } from '@samspil/sdk';
import '../../define/app.ts';
import '../../define/login.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeWorkplace } from '../../testing/fake-fhir.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import { markup, wasRun } from '../../testing/hostile.ts';
import { all, find } from '../../testing/list-contract.ts';
import type { SamspilLogin } from './login.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const never = () => new Promise<never>(() => undefined);
const write = (id: string, state: ReceiptState): ReceiptSnapshot => ({
  id,
  state,
  patient: 'else',
  plugin: { id: 'test', version: '1.0.0' },
  storedAt: new Date().toISOString(),
  resources: [],
});

async function login(properties: Partial<SamspilLogin> = {}): Promise<SamspilLogin> {
  const element = document.createElement('samspil-login');
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

/** The outbox of a page, of which the test says what it holds. */
function outboxWith(...held: ReceiptSnapshot[]) {
  const listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  const outbox = {
    flushed: 0,
    listeners,
    list: async () => held,
    subscribe(listener: (snapshot: ReceiptSnapshot) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async flush() {
      outbox.flushed += 1;
    },
    tell: (snapshot: ReceiptSnapshot) => listeners.forEach((listener) => listener(snapshot)),
  };
  return outbox as typeof outbox & PageOutbox;
}

const system = { system: 'Sundhedsplatformen', address: 'https://fhir.example/r4' };
const dialog = (element: Element) => find(element, 'dialog') as HTMLDialogElement;
async function press(element: SamspilLogin, selector: string): Promise<void> {
  find(element, selector)?.click();
  await settled(element);
}

describe('samspil-login', () => {
  it('says which system one signs in to, and begins the sign-in once, in the language of the screen', async () => {
    const begun: string[] = [];
    const element = await login({
      ...system,
      signIn: (locale) => {
        begun.push(locale);
        return never();
      },
    });
    expect(words(element)).to.match(
      /^Du logger ind i Sundhedsplatformen Adresse fhir\.example Log ind Du skriver kun din kode/,
    );
    find(element, 'button')?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    await press(element, 'button');
    expect(begun).to.deep.equal(['da']);
    expect(words(find(element, 'button'))).to.equal('Åbner login …');
    expect(element.matches(':state(busy)')).to.be.true;
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await settled(element);
    expect(words(find(element, 'button')), 'back without a sign-in').to.equal('Log ind');
  });

  it('has no field for a secret, in any state', async () => {
    for (const properties of [
      {},
      { ...system, problem: 'needs-login' },
      { user: 'Ida Holm', signOut: never },
    ]) {
      const element = await login(properties);
      expect(all(element, 'input, textarea, form, [contenteditable]')).to.be.empty;
    }
  });

  it('an error is said in words by its code, one of the last try before one of before', async () => {
    const refused = {
      ...system,
      problem: 'launch-denied',
      signIn: () => Promise.reject(new SamspilError('network', 'No.')),
    };
    const element = await login(refused);
    expect(words(find(element, '[role=alert]'))).to.match(/^Login lykkedes ikke Adgang blev ikke givet\./);
    expect(words(find(element, 'button'))).to.equal('Log ind igen');
    await press(element, 'button');
    expect(find(element, '.notice')?.dataset['code']).to.equal('network');
    const odd = await login({ problem: 'a-newer-code' });
    expect(words(find(odd, '[role=alert]'))).to.contain('Login lykkedes ikke');
  });

  it('a session that is over says what stays safe, and is no failure', async () => {
    const element = await login({ ...system, problem: 'needs-login', signIn: never });
    expect(words(find(element, '[role=alert]'))).to.equal(
      'Dit login er udløbet Det, du har gemt, er gemt krypteret på denne enhed og sendes, når du logger ind igen her.',
    );
    expect(find(element, '.notice.danger')).not.to.exist;
  });

  it('signs out at once when nothing waits, or nobody holds anything', async () => {
    for (const outbox of [outboxWith(), undefined]) {
      let signedOut = 0;
      const element = await login({ user: 'Ida Holm', outbox, signOut: async () => (signedOut += 1) });
      expect(find(element, 'slot[name=user]'), 'place for the role').to.exist;
      expect(words(find(element, 'section'))).to.equal('Logget ind som Ida Holm Log ud');
      expect(element.matches(':state(signed-in)')).to.be.true;
      find(element, '.out')?.click();
      await waitUntil(() => signedOut === 1);
      expect(dialog(element).open).to.be.false;
    }
  });

  it('warns of what is not sent: how much, what becomes of it, send first, leave, or stay', async () => {
    let signedOut = 0;
    const outbox = outboxWith(write('a', 'stored'), write('b', 'conflict'));
    const patientNames = new Map([['else', 'Søndervang, Else']]);
    const signOut = async () => (signedOut += 1);
    const element = await login({ user: 'Ida Holm', outbox, patientNames, signOut });
    find(element, '.out')?.focus();
    await press(element, '.out');
    await waitUntil(() => dialog(element).open);
    expect(words(dialog(element))).to.match(
      /^Der er noget, som ikke er sendt 2 registreringer er ikke sendt\. De bliver liggende krypteret/,
    );
    expect(words(dialog(element)), 'whose').to.contain('Det gælder Søndervang, Else.');
    element.patientNames = new Map();
    await settled(element);
    expect(words(dialog(element)), 'of nobody known').to.contain('Det gælder 1 patient.');
    await press(element, '.send');
    expect(outbox.flushed).to.equal(1);
    outbox.tell(write('a', 'accepted'));
    await settled(element);
    expect(words(dialog(element))).to.contain('1 registrering er ikke sendt.');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog(element).open);
    expect(signedOut).to.equal(0);
    expect(outbox.listeners.size, 'listens only while it asks').to.equal(0);
    await press(element, '.out');
    await waitUntil(() => dialog(element).open);
    outbox.tell(write('a', 'accepted'));
    outbox.tell(write('b', 'accepted'));
    await settled(element);
    expect(words(dialog(element))).to.contain('Nu er alt sendt. Log ud Annullér');
    await press(element, '.leave');
    expect(signedOut).to.equal(1);
  });

  it('what cannot be counted is said, and without a connection nothing is offered that cannot be done', async () => {
    const host = new FakeHost([]);
    host.receipts = () => Promise.reject(new SamspilError('storage-locked', 'Locked.'));
    const element = await login({ user: '', host, signOut: never });
    expect(words(find(element, 'section'))).to.contain('Bruger uden navn');
    find(element, '.out')?.click();
    await waitUntil(() => dialog(element).open);
    expect(words(dialog(element))).to.contain('Det kan ikke ses, om alt er sendt.');
    const workplace = Object.assign(new FakeWorkplace(), { outbox: outboxWith(write('a', 'stored')) });
    workplace.online.value = false;
    const app = document.createElement('samspil-app');
    Object.assign(app, { workplace, clientId: 'x', scope: 'patient/*.rs' });
    const inside = Object.assign(document.createElement('samspil-login'), { user: 'Ida', signOut: never });
    app.append(inside);
    await fixture(app);
    await settled(inside);
    find(inside, '.out')?.click();
    await waitUntil(() => dialog(inside).open);
    expect(words(dialog(inside))).to.contain('Der er ingen forbindelse');
    expect(find(inside, '.send')).not.to.exist;
    workplace.online.value = true;
    await settled(inside);
    expect(find(inside, '.send')).to.exist;
  });

  it('a sign-out that failed says that one is still signed in', async () => {
    const signOut = () => Promise.reject(new SamspilError('network', 'Refused by the test.'));
    const element = await login({ user: 'Ida Holm', signOut });
    find(element, '.out')?.click();
    await waitUntil(() => find(element, '[role=alert]') !== null);
    expect(words(find(element, '[role=alert]'))).to.match(/^Du blev ikke logget ud/);
    expect(words(find(element, '.out'))).to.equal('Log ud');
  });

  it('names and addresses are text, whatever they are', async () => {
    const element = await login({
      system: markup,
      address: 'javascript:alert(1)',
      problem: markup,
      signIn: never,
    });
    expect(element.shadowRoot?.textContent).to.contain(markup).and.to.contain('javascript:alert(1)');
    expect(all(element, 'a, img, script')).to.be.empty;
    expect(words(await login({ address: 'https://fhir.example:8443/r4' }))).to.contain('fhir.example:8443');
    expect(words(await login())).to.contain('System uden navn');
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing; every target is 44 px high', async () => {
    for (const properties of [
      { ...system, problem: 'network', signIn: never },
      { user: 'Ida Holm', signOut: never },
    ]) {
      const element = await login(properties);
      element.style.width = '320px';
      for (const dir of ['ltr', 'rtl']) {
        element.dir = dir;
        expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
        for (const target of all(element, 'section button')) expect(target.offsetHeight).to.be.at.least(44);
      }
    }
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      await expectAccessible(await login({ ...system, locale, problem: 'network', signIn: never }));
      await expectAccessible(await login({ ...system, locale, problem: 'needs-login', signIn: never }));
      const outbox = outboxWith(write('a', 'stored'));
      const element = await login({ ...system, locale, user: 'Ida Holm', outbox, signOut: never });
      await expectAccessible(element);
      find(element, '.out')?.click();
      await waitUntil(() => dialog(element).open);
      await expectAccessible(element);
      dialog(element).close();
    });
  }
});
