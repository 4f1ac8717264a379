import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import { loadLocale } from '@samspil/components/locales';
import '../define.ts';
import { Connection } from '../connection.ts';
import type { ConnectionState } from '../connection.ts';
import type { State } from '../controllers/state.ts';
import { readPreferences } from '../preferences.ts';
import type { Start } from '../start.ts';
import { fakeDesktop, receipt, words } from '../testing/fake-desktop.ts';
import { showCrashScreen } from './crash-screen.ts';
import type { WorkplaceApp } from './workplace-app.ts';
import type { WorkplaceLineSwitch } from './workplace-line-switch.ts';
import type { WorkplaceSettings } from './workplace-settings.ts';

// The first fetch of a language may take longer than a test waits.
await loadLocale('sv');

async function appOf(begin: () => Promise<Start>): Promise<WorkplaceApp> {
  const app = await fixture<WorkplaceApp>(html`<workplace-app .begin=${begin}></workplace-app>`);
  await waitUntil(() => !app.renderRoot.querySelector('.opening'));
  await app.updateComplete;
  return app;
}

const signIn = () => Promise.resolve();
const system = { systemName: 'Sundhedsplatformen', fhirBaseUrl: 'https://ehr.example/fhir' };
const headerOf = (app: WorkplaceApp) => app.renderRoot.querySelector('workplace-header')?.renderRoot;
const loginOf = (root: ParentNode | undefined) => root?.querySelector('samspil-login');

