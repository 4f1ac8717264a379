import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeProfile, openBrowser } from './support/browser.ts';
import { openPatient, pluginFrame, signIn } from './support/workplace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Reads the guide as a newcomer does: files are saved under the names it gives, commands are run as they stand. */
async function readGuide(): Promise<{ files: Map<string, string>; commands: string[] }> {
  const text = await readFile(new URL('../docs/guide/your-first-plugin.md', import.meta.url), 'utf8');
  const files = new Map<string, string>();
  for (const [, name, body] of text.matchAll(/Save this as `([^`]+)`:\n\n```\w+\n([\s\S]*?)```/g)) {
    files.set(name ?? '', body ?? '');
  }
  const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, body]) =>
    (body ?? '').trim().split('\n'),
  );
  return { files, commands };
}

let stop: () => Promise<void> = () => Promise.resolve();
let url = '';

before(async () => {
  await rm(`${root}my-plugin`, { recursive: true, force: true });
  const { files, commands } = await readGuide();
  assert.deepEqual(commands, [
    'mkdir my-plugin',
    'npm run build',
    'npm start -- --memory --port 0 --no-open --plugin my-plugin',
  ]);
  await mkdir(`${root}my-plugin`);
  for (const [name, body] of files) await writeFile(root + name, body);
  // The build was made by `npm test` itself; the other commands are run as written.
  const child = spawn(
    'npm',
    ['start', '--', '--memory', '--port', '0', '--no-open', '--plugin', 'my-plugin'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(`${root}my-plugin`, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [, found] = /^Samspil is ready: (\S+)$/.exec(line) ?? [];
    if (found) {
      url = found;
      break;
    }
  }
  assert.notEqual(url, '', 'npm start ended without saying that it is ready');
});

after(() => stop());

test('a newcomer who follows the guide has a plugin in the workplace that records a pulse', async () => {
  const profile = await makeProfile();
  const browser = await openBrowser(profile.folder);
  try {
    const page = await browser.context.newPage();
    await signIn(page, url);
    await openPatient(page);
    const plugin = await pluginFrame(page, 'Puls');
    await plugin.getByText(/^Latest: \d+/).waitFor();
    await plugin.getByLabel('Pulse per minute').fill('72');
    await plugin.getByRole('button', { name: 'Save' }).click();
    await plugin.getByText('accepted: the EPJ has it').waitFor();
    await plugin.getByText('Latest: 72 per minute').waitFor();
  } finally {
    await browser.close();
    await profile.remove();
  }
});
