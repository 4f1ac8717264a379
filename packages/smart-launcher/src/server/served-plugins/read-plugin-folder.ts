import { isSamspilError, SamspilError, ValidationError } from '@samspil/sdk';
import { parseManifest } from '@samspil/sdk/host';
import type { FrameManifest, PluginManifest } from '@samspil/sdk/host';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fillIn } from './plugin-files.ts';
import type { Addresses } from './plugin-files.ts';

/** A manifest in a plugin's folder. */
export interface FoundManifest {
  /** Its path in the folder, such as `manifest.json`. */
  readonly name: string;
  /** Read with a stand-in for every address: where it is served is not settled yet. */
  readonly manifest: PluginManifest;
  /** The same with its addresses. */
  readonly at: (addresses: Addresses) => PluginManifest;
}

/** A folder that `--plugin` named, looked through before anything is served. */
export interface PluginFolder {
  /** Absolute. */
  readonly path: string;
  /** That of `manifest.json` first. */
  readonly manifests: readonly FoundManifest[];
}

const STAND_IN = 'http://plugin.example';
const ADDRESSES = { folderUrl: `${STAND_IN}/`, origin: STAND_IN, fhirServer: 'http://fhir.example' };

/**
 * Reads the manifests of a plugin's folder: `manifest.json`, and those that a build left in `dist`, named
 * `manifest.….json`: of the same plugin run in another way.
 *
 * @throws `invalid-request` when the folder has no `manifest.json`
 * @throws `invalid-manifest` with the file and the path of each fault
 */
export async function readPluginFolder(folder: string): Promise<PluginFolder> {
  const path = resolve(folder);
  const built = (await readdir(join(path, 'dist')).catch(() => []))
    .filter((name) => /^manifest\.[\w-]+\.json$/.test(name))
    .map((name) => `dist/${name}`);
  const manifests = await Promise.all(['manifest.json', ...built].map((name) => readManifest(folder, name)));
  return { path, manifests };
}

/** Whether the workplace itself serves it: only what has no origin may come from the workplace's own server. */
export function isOpaque(manifest: PluginManifest): manifest is FrameManifest {
  return manifest.entry.mode === 'frame' && manifest.entry.origin === 'opaque';
}

async function readManifest(folder: string, name: string): Promise<FoundManifest> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SamspilError(
      'invalid-request',
      `--plugin takes a folder that holds a manifest.json; ${folder} does not.`,
    );
  });
  const at = (addresses: Addresses) => parseManifest(parseJson(fillIn(text, addresses)));
  try {
    const manifest = at(ADDRESSES);
    if (isOpaque(manifest) && !manifest.entry.url.startsWith(`${STAND_IN}/`)) throw notInFolder();
    return { name, manifest, at };
  } catch (error) {
    if (!isSamspilError(error)) throw error;
    const faults = 'faults' in error ? error.faults : [];
    throw new ValidationError('invalid-manifest', `${file}: ${error.message}`, faults, { cause: error });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ValidationError('invalid-manifest', 'This is not JSON: correct it.', [
      { path: '', fault: 'is not JSON' },
    ]);
  }
}

/** The policy that confines an opaque plugin stands in the answer with its page, so that page has to be ours to give. */
function notInFolder(): ValidationError {
  return new ValidationError(
    'invalid-manifest',
    'The workplace serves an opaque plugin itself: begin entry.url with %ORIGIN%/, which stands for this folder.',
    [{ path: 'entry.url', fault: 'does not begin with %ORIGIN%/' }],
  );
}
