import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ContextOutcome, Hold, NextContext } from '@samspil/sdk/host';
import '../../define/context-guard.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, words } from '../../testing/expect-accessible.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import type { SamspilContextGuard } from './context-guard.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const hold = (changes: Partial<Hold> = {}): Hold => ({
  plugin: 'dk.partner.vitals',
  instance: 'i1',
  name: 'Målinger ved sengen',
  reason: 'Fem målinger er ikke gemt',
  ...changes,
});

async function guarded(locale = 'da', delayMs = 0) {
  const host = new FakeHost([], locale);
  const element = await fixture<SamspilContextGuard>(
    html`<samspil-context-guard .host=${host} .delayMs=${delayMs}></samspil-context-guard>`,
  );
  const ask = async (holds = [hold()], next: NextContext = 'patient') => {
    const over = new AbortController();
    const decision = host.decider?.decideHolds(holds, over.signal, next);
    await element.updateComplete;
    return { decision, over };
  };
  const part = <E extends HTMLElement = HTMLElement>(selector: string) =>
    element.renderRoot.querySelector<E>(selector) as E;
  const isOpen = () => part<HTMLDialogElement>('dialog').open;
  return { host, element, ask, part, isOpen };
}

const tell = (host: FakeHost, status: ContextOutcome['status'], answers: ContextOutcome['plugins']) =>
  host.decider?.tellOutcome?.(
    { status, context: undefined, plugins: answers },
    new Map([['i1', 'Målinger ved sengen']]),
  );

