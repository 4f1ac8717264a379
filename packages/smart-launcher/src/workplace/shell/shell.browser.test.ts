import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import '../define.ts';
import { Connection } from '../connection.ts';
import type { Start } from '../start.ts';
import { fakeDesktop, receipt, words } from '../testing/fake-desktop.ts';
import { showCrashScreen } from './crash-screen.ts';
import type { WorkplaceApp } from './workplace-app.ts';
import type { WorkplaceConnection } from './workplace-connection.ts';
import type { WorkplaceLogout } from './workplace-logout.ts';

async function appOf(begin: () => Promise<Start>): Promise<WorkplaceApp> {
  const app = await fixture<WorkplaceApp>(html`<workplace-app .begin=${begin}></workplace-app>`);
  await waitUntil(() => !app.renderRoot.querySelector('.opening'));
  await app.updateComplete;
  return app;
}

const signIn = () => Promise.resolve();

describe('workplace-app', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    localStorage.clear();
    document.documentElement.removeAttribute('style');
  });

  it('begins with one button, and says by code why the last sign-in did not succeed', async () => {
    const app = await appOf(async () => ({ phase: 'signed-out', code: 'launch-denied', signIn }));
    const page = app.renderRoot.querySelector('workplace-sign-in');
    expect(words(page)).to.contain('Login lykkedes ikke').and.to.contain('Adgang blev ikke givet');
    await expect(app).to.be.accessible();
  });

  it('says when the sign-in cannot be reached, and keeps its button', async () => {
    const away = () => Promise.reject(new SamspilError('launch-discovery', 'no'));
    const app = await appOf(async () => ({ phase: 'signed-out', signIn: away }));
    const page = app.renderRoot.querySelector('workplace-sign-in');
    const button = page?.renderRoot.querySelector<HTMLButtonElement>('.primary');
    button?.click();
    await waitUntil(() => words(page).includes('Login lykkedes ikke'));
    expect(button?.disabled).to.equal(false);
  });

  it('shows why it cannot open, never a blank page, and opens when tried again', async () => {
    let attempts = 0;
    const app = await appOf(async () => {
      attempts += 1;
      if (attempts === 1) throw new SamspilError('storage-blocked', 'no');
      return { phase: 'signed-out', signIn };
    });
    expect(words(app)).to.contain('Arbejdspladsen kunne ikke åbnes').and.to.contain('storage-blocked');
    await expect(app).to.be.accessible();
    app.renderRoot.querySelector<HTMLButtonElement>('button')?.click();
    await waitUntil(() => app.renderRoot.querySelector('workplace-sign-in'));
  });

  it('shows list or chart, never both; leaving ends the lease (LST-20)', async () => {
    const desktop = fakeDesktop();
    const app = await appOf(async () => ({ phase: 'ready', desktop, signIn }));
    const list = app.renderRoot.querySelector('workplace-patient-list');
    const chart = app.renderRoot.querySelector('workplace-chart');
    expect([list?.hidden, chart?.hidden]).to.deep.equal([false, true]);
    const { OpenPatientEvent } = await import('../patients/open-patient-event.ts');
    list?.dispatchEvent(new OpenPatientEvent('p1', undefined));
    await waitUntil(() => chart?.hidden === false);
    const context = desktop.host.context.value;
    expect(context?.patient.reference).to.equal('Patient/p1');
    expect(list?.hidden).to.equal(true);
    expect(location.href).not.to.contain('p1');
    chart?.renderRoot.querySelector<HTMLButtonElement>('.bar > button')?.click();
    await waitUntil(() => list?.hidden === false);
    expect(context?.ended.aborted).to.equal(true);
    expect(desktop.host.context.value).to.equal(undefined);
  });

  it('says above list and chart that the patients are made up, in a simulation and nowhere else', async () => {
    const real = fakeDesktop();
    const simulator = { connectionUrl: '/simulator/connection' };
    const made = { ...fakeDesktop(), config: { ...real.config, simulator } };
    for (const [desktop, isSaid] of [
      [made, true],
      [real, false],
    ] as const) {
      const app = await appOf(async () => ({ phase: 'ready', desktop, signIn }));
      const header = words(app.renderRoot.querySelector('workplace-header'));
      expect(header.includes('Testdata: syntetiske patienter')).to.equal(isSaid);
    }
  });

  it('says in plain words that she can go on without a connection, and that the session is over', async () => {
    const desktop = fakeDesktop();
    const app = await appOf(async () => ({ phase: 'ready', desktop, signIn }));
    expect(app.renderRoot.querySelector('.notices')).to.equal(null);
    desktop.host.setOnline(false);
    await app.updateComplete;
    expect(words(app)).to.contain('Fortsæt roligt');
    expect(words(app.renderRoot.querySelector('div[role=status]'))).to.equal('Forbindelsen er afbrudt');
    Object.assign(desktop.isLoginNeeded, { value: true });
    await app.updateComplete;
    expect(words(app)).to.contain('Din session er udløbet').and.to.contain('Log ind igen');
  });

  it('changes language and appearance at once, for itself and for the plugins, and remembers them', async () => {
    const desktop = fakeDesktop();
    const app = await appOf(async () => ({ phase: 'ready', desktop, signIn }));
    const settings = app.renderRoot
      .querySelector('workplace-header')
      ?.renderRoot.querySelector('workplace-settings');
    const choices = [...(settings?.renderRoot.querySelectorAll<HTMLInputElement>('input') ?? [])];
    choices[1]?.click();
    await waitUntil(() => document.documentElement.lang === 'sv');
    expect(desktop.host.locale.value).to.equal('sv');
    choices[5]?.click();
    await waitUntil(() => document.documentElement.style.colorScheme === 'dark');
    const told = () => desktop.host.theme.value;
    const mutedBefore = told().properties['--samspil-text-muted'];
    choices[6]?.click();
    await waitUntil(() => document.documentElement.dataset.contrast === 'more');
    choices[7]?.click();
    await waitUntil(() => document.documentElement.dataset.density === 'compact');
    const { '--samspil-text-muted': muted, '--samspil-text': text } = told().properties;
    expect(muted).to.equal(text);
    expect(muted).to.not.equal(mutedBefore);
    // Only where no finger can come.
    const isTouch = matchMedia('(any-pointer: coarse)').matches;
    expect(told().properties['--samspil-touch']).to.equal(isTouch ? '2.75rem' : '2rem');
    expect(JSON.parse(localStorage.getItem('samspil.workplace.preferences') ?? '')).to.deep.equal({
      locale: 'sv',
      theme: 'dark',
      contrast: 'more',
      density: 'compact',
    });
  });
});

