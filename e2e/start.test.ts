import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Started {
  child: ChildProcess;
  lines: string[];
  url: string;
}

/** `npm start` as a user types it, in a process group of its own so that what it leaves behind can be counted. */
async function npmStart(args: readonly string[]): Promise<Started> {
  const child = spawn('npm', ['start', '--', '--port', '0', '--no-open', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [, url] = /^Samspil is ready: (http:\/\/localhost:\d+\/)$/.exec(line) ?? [];
    if (url) return { child, lines, url };
  }
  throw new Error(`npm start ended without being ready: ${lines.join('\n')}`);
}

/** Processes of the group that are still there. */
function groupMembers(leader: number): string[] {
  const table = execFileSync('ps', ['-eo', 'pgid=,pid=,args='], { encoding: 'utf8' });
  return table.split('\n').filter((row) => Number(row.trim().split(/\s+/)[0]) === leader);
}

/** Looks again and again, for ten seconds at the most. */
async function until(isTrue: () => boolean): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('still not so after ten seconds');
}

test('npm start prints one URL as its last line, serves workplace and FHIR there, and SIGTERM leaves nothing running', async () => {
  const { child, lines, url } = await npmStart(['--memory']);
  const leader = child.pid ?? 0;
  const exited = once(child, 'exit');
  try {
    assert.equal(lines.filter((line) => line.includes('http')).length, 1);
    const page = await fetch(url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    const metadata = (await (await fetch(`${url}fhir/metadata`)).json()) as { resourceType: string };
    assert.equal(metadata.resourceType, 'CapabilityStatement');
    const schema = (await (await fetch(`${url}manifest.schema.json`)).json()) as { title: string };
    assert.equal(schema.title, 'Samspil plugin manifest');
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
  // npm is gone at once; what it started notices within a moment.
  await until(() => groupMembers(leader).length === 0);
  await assert.rejects(fetch(url));
});

test('what was seeded survives a restart, and other data is never written over it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-data-'));
  try {
    for (let turn = 0; turn < 2; turn += 1) {
      const { child, url } = await npmStart(['--data', folder]);
      const exited = once(child, 'exit');
      const { status } = await fetch(`${url}fhir/metadata`);
      child.kill('SIGTERM');
      await exited;
      await until(() => groupMembers(child.pid ?? 0).length === 0);
      assert.equal(status, 200);
    }
    await assert.rejects(npmStart(['--data', folder, '--seed', '2']), /ended without being ready/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

for (const args of [['--patients', '3'], ['--nonsense'], ['--plugin', 'no-such-folder']]) {
  test(`npm start -- ${args.join(' ')} ends with exit code 2, a code and what is allowed`, () => {
    const { status, stderr } = execute(args);
    assert.equal(status, 2);
    assert.match(stderr, /^invalid-request: /m);
  });
}

function execute(args: readonly string[]): { status: number | null; stderr: string } {
  try {
    execFileSync(process.execPath, ['tools/start.mjs', '--memory', '--port', '0', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { status: 0, stderr: '' };
  } catch (error) {
    return error as { status: number | null; stderr: string };
  }
}