describe('samspil-context-guard', () => {
  it('stands by its host while it is on the page, and no longer', async () => {
    const { host, element } = await guarded();
    expect(host.decider).to.equal(element);
    element.remove();
    expect(host.decider).to.equal(undefined);
  });

  it('says who holds and why, and stays when the clinician says so', async () => {
    const { ask, part, isOpen } = await guarded();
    const { decision } = await ask();
    expect(isOpen()).to.equal(true);
    expect(words(part('dialog')))
      .to.contain('Skift patient?')
      .and.to.contain('Målinger ved sengen har noget, der ikke er gemt')
      .and.to.contain('Fem målinger er ikke gemt')
      .and.to.contain('Vælger du ikke, bliver du hos patienten');
    part('.stay').click();
    expect(await decision).to.equal('stay');
    await waitUntil(() => !isOpen());
  });

  it('begins at the safe button; Escape stays too', async () => {
    const { ask, part, element, isOpen } = await guarded();
    const { decision } = await ask();
    expect(element.shadowRoot?.activeElement).to.equal(part('.stay'));
    part('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(await decision).to.equal('stay');
    await waitUntil(() => !isOpen());
  });

  it('is modal: the page behind it cannot be reached', async () => {
    const { ask, part } = await guarded();
    const outside = await fixture<HTMLButtonElement>(html`<button>Bag ved</button>`);
    const { decision } = await ask();
    expect(part('dialog').matches(':modal')).to.equal(true);
    outside.focus();
    expect(document.activeElement).not.to.equal(outside);
    part('.stay').click();
    await decision;
  });

  it('threat 7: leaves the dangerous button dead for a moment, so that a click meant for the page cannot hit it', async () => {
    const { ask, part } = await guarded('da', 60_000);
    const { decision, over } = await ask();
    expect(part<HTMLButtonElement>('.go').disabled).to.equal(true);
    part('.go').click();
    let isDecided = false;
    void decision?.then(() => (isDecided = true));
    await aTimeout(0);
    expect(isDecided).to.equal(false);
    over.abort();
    expect(await decision).to.equal('stay');
  });

  it('goes on when the clinician overrules, once the button is alive', async () => {
    const { ask, part } = await guarded();
    const { decision } = await ask();
    await waitUntil(() => !part<HTMLButtonElement>('.go').disabled);
    part('.go').click();
    expect(await decision).to.equal('overrule');
  });

  it('goes away by itself when its answer is not wanted any more', async () => {
    const { ask, isOpen } = await guarded();
    const { decision, over } = await ask();
    over.abort();
    expect(await decision).to.equal('stay');
    await waitUntil(() => !isOpen());
  });

  it('without a connection asks the same, takes either answer, and claims of a draft that it is kept, not that it was sent', async () => {
    const { host, element, ask, part, isOpen } = await guarded();
    host.online.value = false;
    const stays = await ask();
    part('.stay').click();
    expect(await stays.decision).to.equal('stay');
    await waitUntil(() => !isOpen());
    const goes = await ask();
    expect(words(part('dialog'))).to.contain('Målinger ved sengen har noget, der ikke er gemt');
    await waitUntil(() => !part<HTMLButtonElement>('.go').disabled);
    part('.go').click();
    expect(await goes.decision).to.equal('overrule');
    tell(host, 'changed', [{ plugin: 'dk.partner.vitals', instance: 'i1', answer: 'parked' }]);
    await element.updateComplete;
    expect(words(part('.notices')))
      .to.contain('Målinger ved sengen: kladden er gemt')
      .and.not.to.match(/sendt|modtaget|EPJ/i);
  });

  it('shows what a plugin says as text and nothing else', async () => {
    const { ask, part } = await guarded();
    const { over } = await ask([
      hold({ name: '<b>Systemet</b>', reason: '<img src=x onerror="alert(1)"> <button>Log ind</button>' }),
    ]);
    expect(words(part('dialog')))
      .to.contain('<b>Systemet</b>')
      .and.to.contain('<button>Log ind</button>');
    expect(part('dialog').querySelectorAll('img, b').length).to.equal(0);
    expect(part('dialog').querySelectorAll('button').length).to.equal(2);
    over.abort();
  });

  it('says when a draft could not be kept, and why', async () => {
    const { ask, part } = await guarded();
    const { reason: _none, ...without } = hold();
    const { over } = await ask([{ ...without, code: 'storage-full' }]);
    expect(words(part('dialog')))
      .to.contain('ikke kunne gemmes som kladde')
      .and.to.contain('fuld');
    over.abort();
  });

  it('has words for every kind of change, in every language', async () => {
    for (const locale of locales) {
      const { ask, part } = await guarded(locale);
      for (const next of ['patient', 'none', 'logout', 'restart', 'close'] as const) {
        const { over } = await ask([hold()], next);
        expect(words(part('dialog')), `${locale} ${next}`).not.to.match(/guard\.|\{/);
        over.abort();
      }
    }
  });

  it('says afterwards what was kept and what was not, until it is taken away', async () => {
    const { host, element, part } = await guarded();
    const answer = { plugin: 'dk.partner.vitals', instance: 'i1' };
    tell(host, 'forced', [
      { ...answer, answer: 'parked' },
      { plugin: 'other', instance: 'i2', answer: 'parked-without-answer' },
      { plugin: 'third', instance: 'i3', answer: 'ready' },
    ]);
    await element.updateComplete;
    const kinds = () =>
      [...part('.notices').querySelectorAll<HTMLElement>('.notice')].map(({ dataset }) => dataset['kind']);
    expect(kinds()).to.deep.equal(['parked', 'parkedWithoutAnswer']);
    expect(words(part('.notices'))).to.contain('Målinger ved sengen: kladden er gemt');
    part('.notices').querySelector<HTMLElement>('button')?.click();
    await element.updateComplete;
    expect(kinds()).to.deep.equal(['parkedWithoutAnswer']);
    tell(host, 'cancelled', []);
    await element.updateComplete;
    expect(words(part('.notices'))).to.contain('Du er fortsat hos patienten');
  });

  for (const locale of ['da', 'sv', 'en'])
    it(`is accessible with dialog and notices in ${locale}, also on a screen of 320 pixels`, async () => {
      const { host, element, ask, part } = await guarded(locale);
      tell(host, 'changed', [{ plugin: 'p', instance: 'i1', answer: 'parked' }]);
      await element.updateComplete;
      await expectAccessible(element);
      const { over } = await ask([hold({ reason: 'Uafsluttet'.repeat(12) }), hold({ instance: 'i2' })]);
      await waitUntil(() => !part<HTMLButtonElement>('.go').disabled);
      await expectAccessible(element);
      element.renderRoot.querySelector('dialog')?.style.setProperty('width', '296px');
      const dialog = part('dialog');
      expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
      for (const button of dialog.querySelectorAll('button')) expect(button.offsetHeight).to.be.at.least(44);
      over.abort();
    });
});
