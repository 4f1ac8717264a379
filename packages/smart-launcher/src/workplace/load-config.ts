import { SamspilError } from '@samspil/sdk';
import type { WorkplaceConfig } from '../shared/workplace-config.ts';

/**
 * Reads `/config.json` of the server that gave us this page.
 *
 * @throws `network` when the server does not answer, `invalid-response` when the answer is no configuration
 */
export async function loadConfig(fetch: (url: string) => Promise<Response>): Promise<WorkplaceConfig> {
  let body: unknown;
  try {
    const response = await fetch('/config.json');
    body = response.ok ? await response.json() : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) throw notConfig();
    throw new SamspilError(
      'network',
      'The workplace could not read its configuration: is its server running?',
    );
  }
  if (!isConfig(body)) throw notConfig();
  return body;
}

function notConfig(): SamspilError {
  return new SamspilError(
    'invalid-response',
    'The answer of /config.json is no configuration of a workplace.',
  );
}

function isConfig(value: unknown): value is WorkplaceConfig {
  const { fhirBaseUrl, clientId, scope, plugins } = (value ?? {}) as Record<string, unknown>;
  const areTexts = [fhirBaseUrl, clientId, scope].every((text) => typeof text === 'string' && text !== '');
  return areTexts && Array.isArray(plugins) && plugins.every((url) => typeof url === 'string');
}
