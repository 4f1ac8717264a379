import { assert } from '@open-wc/testing';
import { serve } from '../../bridge/index.ts';
import type { ProbeReport } from '../../bridge/index.ts';
import { browserRuntime } from '../../runtime.ts';
import type { FrameEntry } from '../manifest/plugin-manifest.ts';
import { sandboxFor } from './assert-isolated.ts';
import type { IsolationReport } from './isolation-report.ts';
import { lookFromOutside } from './outside-view.ts';
import { IsolationSelfTest } from './self-test.ts';
import type { SelfTestOptions, TestedFrame } from './self-test.ts';

const PAGES = new URL('../../../test/browser/', import.meta.url);
const ended = new AbortController();
const frames: HTMLIFrameElement[] = [];

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
});

/** Time is real here; only the waiting for a quiet moment is left out. */
const selfTest = (options: Partial<SelfTestOptions> = {}) =>
  new IsolationSelfTest({
    runtime: {
      now: () => Date.now(),
      schedule: (delayMs, callback) => browserRuntime().schedule(delayMs === 2_000 ? 0 : delayMs, callback),
    },
    whenIdle: (callback) => callback(),
    ...options,
  });

interface Opened extends TestedFrame {
  /** How often it was asked to be busy, and for how long. */
  asked: number[];
}

async function openFrame(
  origin: 'opaque' | 'elsewhere' | 'here',
  { page = 'probed-plugin.html', sandbox }: { page?: string; sandbox?: string } = {},
): Promise<Opened> {
  const url = new URL(page, PAGES);
  if (origin === 'elsewhere') url.hostname = '127.0.0.1';
  // Not from here: the test runner's browser is told not to isolate sandboxed frames of its own site.
  if (origin === 'opaque') url.hostname = '127.0.0.2';
  const entry: FrameEntry = {
    mode: 'frame',
    url: url.href,
    origin: origin === 'opaque' ? 'opaque' : url.origin,
  };
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandbox ?? sandboxFor(entry));
  frame.src = url.href;
  frames.push(frame);
  const listening = new Promise<void>((resolve) => {
    window.addEventListener('message', function hear({ source, data }) {
      if (source !== frame.contentWindow || data !== 'listening') return;
      window.removeEventListener('message', hear);
      resolve();
    });
  });
  document.body.append(frame);
  await listening;
  const { port1, port2 } = new MessageChannel();
  let hearReport: (report: ProbeReport) => void = () => undefined;
  const served = serve(port1, {}, { runtime: browserRuntime(), onProbed: (report) => hearReport(report) });
  frame.contentWindow?.postMessage(null, '*', [port2]);
  const asked: number[] = [];
  return {
    frame,
    entry,
    ended: ended.signal,
    asked,
    probe(spinMs) {
      asked.push(spinMs);
      return new Promise((resolve) => {
        hearReport = resolve;
        served.probe(spinMs);
      });
    },
  };
}

const finding = (report: IsolationReport | undefined, check: string) =>
  report?.findings.find((found) => found.check === check);

describe('the isolation self-test', () => {
  it('grades an opaque frame that limits its connections A', async () => {
    const report = await selfTest().run(await openFrame('opaque', { page: 'probed-plugin-limited.html' }));
    assert.equal(report?.grade, 'A', JSON.stringify(report));
    // Measured, or known where this machine is too busy to measure anything.
    assert.equal(finding(report, 'process')?.verdict, 'good');
    assert.deepEqual(finding(report, 'storage'), { check: 'storage', verdict: 'good', evidence: 'told' });
  });

  it('grades a frame of another site that keeps storage and may connect anywhere B', async () => {
    const report = await selfTest().run(await openFrame('elsewhere'));
    assert.equal(report?.grade, 'B', JSON.stringify(report));
    // Measured, or known where this machine is too busy to measure anything.
    assert.equal(finding(report, 'process')?.verdict, 'good');
    assert.equal(finding(report, 'document')?.verdict, 'good');
    assert.equal(finding(report, 'connections')?.verdict, 'weak');
    assert.include(finding(report, 'storage')?.detail ?? '', 'indexedDB');
  });

  it('finds out that a frame of its own origin shares its process and its document, whoever let it in', async () => {
    const tested = await openFrame('here');
    const report = await selfTest().run(tested);
    assert.equal(report?.grade, 'F');
    assert.equal(finding(report, 'process')?.verdict, 'shared');
    assert.equal(finding(report, 'document')?.verdict, 'broken');
    // Asked again: what looked like a stall might have been work of the page.
    assert.deepEqual(tested.asked, [80, 80, 80]);
  });

  it('asks once for each origin, and looks at each frame', async () => {
    const test = selfTest();
    const [first, second] = [await openFrame('elsewhere'), await openFrame('elsewhere')];
    await test.run(first);
    const { length } = first.asked;
    await Promise.all([test.run(first), test.run(second)]);
    assert.equal(first.asked.length, length);
    assert.deepEqual(second.asked, []);
  });

  it('can leave the plugin alone, and then goes by what is known of the engine', async () => {
    const tested = await openFrame('elsewhere');
    const known = await selfTest({ stallProbe: false, engine: 'webkitgtk' }).run(tested);
    assert.deepEqual(tested.asked, [0]);
    assert.deepInclude(finding(known, 'process'), { verdict: 'shared', evidence: 'known' });
    assert.equal(known?.grade, 'C');
    const unheardOf = await selfTest({ stallProbe: false, engine: 'unheard-of' }).run(tested);
    assert.deepInclude(finding(unheardOf, 'process'), { verdict: 'weak', evidence: 'known' });
  });

  it('of a frame whose session ends says nothing, and asks the next one anew', async () => {
    const test = selfTest();
    const ending = new AbortController();
    const gone = await openFrame('elsewhere');
    const run = test.run({ ...gone, probe: () => new Promise(() => undefined), ended: ending.signal });
    ending.abort();
    assert.equal(await run, undefined);
    const next = await openFrame('elsewhere');
    assert.equal((await test.run(next))?.grade, 'B');
    assert.isAbove(next.asked.length, 0);
  });
});

describe('from outside', () => {
  const frameOf = (attributes: Record<string, string>) => {
    const frame = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    frame.src = new URL('elsewhere.html', PAGES).href.replace('localhost', '127.0.0.1');
    frames.push(frame);
    document.body.append(frame);
    return frame;
  };
  const verdict = (frame: HTMLIFrameElement, check: string) =>
    lookFromOutside(frame, 'cross-site').find((found) => found.check === check);

  it('a sandbox that lets the frame out is seen', () => {
    assert.equal(
      verdict(frameOf({ sandbox: 'allow-scripts allow-same-origin' }), 'sandbox')?.verdict,
      'good',
    );
    for (const token of ['allow-popups', 'allow-top-navigation', 'allow-modals', 'allow-downloads']) {
      const found = verdict(frameOf({ sandbox: `allow-scripts ${token}` }), 'sandbox');
      assert.deepEqual(found, { check: 'sandbox', verdict: 'broken', evidence: 'seen', detail: token });
    }
    assert.equal(verdict(frameOf({}), 'sandbox')?.verdict, 'broken');
    const [, opaque] = lookFromOutside(frameOf({ sandbox: 'allow-same-origin' }), 'opaque');
    assert.equal(opaque?.verdict, 'broken');
  });

  it('features that the site granted are no surplus', () => {
    assert.equal(verdict(frameOf({ sandbox: '', allow: '' }), 'features')?.verdict, 'good');
    assert.equal(
      verdict(frameOf({ sandbox: '', allow: 'camera *; microphone *' }), 'features')?.verdict,
      'good',
    );
  });
});
