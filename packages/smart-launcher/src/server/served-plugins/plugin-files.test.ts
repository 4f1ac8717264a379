import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PluginFiles } from './plugin-files.ts';

let parent: string;
let files: PluginFiles;

before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'samspil-files-'));
  const [own, shared] = [join(parent, 'own'), join(parent, 'shared')];
  await mkdir(join(own, 'dist'), { recursive: true });
  await mkdir(join(own, '.git'));
  await mkdir(shared);
  // A folder whose name begins with that of the plugin's is another folder.
  await mkdir(join(parent, 'own-other'));
  await writeFile(join(own, 'index.html'), '<a href="%ORIGIN%/x">%ORIGIN% %FHIR_SERVER%</a>');
  await writeFile(join(own, 'dist', 'page.js'), 'const origin = "%ORIGIN%/";');
  await writeFile(join(own, 'samspil.js'), 'own');
  await writeFile(join(own, '.git', 'config'), 'secret');
  await writeFile(join(shared, 'samspil.js'), 'shared');
  await writeFile(join(shared, 'theme.css'), 'shared');
  for (const folder of [parent, join(parent, 'own-other')])
    await writeFile(join(folder, 'secret.json'), 'secret');
  await symlink(join(parent, 'secret.json'), join(own, 'link.json'));
  await symlink(join(own, 'samspil.js'), join(own, 'alias.js'));
  files = new PluginFiles([own, shared], {
    folderUrl: 'http://localhost:1/served/a/1.0.0/',
    origin: 'http://localhost:1/served/a/1.0.0',
    fhirServer: 'http://localhost:1/fhir',
  });
});

after(() => rm(parent, { recursive: true, force: true }));

const bodyOf = async (path: string) => (await files.find(path))?.body.toString();

test('the folder itself is its index.html, with the addresses in it filled in', async () => {
  const page = await files.find('');
  assert.equal(page?.type, 'text/html; charset=utf-8');
  assert.equal(
    page?.body,
    '<a href="http://localhost:1/served/a/1.0.0/x">http://localhost:1/served/a/1.0.0 http://localhost:1/fhir</a>',
  );
});

test('scripts go out byte for byte', async () => {
  assert.equal(await bodyOf('dist/page.js'), 'const origin = "%ORIGIN%/";');
});

test('files of the plugin’s own come before those that all plugins share', async () => {
  assert.deepEqual([await bodyOf('samspil.js'), await bodyOf('theme.css')], ['own', 'shared']);
});

test('a link within the folder is followed, one that leads out is not', async () => {
  assert.equal(await bodyOf('alias.js'), 'own');
  assert.equal(await files.find('link.json'), undefined);
});

for (const path of [
  '../secret.json',
  '..%2fsecret.json',
  '%2e%2e%2fsecret.json',
  'dist/../../secret.json',
  'dist%2f..%2f..%2fsecret.json',
  '../own-other/secret.json',
  '..\\secret.json',
  '..%5csecret.json',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '.git/config',
  '%2egit/config',
  'dist',
  'dist/',
  'missing.js',
  'samspil.js%00',
  '%zz',
])
  test(`nothing is found at ${path}`, async () => {
    assert.equal(await files.find(path), undefined);
  });