describe('workplace-app', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    localStorage.clear();
    document.documentElement.removeAttribute('style');
  });

  it('begins with one button, says into which system, and by code why the last sign-in did not succeed', async () => {
    const app = await appOf(async () => ({ phase: 'signed-out', system, code: 'launch-denied', signIn }));
    const page = app.renderRoot.querySelector('workplace-sign-in');
    const login = loginOf(page?.renderRoot);
    expect(words(login)).to.contain('Sundhedsplatformen').and.to.contain('ehr.example');
    expect(words(login)).to.contain('Login lykkedes ikke').and.to.contain('Adgang blev ikke givet');
    expect(words(page), 'said once').not.to.contain('krypteret');
    await expect(app).to.be.accessible();
  });

  it('says when the sign-in cannot be reached, and keeps its button', async () => {
    const away = () => Promise.reject(new SamspilError('launch-discovery', 'no'));
    const app = await appOf(async () => ({ phase: 'signed-out', system, signIn: away }));
    const page = app.renderRoot.querySelector('workplace-sign-in');
    expect(words(page)).to.contain('gemt krypteret');
    const login = loginOf(page?.renderRoot);
    const button = login?.renderRoot.querySelector<HTMLButtonElement>('.primary');
    button?.click();
    await waitUntil(() => words(login).includes('Login lykkedes ikke'));
    expect(words(button)).to.equal('Log ind igen');
  });

  it('shows why it cannot open, never a blank page, and opens when tried again', async () => {
    let attempts = 0;
    const app = await appOf(async () => {
      attempts += 1;
      if (attempts === 1) throw new SamspilError('storage-blocked', 'no');
      return { phase: 'signed-out', system, signIn };
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
    const connection = headerOf(app)?.querySelector('samspil-connection');
    await waitUntil(() => connection?.besides === 'p1');
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

  it('says once, in plain words, that she can go on without a connection and why there is none, and that the session is over', async () => {
    const desktop = fakeDesktop();
    const app = await appOf(async () => ({ phase: 'ready', desktop, signIn }));
    const connection = headerOf(app)?.querySelector('samspil-connection');
    expect(words(connection)).to.equal('Forbundet');
    desktop.host.setOnline(false);
    (desktop.connection.state as State<ConnectionState>).value = {
      isSwitchedOn: true,
      isDeviceOnline: false,
    };
    await waitUntil(() => words(connection).includes('Nye oplysninger fra EPJ kan ikke hentes imens'));
    expect(connection?.textContent?.trim()).to.equal('Enheden er ikke på nettet.');
    expect(words(connection?.shadowRoot?.querySelector('[role=status]'))).to.equal('Forbindelsen er afbrudt');
    await expect(app).to.be.accessible();
    desktop.host.setOnline(true);
    Object.assign(desktop.isLoginNeeded, { value: true });
    await waitUntil(() => words(connection).includes('Du er logget ud'));
    expect(words(connection?.shadowRoot?.querySelector('button'))).to.equal('Log ind igen');
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

describe('workplace-line-switch', () => {
  it('is a switch with a name, which follows what the simulator took', async () => {
    let isWilling = true;
    const connection = new Connection({
      connectionUrl: '/simulator/connection',
      fetch: async () => new Response('{}', { status: isWilling ? 200 : 500 }),
      onChange: () => undefined,
      network: new EventTarget(),
      isDeviceOnline: true,
    });
    const element = await fixture<WorkplaceLineSwitch>(
      html`<workplace-line-switch .connection=${connection} .locale=${'da'}></workplace-line-switch>`,
    );
    const button = element.renderRoot.querySelector('button');
    expect(button?.getAttribute('aria-checked')).to.equal('true');
    button?.click();
    await waitUntil(() => button?.getAttribute('aria-checked') === 'false');
    isWilling = false;
    button?.click();
    await waitUntil(() => words(element).includes('kunne ikke skiftes'));
    expect(button?.getAttribute('aria-checked')).to.equal('false');
    await expect(element).to.be.accessible();
  });
});

describe('the way out, in workplace-settings', () => {
  async function logoutOf(desktop: ReturnType<typeof fakeDesktop>) {
    let hasLeft = false;
    const element = await fixture<WorkplaceSettings>(
      html`<workplace-settings
        .desktop=${desktop}
        .preferences=${{ ...readPreferences(), locale: 'da' as const }}
        .clinician=${{ name: 'Sidsel Holm', role: 'Sygeplejerske', mayAdminister: false }}
        @workplace-logout=${() => (hasLeft = true)}
      ></workplace-settings>`,
    );
    element.renderRoot.querySelector<HTMLElement>('#menu')?.showPopover();
    const login = loginOf(element.renderRoot);
    await login?.updateComplete;
    login?.renderRoot.querySelector<HTMLButtonElement>('.out')?.click();
    const dialog = login?.renderRoot.querySelector('dialog');
    await waitUntil(() => hasLeft || dialog?.open);
    return { element, hasLeft: () => hasLeft, dialog, login };
  }

  it('says who is signed in, and leaves at once when nothing waits', async () => {
    const { element, hasLeft, dialog, login } = await logoutOf(fakeDesktop());
    expect(words(login)).to.contain('Logget ind som Sidsel Holm');
    expect(words(element)).to.contain('Sygeplejerske');
    expect(hasLeft()).to.equal(true);
    expect(dialog?.open).to.equal(false);
  });

  it('asks with count and names when something waits, sends first on request, and then lets go', async () => {
    const desktop = fakeDesktop();
    desktop.names.value = new Map([['p1', 'Søndervang, Else']]);
    desktop.waiting.push(receipt(), receipt({ id: 'r2' }));
    const { element, hasLeft, dialog } = await logoutOf(desktop);
    expect(dialog?.checkVisibility(), 'over the menu').to.equal(true);
    expect(words(dialog)).to.contain('2 registreringer').and.to.contain('Søndervang, Else');
    await expect(element).to.be.accessible();
    dialog?.querySelector<HTMLButtonElement>('.primary')?.click();
    expect(desktop.acts).to.deep.equal(['flush']);
    desktop.receive(receipt({ state: 'accepted' }));
    desktop.receive(receipt({ id: 'r2', state: 'accepted' }));
    await waitUntil(() => words(dialog).includes('Nu er alt sendt'));
    expect(hasLeft()).to.equal(false);
    dialog?.querySelector<HTMLButtonElement>('.leave')?.click();
    await waitUntil(hasLeft);
    expect(element.renderRoot.querySelector('#menu')?.matches(':popover-open')).to.equal(false);
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
