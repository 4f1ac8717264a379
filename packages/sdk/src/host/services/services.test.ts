import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { contextOf, openServices } from '../../../test/served-plugins.ts';
import { CAPABILITIES } from '../../contract/capabilities.ts';
import type { Capability } from '../../contract/capabilities.ts';
import type {
  HostUi,
  OfferedShortcut,
  PermitRequest,
  ReadyFile,
  ShownNotice,
  ShownQuestion,
} from './index.ts';

const ALL: Capability[] = [...CAPABILITIES];
const code = (wanted: string) => ({ code: wanted });
let ended: (() => void)[] = [];

afterEach(() => {
  for (const end of ended) end();
  ended = [];
});

/** A workplace that writes down what it is asked for. `answer` is what its person says. */
function open(answer: boolean | Promise<boolean> = true, more: Partial<HostUi> = {}) {
  const notices: ShownNotice[] = [];
  const questions: ShownQuestion[] = [];
  const permits: PermitRequest[] = [];
  const files: ReadyFile[] = [];
  const printed: string[] = [];
  const finished: unknown[] = [];
  const opened: unknown[] = [];
  let shortcuts: readonly OfferedShortcut[] = [];
  const setup = openServices({
    notify: (notice) => notices.push(notice),
    async confirm(question) {
      questions.push(question);
      return answer;
    },
    async permit(request) {
      permits.push(request);
      return answer;
    },
    activities: [
      {
        name: 'trend',
        open(input) {
          opened.push(input);
          return { status: 'opened', result: 'shown' };
        },
      },
      { name: 'patient.list', isDisruptive: true, open: () => ({ status: 'opened' }) },
    ],
    done: (plugin, result) => finished.push([plugin.id, result]),
    download: (file) => void files.push(file),
    print: ({ title }) => void printed.push(title),
    offerShortcuts: (offered) => (shortcuts = offered),
    ...more,
  });
  ended.push(setup.close);
  return {
    ...setup,
    notices,
    questions,
    permits,
    files,
    printed,
    finished,
    opened,
    shortcuts: () => shortcuts,
  };
}

const never = new Promise<boolean>(() => undefined);
const asked = { text: 'Overwrite the values of 08:00?', confirm: 'Overwrite', cancel: 'Keep' };

test('a notice is shown as plain text with the name of the plugin and of who made it', async () => {
  const { plug, notices } = open();
  const { ui } = plug({ id: 'vitals', title: { en: 'Vital \u202Esigns' } }, { capabilities: ALL });
  await ui.notify({ level: 'success', text: ' Sent <b>3</b>\u200B values ' });
  const [notice] = notices;
  assert.equal(notice?.text, 'Sent <b>3</b> values');
  assert.deepEqual(notice?.plugin, { id: 'vitals', title: 'Vital signs', publisher: 'Partner' });
});

test('a plugin without a capability is denied it, also when it does not ask its own side', async () => {
  const { plug, notices } = open();
  const { ui, bus, call } = plug({ id: 'bare' });
  const json = { lease: null };
  for (const attempt of [
    () => ui.notify({ level: 'info', text: 'x' }),
    () => ui.confirm(asked),
    () => ui.open('trend'),
    () => ui.resize({ height: 100 }),
    () => ui.done(),
    () => ui.overlay.open({ title: 'x' }),
    () => ui.download({ name: 'x', mediaType: 'text/plain', data: 'x' }),
    () => ui.print({ title: 'x', blocks: [{ text: 'x' }] }),
    () => ui.shortcuts.register([], () => undefined),
    () => bus.publish('x', 1),
    () => call('ui.notify', { ...json, level: 'info', text: 'x' }),
    () => call('ui.dirty', { ...json, token: 'x' }),
    () => call('ui.confirm', { ...json, ...asked }),
    () => call('ui.open', { ...json, activity: 'trend' }),
    () => call('ui.download', { ...json, name: 'x', mediaType: 'text/plain', data: 'x' }),
    () => call('ui.print', { ...json, title: 'x', blocks: [{ text: 'x' }] }),
    () => call('bus.publish', { ...json, topic: 'x', message: 1 }),
  ])
    await assert.rejects(attempt, code('denied'));
  assert.throws(() => ui.dirty(), code('denied'));
  assert.throws(() => ui.autoResize({} as Element), code('denied'));
  assert.equal(notices.length, 0);
});

