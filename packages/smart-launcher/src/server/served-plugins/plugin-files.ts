import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** What a plugin's HTML and JSON leave open, since it is known only when the simulator runs. */
export interface Addresses {
  /** Where the folder is served, with a trailing slash. Stands for `%ORIGIN%/`. */
  folderUrl: string;
  /** Stands for `%ORIGIN%` alone. */
  origin: string;
  /** FHIR base URL. Stands for `%FHIR_SERVER%`. */
  fhirServer: string;
}

/** A file as it goes out. */
export interface PluginFile {
  readonly type: string;
  readonly body: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const TEXT = /\.(html|json)$/;

/** Puts addresses where a plugin's file left them open. */
export function fillIn(text: string, { folderUrl, origin, fhirServer }: Addresses): string {
  return text
    .replaceAll('%ORIGIN%/', folderUrl)
    .replaceAll('%ORIGIN%', origin)
    .replaceAll('%FHIR_SERVER%', fhirServer);
}

/**
 * The files that one plugin is served with: those of its own folder first, then those that every plugin may ask for,
 * such as `samspil.js`. Nothing outside of the two is ever read, by whatever spelling of `..` or by a link; and nothing
 * whose name begins with a dot, for there lie `.env` and `.git`.
 */
export class PluginFiles {
  readonly #folders: readonly string[];
  readonly #addresses: Addresses;

  /** @param folders the plugin's own, and those that all plugins share */
  constructor(folders: readonly string[], addresses: Addresses) {
    this.#folders = folders;
    this.#addresses = addresses;
  }

  /**
   * @param path below the plugin's address, percent-encoded as it came; empty is `index.html`
   * @returns undefined for what is not there, and for what is nobody's to see
   */
  async find(path: string): Promise<PluginFile | undefined> {
    const names = segmentsOf(path === '' ? 'index.html' : path);
    if (!names) return undefined;
    for (const folder of this.#folders) {
      const file = await fileIn(folder, names);
      if (file === undefined) continue;
      const body = await readFile(file);
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      return { type, body: TEXT.test(file) ? fillIn(body.toString('utf8'), this.#addresses) : body };
    }
    return undefined;
  }
}

/** The names along a path; undefined when one of them could lead elsewhere. */
function segmentsOf(path: string): string[] | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const names = decoded.split('/');
  return names.some((name) => name === '' || name.startsWith('.') || /[\\\0]/.test(name)) ? undefined : names;
}

/** The file behind links, if it lies in the folder behind links. */
async function fileIn(folder: string, names: readonly string[]): Promise<string | undefined> {
  try {
    const [base, file] = [await realpath(folder), await realpath(join(folder, ...names))];
    return file.startsWith(base + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
