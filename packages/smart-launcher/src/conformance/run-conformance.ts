import { isSamspilError } from '@samspil/sdk';
import { isFrameManifest, parseManifest } from '@samspil/sdk/host';
import type { FrameManifest, IsolationReport, PluginManifest } from '@samspil/sdk/host';
import type { Frame } from 'playwright-core';
import { checkAccessibility } from './check-accessibility.ts';
import { checkIsolation, refusedAsNotIsolated } from './check-isolation.ts';
import type { ConformanceReport, Finding } from './finding.ts';
import { failed, judged, passed, skipped } from './finding.ts';
import { openBench } from './open-bench.ts';
import type { OpenBench } from './open-bench.ts';
import { readManifest } from './read-manifest.ts';

const HANDSHAKE_MS = 5_000;
const PREPARE_MS = 2_000;
/** How long the plugin is left to itself after each step, to do what it does. */
const QUIET_MS = 700;

export interface ConformanceOptions {
  /** File or address. */
  manifest: string;
  /** Folder with the built bench. */
  benchFolder: string;
  /** Saves once, by what a person would do in the plugin's frame. Without it the offline check is only half. */
  save?: (frame: Frame) => Promise<void>;
}

/**
 * Puts a plugin into a workplace in memory and looks at what it does: the handshake, its isolation, the patient changing, the line
 * going, rights missing, its errors, its requests, its page at 320 px.
 *
 * @throws `not-found` for a missing manifest, browser or driver
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const given = await readManifest(options.manifest);
  let manifest: PluginManifest;
  try {
    manifest = parseManifest(given);
  } catch (error) {
    const { id, version } = (given ?? {}) as { id?: unknown; version?: unknown };
    const plugin = {
      id: typeof id === 'string' ? id : 'unknown',
      version: typeof version === 'string' ? version : '',
    };
    return report(plugin, [failed('manifest', faultsOf(error))]);
  }
  const findings: Finding[] = [passed('manifest', 'It fits the schema.')];
  if (!isFrameManifest(manifest))
    return report(manifest, [...findings, skipped('frame', 'Only plugins in a frame are run here.')]);
  const bench = await openBench(options.benchFolder);
  try {
    findings.push(...(await runInBench(bench, manifest, options)));
  } finally {
    await bench.close();
  }
  return report(manifest, findings);
}

async function runInBench(
  bench: OpenBench,
  manifest: FrameManifest,
  { save }: ConformanceOptions,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    const mounted = await bench.call<number | 'not-isolated'>('mount', manifest);
    if (mounted === 'not-isolated') return [refusedAsNotIsolated];
    const ms = Math.round(mounted);
    findings.push(
      judged(
        'handshake',
        `${ms} ms to the handshake.`,
        ms > HANDSHAKE_MS ? `It took ${ms} ms; it may take ${HANDSHAKE_MS}.` : undefined,
      ),
    );
  } catch (error) {
    return [
      failed(
        'handshake',
        `It never joined the workplace: ${messageOf(error)}. Does its page call connect()?`,
      ),
    ];
  }
  await quiet();
  findings.push(checkIsolation(manifest.entry, await bench.call<IsolationReport | undefined>('isolation')));
  findings.push(...(await layout(bench)));
  findings.push(...(await patientChange(bench)));
  findings.push(await offline(bench, save));
  const vitals = new Set(
    (await bench.look()).events.filter(({ kind }) => kind === 'vital').map(({ name }) => name),
  );
  findings.push(
    judged(
      'web-vitals',
      `Reported: ${[...vitals].join(', ')}.`,
      vitals.size === 0 ? 'None were reported: connect by the SDK, which measures them.' : undefined,
    ),
  );
  await bench.call('unmount');
  findings.push(await withoutRights(bench, manifest));
  findings.push(
    judged(
      'console',
      'No errors.',
      bench.observed.errors.length > 0
        ? `${bench.observed.errors.length} errors, the first: ${shortened(bench.observed.errors[0])}`
        : undefined,
    ),
  );
  findings.push(egress(bench, manifest));
  return findings;
}

async function layout(bench: OpenBench): Promise<Finding[]> {
  const frame = bench.frame();
  if (!frame) return [failed('layout', 'The frame is gone.')];
  const { scroll, client } = await frame.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  return [
    judged(
      'width-320',
      'Nothing is wider than 320 px.',
      scroll > client ? `The page is ${scroll} px wide in a place of ${client} px: let it wrap.` : undefined,
    ),
    await axeAlone(bench, frame),
  ];
}

/** What the page says while axe looks at it is axe's doing: it tries to load styles, which a good policy forbids. */
async function axeAlone(bench: OpenBench, frame: Frame): Promise<Finding> {
  const said = bench.observed.errors.length;
  const finding = await checkAccessibility(frame);
  bench.observed.errors.length = said;
  return finding;
}