test('threat 15: very long texts, empty ones and what is no text are refused, never cut', async () => {
  const { plug, notices, questions } = open();
  const { call } = plug({ id: 'liar' }, { capabilities: ALL });
  const lease = null;
  for (const text of ['x'.repeat(301), 'x'.repeat(100_000), '\u202E', '', 7, { toString: 'x' }, ['x']])
    await assert.rejects(call('ui.notify', { lease, level: 'info', text }), code('protocol'));
  await assert.rejects(call('ui.notify', { lease, level: 'fatal', text: 'x' }), code('protocol'));
  await assert.rejects(call('ui.notify', { lease, level: 'info', text: 'x', html: '<b>' }), code('protocol'));
  for (const part of [{ text: 'x'.repeat(601) }, { confirm: 'x'.repeat(41) }, { cancel: '\n' }])
    await assert.rejects(call('ui.confirm', { lease, ...asked, ...part }), code('protocol'));
  assert.deepEqual([notices.length, questions.length], [0, 0]);
});

test('threat 15: notices come at most five a minute', async () => {
  const { plug, notices } = open();
  const { ui } = plug({ id: 'noisy' }, { capabilities: ALL });
  for (let n = 0; n < 5; n++) await ui.notify({ level: 'info', text: 'x' });
  await assert.rejects(ui.notify({ level: 'info', text: 'x' }), code('too-many-requests'));
  assert.equal(notices.length, 5);
});

test('a question gets its answer, and says what it is about', async () => {
  const { plug, questions, openPatient } = open();
  openPatient('a');
  const { ui } = plug({ id: 'vitals' }, { capabilities: ALL });
  assert.equal(await ui.confirm({ ...asked, danger: true }), true);
  assert.deepEqual(
    questions.map(({ text, confirm, cancel, isDangerous }) => ({ text, confirm, cancel, isDangerous })),
    [{ ...asked, isDangerous: true }],
  );
});

