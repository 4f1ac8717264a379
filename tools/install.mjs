/** Installs what is missing, once: used by the commands that must work in a fresh clone. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Samspil needs Node 20.19 or later; this is ${process.version}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

/**
 * Runs `npm ci` in `folder` when its modules are absent or belong to another lockfile.
 * @param {string} folder relative to the root
 * @param {string[]} flags
 */
export function installIfMissing(folder = '.', flags = []) {
  const at = (file) => new URL(`../${folder}/${file}`, import.meta.url);
  const [wanted, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    existsSync(at(file)) ? JSON.parse(readFileSync(at(file), 'utf8')).packages : undefined,
  );
  if (installed && Object.keys(wanted).every((name) => isInstalled(name, wanted[name], installed[name])))
    return;
  console.log(`Installing packages (${folder === '.' ? 'once' : folder}) …`);
  const { status } = spawnSync(npm(), ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags], {
    cwd: fileURLToPath(at('.')),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed. Is a package registry reachable? Try "npm ci" by hand to see more.');
    process.exit(1);
  }
}

/** Optional packages of other platforms are rightly absent; the root itself is not in the installed list. */
function isInstalled(name, wanted, installed) {
  if (
    name === '' ||
    wanted.optional ||
    wanted.devOptional ||
    wanted.link ||
    wanted.peer ||
    !name.includes('node_modules/')
  )
    return true;
  return installed?.version === wanted.version;
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
