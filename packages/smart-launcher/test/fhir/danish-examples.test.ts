import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { idsOf, startTestServer, type TestServer } from './test-server.ts';

const FOLDER = new URL('../fixtures/dk-core/', import.meta.url);
const examples = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Resource,
);

describe('examples of DK Core', () => {
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  after(async () => {
    assert.deepEqual(server.faults, []);
    await server.close();
  });

  for (const example of examples) {
    test(`${example.resourceType}/${example.id} is taken, and comes back as it was`, async () => {
      const path = `${example.resourceType}/${example.id}`;
      assert.equal((await server.call('PUT', path, { body: example })).status, 201);
      const { body } = await server.call('GET', path);
      const { versionId: _version, lastUpdated: _updated, ...meta } = body.meta;
      assert.deepEqual({ ...body, meta }, { ...example, meta: example.meta ?? {} });
    });
  }

  test('each is found by its id among its type', async () => {
    for (const { resourceType, id } of examples) {
      assert.deepEqual(idsOf(await server.call('GET', `${resourceType}?_id=${id}`)), [id]);
    }
  });
});
