import { expect, fixture } from '@open-wc/testing';
import { SamspilError, type ReceiptSnapshot, type ReceiptState } from '@samspil/sdk';
import '../../define/app.ts';
import '../../define/connection.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext, FakeWorkplace } from '../../testing/fake-fhir.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import { markup, wasRun } from '../../testing/hostile.ts';
import { find } from '../../testing/list-contract.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilConnection } from './connection.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const write = (id: string, state: ReceiptState): ReceiptSnapshot => ({
  id,
  state,
  patient: 'else',
  plugin: { id: 'test', version: '1.0.0' },
  storedAt: new Date().toISOString(),
  resources: [],
});

async function connection(properties: Partial<SamspilConnection> = {}): Promise<SamspilConnection> {
  const element = document.createElement('samspil-connection');
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

/** Inside an app, on a page of its own unless the test says that a workplace is around it. */
async function inApp(surroundings: 'standalone' | 'embedded' = 'standalone') {
  const context = fakeContext(samplePatient('else'));
  const workplace = Object.assign(new FakeWorkplace(context), { surroundings });
  const app = document.createElement('samspil-app');
  Object.assign(app, { workplace, clientId: 'x', scope: 'patient/*.rs' });
  const element = document.createElement('samspil-connection');
  app.append(element);
  await fixture(app);
  await settled(element);
  return { element, workplace, context };
}

const shown = (element: Element) => words(find(element, '.state'));
const said = (element: Element) => words(find(element, '[role=status]'));

describe('samspil-connection', () => {
  it('claims nothing before it knows a workplace', async () => {
    const element = await connection();
    expect(shown(element)).to.equal('Kontrollerer forbindelsen …');
    expect(element.matches(':state(reconnecting)')).to.be.true;
    expect(said(element)).to.equal('');
  });

  it('says that the record can be reached, and nothing more while nothing waits', async () => {
    const { element } = await inApp();
    expect(words(element)).to.equal('Forbundet');
    expect(element.matches(':state(online)')).to.be.true;
  });

  it('follows the connection: since when, what to do, announced once and only when it changes', async () => {
    const { element, workplace } = await inApp();
    workplace.online.value = false;
    await settled(element);
    expect(element.matches(':state(offline)')).to.be.true;
    expect(shown(element)).to.match(/^Ingen forbindelse siden i dag kl\. \d\d\.\d\d$/);
    expect(words(element)).to.contain('Arbejd videre. Det, du gemmer, ligger sikkert på enheden');
    expect(said(element)).to.equal('Forbindelsen er afbrudt');
    expect(find(element, '.todo slot'), 'what the page knows of why').to.exist;
    workplace.online.value = true;
    await settled(element);
    expect(shown(element)).to.equal('Forbundet');
    expect(said(element)).to.equal('Forbindelsen er tilbage');
    workplace.reachable.value = false;
    await settled(element);
    expect(element.matches(':state(reconnecting)')).to.be.true;
    expect(words(element)).to.contain('Der kan ikke gemmes, før arbejdspladsen svarer.');
  });

  it('inside a workplace it is the workplace that announces', async () => {
    const { element, workplace } = await inApp('embedded');
    workplace.online.value = false;
    await settled(element);
    expect(shown(element)).to.contain('Ingen forbindelse');
    expect(said(element)).to.equal('');
  });

  it('says in one line how much waits, from the app, a lease of its own, or a host with all its patients', async () => {
    const { element, context } = await inApp();
    context.fhir.tell(write('a', 'stored'));
    await settled(element);
    expect(words(find(element, '.waiting'))).to.equal('1 registrering venter på at blive sendt');
    context.fhir.tell(write('a', 'accepted'));
    await settled(element);
    expect(find(element, '.waiting')).not.to.exist;
    const host = new FakeHost([]);
    host.unfinished = [write('a', 'stored'), { ...write('b', 'conflict'), patient: 'ida' }];
    const wide = await connection({ host });
    expect(words(wide)).to.equal('Forbundet 2 registreringer venter på at blive sendt');
    wide.besides = 'else';
    await settled(wide);
    expect(words(wide)).to.equal('Forbundet 1 registrering om en anden patient venter på at blive sendt');
    const failing = fakeContext(samplePatient('else'));
    failing.fhir.failures.receipts = 'storage-locked';
    expect(words(await connection({ context: failing }))).to.contain('Det kan ikke ses, om noget venter');
  });

  it('a session that is over is said by the page or by writes that wait for it, but a missing connection comes first', async () => {
    const { element, workplace, context } = await inApp();
    context.fhir.tell(write('a', 'needs-login'));
    await settled(element);
    expect(element.matches(':state(signed-out)')).to.be.true;
    expect(words(element)).to.contain('Du er logget ud').and.to.contain('bliver på enheden');
    expect(find(element, 'button'), 'nobody offers a way').not.to.exist;
    workplace.online.value = false;
    await settled(element);
    expect(element.matches(':state(offline)')).to.be.true;
    expect((await connection({ signedOut: true })).matches(':state(signed-out)')).to.be.true;
  });

  it('begins a sign-in once, and says why it did not', async () => {
    let begun = 0;
    let refuse: (error: unknown) => void = () => undefined;
    const signIn = () => {
      begun += 1;
      return new Promise((_resolve, reject) => (refuse = reject));
    };
    const element = await connection({ signedOut: true, signIn });
    const button = find(element, 'button');
    button?.click();
    await settled(element);
    button?.click();
    expect(begun).to.equal(1);
    expect(words(button)).to.equal('Åbner login …');
    refuse(new SamspilError('network', 'Refused by the test.'));
    await settled(element);
    expect(words(find(element, '[role=alert]'))).to.contain('Ingen forbindelse til EPJ');
    expect(words(button)).to.equal('Log ind igen');
  });

  it('listens to nothing after it is removed; markup from a newer host is text', async () => {
    const host = new FakeHost([]);
    host.unfinished = [{ ...write(markup, markup as ReceiptState), patient: markup }];
    const element = await connection({ host });
    expect(words(element)).to.contain('1 registrering venter');
    expect(wasRun()).to.be.false;
    element.remove();
    expect(host.listenerCount).to.equal(0);
  });

  it('fits 320 px in both directions of writing; its button is 44 px high', async () => {
    const element = await connection({ signedOut: true, signIn: () => Promise.resolve() });
    element.style.width = '320px';
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      expect(find(element, 'button')?.offsetHeight).to.be.at.least(44);
    }
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      const host = new FakeHost([]);
      host.unfinished = [write('a', 'stored')];
      const element = await connection({ host, locale });
      await expectAccessible(element);
      host.online.value = false;
      await settled(element);
      await expectAccessible(element);
      await expectAccessible(await connection({ locale }));
      await expectAccessible(await connection({ locale, signedOut: true, signIn: () => Promise.resolve() }));
    });
  }
});