test('a question goes with its patient, with its plugin, and when the plugin takes it back', async () => {
  const { plug, questions, openPatient } = open(never);
  openPatient('a');
  const { ui } = plug({ id: 'vitals' }, { capabilities: ALL });
  const other = plug({ id: 'other' }, { capabilities: ALL });
  const first = assert.rejects(ui.confirm(asked), code('stale-context'));
  const waiting = assert.rejects(other.ui.confirm(asked), code('stale-context'));
  while (questions.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(ui.confirm(asked), code('too-many-requests'));
  const lease = openPatient('b');
  await Promise.all([first, waiting]);
  assert.ok(questions[0]?.signal.aborted);
  assert.equal(questions.length, 1, 'the second was never shown');

  for (const plugin of [other]) plugin.context.value = contextOf(lease);
  const back = new AbortController();
  const withdrawn = assert.rejects(other.ui.confirm(asked, { signal: back.signal }), code('aborted'));
  while (questions.length === 1) await new Promise((resolve) => setImmediate(resolve));
  back.abort();
  await withdrawn;
  const closed = assert.rejects(other.ui.confirm(asked), code('closed'));
  while (questions.length === 2) await new Promise((resolve) => setImmediate(resolve));
  other.leave();
  await closed;
  assert.ok(questions.every(({ signal }) => signal.aborted));
});

test('what is about the patient before is not shown: by the host, when the plugin has not heard yet', async () => {
  const { plug, notices, openPatient } = open();
  const before = openPatient('a');
  const { ui, context } = plug({ id: 'late' }, { capabilities: ALL });
  await ui.notify({ level: 'info', text: 'Potassium 6.5' });
  openPatient('b');
  assert.ok(notices[0]?.until?.aborted, 'and what is shown goes');
  // The plugin's own side believes that a is open: its lease ended at the host only.
  context.value = { ...contextOf(before), ended: new AbortController().signal };
  await assert.rejects(ui.notify({ level: 'info', text: 'Potassium 6.5' }), code('stale-context'));
  await assert.rejects(ui.confirm(asked), code('stale-context'));
  await assert.rejects(ui.done(), code('stale-context'));
  await assert.rejects(ui.download({ name: 'x', mediaType: 'text/plain', data: 'x' }), code('stale-context'));
  assert.equal(notices.length, 1);
});

test('dirty tokens count, give their reasons, and end with themselves, their patient or their page', async () => {
  const { plug, services, openPatient } = open();
  const lease = openPatient('a');
  const vitals = plug({ id: 'vitals' }, { capabilities: ALL });
  const notes = plug({ id: 'notes' }, { capabilities: ALL });
  const reasons = () => services.dirty.value.value.map(({ plugin, reasons: given }) => [plugin.id, given]);
  const sync = (plugin: typeof vitals) => plugin.call('ui.clean', { token: 'none' });
  const pulse = vitals.ui.dirty('Pulse');
  vitals.ui.dirty('Weight');
  vitals.ui.dirty('Weight');
  notes.ui.dirty();
  await Promise.all([sync(vitals), sync(notes)]);
  assert.deepEqual(reasons(), [
    ['vitals', ['Pulse', 'Weight']],
    ['notes', []],
  ]);
  pulse.end();
  pulse.end();
  await sync(vitals);
  assert.deepEqual(reasons(), [
    ['vitals', ['Weight']],
    ['notes', []],
  ]);
  notes.leave();
  assert.deepEqual(reasons(), [['vitals', ['Weight']]]);
  openPatient('b');
  assert.deepEqual(reasons(), []);
  assert.ok(lease.ended.aborted);
});

test('a dirty token is disposed of at the end of its block, where the platform has that word', () => {
  const { plug } = open();
  const { ui } = plug({ id: 'vitals' }, { capabilities: ALL });
  const token = ui.dirty();
  assert.equal(typeof token[Symbol.dispose ?? 'end'], 'function');
});

test('only activities that the manifest names are opened, with bounded plain arguments', async () => {
  const { plug, opened } = open();
  const { ui, call } = plug({ id: 'vitals', opens: ['trend', 'letter'] }, { capabilities: ALL });
  assert.deepEqual(await ui.open('trend', { code: '8867-4' }), { status: 'opened', result: 'shown' });
  assert.deepEqual(opened, [{ code: '8867-4' }]);
  assert.deepEqual(await ui.open('letter'), { status: 'unavailable' });
  await assert.rejects(ui.open('patient.list'), code('denied'));
  const lease = null;
  for (const input of [{ x: 'x'.repeat(17_000) }, ['x'], 'x', { when: new Date() }, { n: Number.NaN }])
    await assert.rejects(call('ui.open', { lease, activity: 'trend', arguments: input }), code('protocol'));
  await assert.rejects(call('ui.open', { lease, activity: 'javascript:alert(1)' }), code('protocol'));
  assert.equal(opened.length, 1);
});

test('threat 19: what leaves the chart is opened only when the person agrees', async () => {
  for (const answer of [true, false]) {
    const { plug, permits } = open(answer);
    const { ui } = plug({ id: 'vitals', opens: ['patient.list'] }, { capabilities: ALL });
    assert.deepEqual(await ui.open('patient.list'), { status: answer ? 'opened' : 'declined' });
    assert.deepEqual(
      permits.map(({ action, subject, plugin }) => [action, subject, plugin.id]),
      [['open', 'patient.list', 'vitals']],
    );
  }
});

test('a file is handed over under a safe name, and only when the person agrees', async () => {
  const { plug, files, permits } = open();
  const { ui } = plug({ id: 'vitals' }, { capabilities: ALL });
  const file = { name: '../values.csv.exe', mediaType: 'text/csv', data: 'a;b' } as const;
  assert.equal(await ui.download(file), true);
  assert.deepEqual(
    files.map(({ name, mediaType, data }) => ({ name, mediaType, data })),
    [{ name: 'values-csv-exe.csv', mediaType: 'text/csv', data: 'a;b' }],
  );
  assert.equal(permits[0]?.subject, 'values-csv-exe.csv');
  const refusing = open(false);
  const refused = refusing.plug({ id: 'vitals' }, { capabilities: ALL });
  assert.equal(await refused.ui.download(file), false);
  assert.equal(refusing.files.length, 0);
});

test('a file that could be run, or is not what it says, is refused before anybody is asked', async () => {
  const { plug, permits } = open();
  const { ui, call } = plug({ id: 'liar' }, { capabilities: ALL });
  for (const mediaType of [
    'text/html',
    'application/x-msdownload',
    'image/svg+xml',
    'application/javascript',
  ])
    await assert.rejects(
      call('ui.download', { lease: null, name: 'x', mediaType, data: 'x' }),
      code('protocol'),
    );
  await assert.rejects(
    ui.download({ name: 'x', mediaType: 'application/pdf', data: '<script>' }),
    code('rejected'),
  );
  await assert.rejects(
    call('ui.download', { lease: null, name: 'x', mediaType: 'text/plain', data: 'x'.repeat(1_100_000) }),
    code('protocol'),
  );
  assert.equal(permits.length, 0);
});

test('a page to print is made of texts; markup and other blocks are refused', async () => {
  const { plug, printed } = open();
  const { ui, call } = plug({ id: 'vitals' }, { capabilities: ALL });
  const blocks = [{ heading: 'NEWS2' }, { text: 'x' }, { columns: ['a'], rows: [['1']] }];
  assert.equal(await ui.print({ title: 'Vital signs', blocks }), true);
  assert.deepEqual(printed, ['Vital signs']);
  for (const bad of [[{ html: '<b>' }], [], [{ text: 'x', script: 'y' }], 'x'])
    await assert.rejects(call('ui.print', { lease: null, title: 'x', blocks: bad }), code('protocol'));
});

test('done closes the overlay and tells the workplace', async () => {
  const { plug, finished, openPatient } = open();
  openPatient('a');
  let isOpen = false;
  const openOverlay = ({ onClosed }: { onClosed: () => void }) => {
    isOpen = true;
    return () => {
      isOpen = false;
      onClosed();
    };
  };
  const { ui } = plug({ id: 'vitals' }, { capabilities: ALL, place: { openOverlay }, isFocused: () => true });
  const overlay = await ui.overlay.open({ title: 'Vital signs' });
  assert.ok(isOpen);
  await ui.done({ saved: 3 });
  await overlay.closed;
  assert.deepEqual([isOpen, finished], [false, [['vitals', { saved: 3 }]]]);
});

test('threat 15: an overlay opens only where the person is, one of an instance, and goes with the patient', async () => {
  const { plug, openPatient } = open();
  openPatient('a');
  const shown: string[] = [];
  const place = {
    openOverlay: ({ title, onClosed }: { title: string; onClosed: () => void }) => {
      shown.push(title);
      return () => {
        shown.splice(shown.indexOf(title), 1);
        onClosed();
      };
    },
  };
  const idle = plug({ id: 'idle' }, { capabilities: ALL, place });
  await assert.rejects(idle.ui.overlay.open({ title: 'Log in again' }), code('denied'));
  const used = plug({ id: 'used' }, { capabilities: ALL, place, isFocused: () => true });
  const first = await used.ui.overlay.open({ title: 'first' });
  const second = await used.ui.overlay.open({ title: 'second' });
  await first.closed;
  assert.deepEqual(shown, ['second']);
  openPatient('b');
  await second.closed;
  assert.deepEqual(shown, []);
});

test('an overlay opens where a tap has just brought the person, though word of the focus comes after the call', async () => {
  const { plug, openPatient } = open();
  openPatient('a');
  let shown = 0;
  const openOverlay = () => {
    shown += 1;
    return () => undefined;
  };
  let isFocused = false;
  const tapped = { capabilities: ALL, place: { openOverlay }, isFocused: () => isFocused };
  setTimeout(() => (isFocused = true), 60);
  await plug({ id: 'tapped' }, tapped).ui.overlay.open({ title: 'Vital signs' });
  assert.equal(shown, 1);
  isFocused = false;
  const late = plug({ id: 'late' }, tapped).ui.overlay.open({ title: 'Vital signs' });
  openPatient('b');
  isFocused = true;
  await assert.rejects(late, code('stale-context'));
  assert.equal(shown, 1, 'nothing is opened over the next patient');
});

test('a question comes after the focus of the tap that asked for it, and never for a patient who left meanwhile', async () => {
  const { plug, questions, openPatient } = open();
  openPatient('a');
  let isFocused = false;
  const { ui } = plug({ id: 'tapped' }, { capabilities: ALL, isFocused: () => isFocused });
  const first = ui.confirm(asked);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(questions.length, 0, 'it would lose the focus again');
  isFocused = true;
  await first;
  assert.equal(questions.length, 1);
  isFocused = false;
  const second = ui.confirm(asked);
  await new Promise((resolve) => setTimeout(resolve, 30));
  openPatient('b');
  await assert.rejects(second, code('stale-context'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(questions.length, 1);
});

test('a height is passed on to the place, within bounds', async () => {
  const heights: number[] = [];
  const { plug } = open();
  const { ui, call } = plug(
    { id: 'vitals' },
    { capabilities: ALL, place: { resize: (height) => heights.push(height) } },
  );
  await ui.resize({ height: 640 });
  for (const height of [0, -1, 1e9, Number.NaN, '640'])
    await assert.rejects(call('ui.resize', { height }), code('protocol'));
  assert.deepEqual(heights, [640]);
});

test('shortcuts are offered with the name of the plugin, pressed from the page, and go with it', async () => {
  const { plug, shortcuts } = open();
  const plugin = plug({ id: 'vitals' }, { capabilities: ALL });
  const pressed: string[] = [];
  const heard = new Promise<void>((resolve) => {
    void plugin.ui.shortcuts.register([{ keys: 'Alt+s', label: 'Save' }], (keys) => {
      pressed.push(keys);
      resolve();
    });
  });
  while (shortcuts().length === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    shortcuts().map(({ keys, label, plugin: { id } }) => [keys, label, id]),
    [['Alt+s', 'Save', 'vitals']],
  );
  shortcuts()[0]?.press();
  await heard;
  assert.deepEqual(pressed, ['Alt+s']);
  plugin.leave();
  assert.deepEqual(shortcuts(), []);
});

test('what types a character, what AltGr types and what the workplace uses is no shortcut of a plugin', async () => {
  const { plug, shortcuts } = open(true, { keys: [{ keys: 'Alt+p', run: () => undefined }] });
  const { ui } = plug({ id: 'logger' }, { capabilities: ALL });
  const register = (keys: string) => ui.shortcuts.register([{ keys, label: 'x' }], () => undefined);
  for (const keys of ['a', 'Shift+a', 'Ctrl+Alt+2', 'Tab', 'Escape', 'Enter', ' ', 'Alt+Tab', 'Alt+Ctrl+a'])
    await assert.rejects(register(keys), code('protocol'), keys);
  for (const keys of ['F6', 'Shift+F6', 'Ctrl+F6', 'Alt+p'])
    await assert.rejects(register(keys), code('denied'), keys);
  assert.equal(shortcuts().length, 0);
});

test('a key from a frame moves the focus or runs the workplace’s own; others, and those from where nobody is, are nothing', async () => {
  const heard: string[] = [];
  const { plug } = open(true, {
    keys: [{ keys: 'Alt+p', run: () => heard.push('Alt+p') }],
    moveFocus: (direction) => heard.push(direction),
  });
  const used = plug({ id: 'used' }, { isFocused: () => true });
  const idle = plug({ id: 'idle' });
  for (const keys of ['F6', 'Shift+F6', 'Alt+p', 'Alt+x', 'a', 'constructor', '__proto__'])
    for (const { call } of [used, idle]) await call('ui.key', { keys });
  assert.deepEqual(heard, ['next', 'previous', 'Alt+p']);
});

test('leaving the frame needs no capability', async () => {
  const heard: string[] = [];
  const { plug } = open(true, { moveFocus: (direction) => heard.push(direction) });
  const { ui } = plug({ id: 'bare' }, { isFocused: () => true });
  await ui.focusWorkplace();
  await ui.focusWorkplace('previous');
  assert.deepEqual(heard, ['next', 'previous']);
});