async function patientChange(bench: OpenBench): Promise<Finding[]> {
  const before = (await bench.look()).events.length;
  const ms = Math.round(await bench.call<number>('changePatient', 'second'));
  await quiet();
  const { events, state } = await bench.look();
  const since = events.slice(before);
  const stale = since.filter(({ kind, code }) => kind === 'call' && code === 'stale-context');
  // The change that is asked about ends with its own event; a plugin that was silent is named there.
  const silent = since.some(({ kind, name }) => kind === 'context' && /without-answer/.test(name));
  return [
    judged(
      'prepare',
      `The patient changed after ${ms} ms.`,
      silent || ms >= PREPARE_MS
        ? `It did not answer within ${PREPARE_MS} ms when the patient was to change.`
        : undefined,
    ),
    judged(
      'follows-patient',
      'No call under the patient before.',
      state !== 'ready'
        ? `It is ${state} after the patient changed.`
        : stale.length > 0
          ? `${stale.length} calls went on under the patient before: take workplace.context anew at each change.`
          : undefined,
    ),
  ];
}

async function offline(bench: OpenBench, save: ConformanceOptions['save']): Promise<Finding> {
  await bench.call('setOnline', false);
  const frame = bench.frame();
  if (save && frame) await save(frame);
  await quiet();
  const { state, events } = await bench.look();
  const isStored = events.some(({ kind, name }) => kind === 'receipt' && name === 'stored');
  await bench.call('setOnline', true);
  if (state !== 'ready') return failed('offline', `It is ${state} without a line to the server.`);
  if (!save)
    return passed('offline', 'It stays up without a line. Give --save to see that a save is stored as well.');
  if (!isStored) return failed('offline', 'What was saved without a line was not stored.');
  await bench.call('settled');
  return passed('offline', 'It stays up without a line, and what was saved was stored and sent afterwards.');
}

async function withoutRights(bench: OpenBench, manifest: FrameManifest): Promise<Finding> {
  try {
    await bench.call('mount', manifest, '');
    await quiet();
    const { state } = await bench.look();
    return judged(
      'without-rights',
      'It stays up when everything is denied.',
      state === 'ready'
        ? undefined
        : `It is ${state} when everything is denied: ask can() and expect "denied".`,
    );
  } catch (error) {
    return failed('without-rights', `It does not come up when everything is denied: ${messageOf(error)}.`);
  } finally {
    await bench.call('unmount');
  }
}

function egress(bench: OpenBench, { entry, egress: declared = [] }: FrameManifest): Finding {
  const allowed = new Set([new URL(entry.url).origin, ...declared]);
  const astray = [...bench.observed.origins].filter((origin) => !allowed.has(origin));
  return judged(
    'egress',
    'It asks only for what its manifest names.',
    astray.length > 0 ? `It asks for ${astray.join(', ')}: name it under egress, or leave it.` : undefined,
  );
}

function report(
  { id, version }: { id: string; version: string },
  findings: readonly Finding[],
): ConformanceReport {
  return { plugin: { id, version }, passed: findings.every(({ outcome }) => outcome !== 'failed'), findings };
}

function faultsOf(error: unknown): string {
  const { faults = [] } = error as { faults?: readonly { path: string; fault: string }[] };
  return faults.length > 0
    ? faults.map(({ path, fault }) => `${path} ${fault}`).join('; ')
    : messageOf(error);
}

function messageOf(error: unknown): string {
  if (isSamspilError(error)) return error.code;
  return shortened(error instanceof Error ? error.message : String(error));
}

function shortened(text = ''): string {
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}
