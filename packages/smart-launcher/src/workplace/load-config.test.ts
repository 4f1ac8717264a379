import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSamspilError } from '@samspil/sdk';
import { loadConfig } from './load-config.ts';

const config = { fhirBaseUrl: 'http://localhost/fhir', clientId: 'w', scope: 'openid', plugins: [] };

const codeFrom = (fetch: () => Promise<Response>) =>
  loadConfig(fetch).then(
    () => 'loaded',
    (error: unknown) => (isSamspilError(error) ? error.code : 'other'),
  );

test('a configuration is taken as it is', async () => {
  assert.deepEqual(await loadConfig(async () => Response.json(config)), config);
});

test('a server that is away, a page in place of JSON and a wrong shape have codes of their own', async () => {
  assert.equal(await codeFrom(() => Promise.reject(new TypeError('fetch failed'))), 'network');
  assert.equal(await codeFrom(async () => new Response('<!doctype html>')), 'invalid-response');
  assert.equal(await codeFrom(async () => new Response('', { status: 503 })), 'invalid-response');
  assert.equal(await codeFrom(async () => Response.json({ ...config, plugins: 'all' })), 'invalid-response');
  assert.equal(await codeFrom(async () => Response.json(null)), 'invalid-response');
});
