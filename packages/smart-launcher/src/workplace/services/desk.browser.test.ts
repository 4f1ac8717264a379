import { expect, fixture, html } from '@open-wc/testing';
import { tokens } from '@samspil/components';
import type { PluginBadge, ShownQuestion } from '@samspil/sdk/host';
import '../define.ts';
import { words } from '../testing/fake-desktop.ts';
import { DesktopUi } from './desktop-ui.ts';
import type { WorkplaceNotices } from './workplace-notices.ts';
import type { WorkplaceQuestion } from './workplace-question.ts';
import type { WorkplaceToasts } from './workplace-toasts.ts';

if (tokens.styleSheet) document.adoptedStyleSheets.push(tokens.styleSheet);

const plugin: PluginBadge = { id: 'vitals', title: 'Målinger', publisher: 'Partner ApS' };

/** Timers that end when the test says so. */
function clock() {
  const waiting = new Map<() => void, number>();
  return {
    waiting,
    schedule: (delayMs: number, callback: () => void) => {
      waiting.set(callback, delayMs);
      return () => waiting.delete(callback);
    },
    run() {
      for (const callback of [...waiting.keys()]) {
        waiting.delete(callback);
        callback();
      }
    },
  };
}

const asks = (signal: AbortSignal, more: Partial<ShownQuestion> = {}): ShownQuestion => ({
  plugin,
  text: '<b>Overskrive?</b>',
  confirm: 'Overskriv',
  cancel: 'Behold',
  isDangerous: false,
  signal,
  ...more,
});

async function question(locale = 'da') {
  const ui = new DesktopUi(document);
  const time = clock();
  const element = await fixture<WorkplaceQuestion>(
    html`<workplace-question .ui=${ui} .locale=${locale} .schedule=${time.schedule}></workplace-question>`,
  );
  const dialog = element.shadowRoot?.querySelector('dialog');
  const buttons = () => [...(dialog?.querySelectorAll('button') ?? [])];
  return { ui, time, element, dialog, buttons };
}

async function toasts() {
  const ui = new DesktopUi(document);
  const time = clock();
  const element = await fixture<WorkplaceToasts>(
    html`<workplace-toasts .ui=${ui} .schedule=${time.schedule}></workplace-toasts>`,
  );
  const inSight = () =>
    [...(element.shadowRoot?.querySelectorAll('.notice') ?? [])].map((each) =>
      words(each.querySelector('.said')),
    );
  const notify = async (
    level: 'info' | 'success' | 'warning' | 'danger',
    text: string,
    until?: AbortSignal,
  ) => {
    ui.notify({ plugin, level, text, until });
    await element.updateComplete;
  };
  return { ui, time, element, inSight, notify };
}

describe('a question for a plugin', () => {
  it('is text with the plugin’s name, begins on no, and gives yes only after a moment', async () => {
    const { ui, time, element, dialog, buttons } = await question();
    const answer = ui.confirm(asks(new AbortController().signal));
    await element.updateComplete;
    expect(dialog?.matches(':modal')).to.equal(true);
    expect(words(dialog)).to.contain('Målinger fra Partner ApS').and.to.contain('<b>Overskrive?</b>');
    const [no, yes] = buttons();
    expect(element.shadowRoot?.activeElement).to.equal(no);
    yes?.click();
    expect(ui.question.value).to.exist;
    expect([...time.waiting.values()]).to.deep.equal([700]);
    time.run();
    await element.updateComplete;
    expect(yes?.getAttribute('aria-disabled')).to.equal('false');
    yes?.click();
    expect(await answer).to.equal(true);
    await element.updateComplete;
    expect(dialog?.open).to.equal(false);
  });

  it('goes when it is taken back, and the focus returns to where it was', async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>I journalen</button>`);
    const { ui, element, dialog } = await question();
    button.focus();
    const gone = new AbortController();
    const answer = ui.confirm(asks(gone.signal));
    await element.updateComplete;
    gone.abort();
    await element.updateComplete;
    expect(await answer).to.equal(false);
    expect(dialog?.open).to.equal(false);
    expect(document.activeElement).to.equal(button);
  });

  it('of the workplace’s own names the file in its own words', async () => {
    const { ui, element, dialog, buttons } = await question();
    const { signal } = new AbortController();
    const answer = ui.permit({ plugin, action: 'download', subject: 'a.csv', signal });
    await element.updateComplete;
    expect(words(dialog)).to.contain('Målinger vil gemme filen a.csv').and.to.contain('Gem filen');
    buttons()[0]?.click();
    expect(await answer).to.equal(false);
  });

  for (const locale of ['da', 'sv', 'en'])
    it(`has no accessibility violations in ${locale}`, async () => {
      const { ui, time, element } = await question(locale);
      void ui.confirm(asks(new AbortController().signal, { isDangerous: true }));
      await element.updateComplete;
      time.run();
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });
});

describe('notices of plugins', () => {
  it('of no danger leave after twelve seconds and stay in the list; warnings stay', async () => {
    const { ui, time, element, inSight, notify } = await toasts();
    await notify('success', 'Sendt');
    await notify('warning', 'Kontrollér');
    expect([...time.waiting.values()]).to.deep.equal([12_000]);
    expect(words(element.shadowRoot?.querySelector('[role=alert]'))).to.contain('Kontrollér');
    expect(words(element.shadowRoot?.querySelector('[role=status]'))).to.contain('Sendt');
    time.run();
    await element.updateComplete;
    expect(inSight()).to.deep.equal(['Kontrollér']);
    expect(ui.notices.value).to.have.length(2);
  });

  it('do not leave while somebody points at them or is in them; then the time begins anew', async () => {
    const { time, element, notify } = await toasts();
    await notify('info', 'Sendt');
    const list = element.shadowRoot?.querySelector('.toasts');
    list?.dispatchEvent(new PointerEvent('pointerenter'));
    expect(time.waiting.size).to.equal(0);
    await notify('info', 'Mere');
    expect(time.waiting.size).to.equal(0);
    list?.dispatchEvent(new PointerEvent('pointerleave'));
    expect([...time.waiting.values()]).to.deep.equal([12_000, 12_000]);
  });

  it('go with their patient', async () => {
    const { element, inSight, notify } = await toasts();
    const patient = new AbortController();
    await notify('danger', 'Kalium 6,5', patient.signal);
    await notify('info', 'Uden patient');
    patient.abort();
    await element.updateComplete;
    expect(inSight()).to.deep.equal(['Uden patient']);
  });

  it('are listed with the shortcuts of plugins, newest first, without accessibility violations', async () => {
    const ui = new DesktopUi(document);
    ui.notify({ plugin, level: 'info', text: 'Først', until: undefined });
    ui.notify({ plugin, level: 'danger', text: 'Sidst', until: undefined });
    ui.offerShortcuts([{ plugin, keys: 'Alt+g', label: 'Gem', press: () => undefined }]);
    const element = await fixture<WorkplaceNotices>(html`<workplace-notices .ui=${ui}></workplace-notices>`);
    element.shadowRoot?.querySelector<HTMLElement>('[popover]')?.showPopover();
    const said = [...(element.shadowRoot?.querySelectorAll('.said') ?? [])].map((each) => each.textContent);
    expect(said).to.deep.equal(['Sidst', 'Først']);
    expect(words(element.shadowRoot?.querySelector('.keys')))
      .to.contain('Gem Målinger fra Partner ApS')
      .and.to.contain('Alt+g');
    await expect(element).to.be.accessible();
  });
});
