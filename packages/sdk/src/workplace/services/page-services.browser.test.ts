import { assert } from '@open-wc/testing';
import { Lease } from '../../lease/lease.ts';
import { WritableSignal } from '../signal.ts';
import type { ClinicalContext } from '../types.ts';
import { pageServices } from './page-services.ts';

const question = { text: '<b>Overwrite?</b>', confirm: 'Overwrite', cancel: 'Keep' };
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
  for (const region of document.querySelectorAll('.samspil-notices')) region.remove();
});

function open() {
  const lease = new Lease('lease-1', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const context = new WritableSignal<ClinicalContext | undefined>({
    id: lease.id,
    ended: lease.ended,
  } as ClinicalContext);
  const services = pageServices(document, context);
  closers.push(() => services.close());
  return { ...services, lease };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );
const dialog = () => document.querySelector<HTMLDialogElement>('dialog.samspil-question');
const press = (text: string) =>
  [...(dialog()?.querySelectorAll('button') ?? [])].find((button) => button.textContent === text)?.click();

/** What the browser asks every listener before the page is left. */
const mayLeave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('the services of a page of its own', () => {
  it('are what a page can do by itself, and can() says so', async () => {
    const { ui, bus, can } = open();
    const all = [
      'dirty',
      'notify',
      'confirm',
      'open',
      'resize',
      'done',
      'overlay',
      'download',
      'print',
      'shortcuts',
      'bus',
      'drafts',
    ] as const;
    assert.deepEqual(all.filter(can), ['dirty', 'notify', 'confirm', 'download', 'print', 'shortcuts']);
    for (const attempt of [
      ui.open('trend'),
      ui.done(),
      ui.resize({ height: 100 }),
      ui.overlay.open({ title: 'x' }),
      bus.publish('x', 1),
    ])
      assert.equal(await codeOf(attempt), 'denied');
  });

  it('ask in a dialog, as text, beginning on the answer that changes nothing', async () => {
    const { ui } = open();
    const answer = ui.confirm(question);
    assert.equal(dialog()?.querySelector('p')?.textContent, '<b>Overwrite?</b>');
    assert.equal(document.activeElement?.textContent, 'Keep');
    assert.equal(await codeOf(ui.confirm(question)), 'too-many-requests');
    press('Overwrite');
    assert.equal(await answer, true);
    assert.equal(dialog(), null);
    const again = ui.confirm(question);
    dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }));
    dialog()?.close();
    assert.equal(await again, false);
  });

  it('take a question away with its patient, its signal or the connection', async () => {
    const { ui, lease, close } = open();
    const withdrawn = new AbortController();
    const first = codeOf(ui.confirm(question, { signal: withdrawn.signal }));
    withdrawn.abort(Object.assign(new Error('withdrawn'), { code: 'aborted' }));
    assert.equal(await first, 'aborted');
    const second = codeOf(ui.confirm(question));
    lease.end();
    assert.equal(await second, 'stale-context');
    assert.equal(await codeOf(ui.confirm(question)), 'stale-context');
    const other = open();
    const third = codeOf(other.ui.confirm(question));
    other.close();
    close();
    assert.equal(await third, 'closed');
    assert.equal(dialog(), null);
  });

  it('say notices in live regions, as text, until they are pressed or the patient goes', async () => {
    const { ui, lease } = open();
    await ui.notify({ level: 'info', text: '<img src=x>' });
    await ui.notify({ level: 'danger', text: 'Stop' });
    const [status, alert] = ['status', 'alert'].map((role) =>
      document.querySelector(`[role=${role}].samspil-notices`),
    );
    assert.equal(status?.textContent, '<img src=x>');
    assert.equal(alert?.textContent, 'Stop');
    alert?.querySelector('button')?.click();
    assert.equal(alert?.textContent, '');
    lease.end();
    assert.equal(status?.textContent, '');
  });

  it('keep the page from being left while something is dirty', () => {
    const { ui, lease } = open();
    assert.equal(mayLeave(), true);
    const [first, second] = [ui.dirty(), ui.dirty()];
    first.end();
    assert.equal(mayLeave(), false);
    second.end();
    assert.equal(mayLeave(), true);
    ui.dirty();
    lease.end();
    assert.equal(mayLeave(), true);
  });

  it('hand a file to the browser under its name', async () => {
    const { ui } = open();
    const clicked = new Promise<HTMLAnchorElement>((resolve) =>
      document.addEventListener(
        'click',
        (event) => {
          event.preventDefault();
          resolve(event.target as HTMLAnchorElement);
        },
        { once: true },
      ),
    );
    assert.equal(await ui.download({ name: 'values', mediaType: 'text/csv', data: 'a;b' }), true);
    const link = await clicked;
    assert.equal(link.download, 'values.csv');
    assert.equal(await (await fetch(link.href)).text(), 'a;b');
  });

  it('hear their shortcuts until they are ended', async () => {
    const { ui } = open();
    const heard: string[] = [];
    const token = await ui.shortcuts.register([{ keys: 'Alt+s', label: 'Save' }], (keys) => heard.push(keys));
    const key = (name: string) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key: name, altKey: true }));
    key('s');
    key('x');
    token.end();
    key('s');
    assert.deepEqual(heard, ['Alt+s']);
  });
});
