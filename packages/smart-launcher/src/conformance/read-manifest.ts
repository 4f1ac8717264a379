import { SamspilError } from '@samspil/sdk';
import { readFile } from 'node:fs/promises';

/** @throws `not-found`, `invalid-manifest` for what is no JSON */
export async function readManifest(place: string): Promise<unknown> {
  const text = /^https?:\/\//.test(place)
    ? await fetched(place)
    : await readFile(place, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new SamspilError(
      'not-found',
      `There is no manifest at ${place}. Give --manifest a file or an address.`,
    );
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SamspilError('invalid-manifest', 'What lies there is not JSON.');
  }
}

async function fetched(url: string): Promise<string | undefined> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ? response.text() : undefined;
}