describe('workplace-connection', () => {
  it('is a switch with a name and a state, which follows what the simulator took', async () => {
    let isWilling = true;
    const connection = new Connection({
      connectionUrl: '/simulator/connection',
      fetch: async () => new Response('{}', { status: isWilling ? 200 : 500 }),
      onChange: () => undefined,
      network: new EventTarget(),
      isDeviceOnline: true,
    });
    const element = await fixture<WorkplaceConnection>(
      html`<workplace-connection .connection=${connection} .locale=${'da'}></workplace-connection>`,
    );
    const button = element.renderRoot.querySelector('button');
    expect(button?.getAttribute('aria-checked')).to.equal('true');
    button?.click();
    await waitUntil(() => button?.getAttribute('aria-checked') === 'false');
    expect(words(element)).to.contain('Afbrudt');
    isWilling = false;
    button?.click();
    await waitUntil(() => words(element).includes('kunne ikke skiftes'));
    expect(button?.getAttribute('aria-checked')).to.equal('false');
    await expect(element).to.be.accessible();
  });
});

describe('workplace-logout', () => {
  async function logoutOf(desktop: ReturnType<typeof fakeDesktop>) {
    let hasLeft = false;
    const element = await fixture<WorkplaceLogout>(
      html`<workplace-logout
        .desktop=${desktop}
        .locale=${'da'}
        .onLogout=${() => (hasLeft = true)}
      ></workplace-logout>`,
    );
    await element.ask();
    await element.updateComplete;
    return { element, hasLeft: () => hasLeft, dialog: element.renderRoot.querySelector('dialog') };
  }

  it('logs out at once when nothing waits', async () => {
    const { hasLeft, dialog } = await logoutOf(fakeDesktop());
    expect(hasLeft()).to.equal(true);
    expect(dialog?.open).to.equal(false);
  });

  it('asks with count and names when something waits, sends first on request, and then lets go', async () => {
    const desktop = fakeDesktop();
    desktop.names.value = new Map([['p1', 'Søndervang, Else']]);
    desktop.waiting.push(receipt(), receipt({ id: 'r2' }));
    const { element, hasLeft, dialog } = await logoutOf(desktop);
    expect(words(dialog)).to.contain('2 registreringer').and.to.contain('Søndervang, Else');
    await expect(element).to.be.accessible();
    dialog?.querySelector<HTMLButtonElement>('.primary')?.click();
    expect(desktop.acts).to.deep.equal(['flush']);
    desktop.waiting.length = 0;
    desktop.receive(receipt({ state: 'accepted' }));
    await waitUntil(() => words(dialog).includes('Nu er alt sendt'));
    expect(hasLeft()).to.equal(false);
    [...(dialog?.querySelectorAll('button') ?? [])].find((button) => words(button) === 'Log ud')?.click();
    expect(hasLeft()).to.equal(true);
  });

  it('asks too when the store cannot tell', async () => {
    const desktop = fakeDesktop();
    desktop.outbox.list = () => Promise.reject(new SamspilError('storage-locked', 'no'));
    const { hasLeft, dialog } = await logoutOf(desktop);
    expect(hasLeft()).to.equal(false);
    expect(words(dialog)).to.contain('Det kan ikke ses');
  });
});

describe('the crash screen', () => {
  function pageWithCrashScreen() {
    const page = document.implementation.createHTMLDocument();
    page.documentElement.lang = 'da';
    const target = new EventTarget();
    showCrashScreen(target, page);
    return { page, target };
  }

  it('replaces the page for a defect, and says nothing of it', () => {
    const { page, target } = pageWithCrashScreen();
    target.dispatchEvent(
      new ErrorEvent('error', { error: new TypeError('Else Søndervang is not a function') }),
    );
    expect(page.body.textContent).to.contain('Noget gik galt').and.not.to.contain('Søndervang');
  });

  it('stays away for errors with a code, and for notices of the browser', () => {
    const { page, target } = pageWithCrashScreen();
    const reason = new SamspilError('stale-context', 'no');
    const rejected = Promise.reject(reason);
    rejected.catch(() => undefined);
    target.dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: rejected, reason }));
    target.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }));
    expect(page.body.textContent).to.equal('');
  });
});
