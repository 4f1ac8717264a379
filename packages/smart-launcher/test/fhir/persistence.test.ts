import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { observation } from './resources.ts';
import { idsOf, nextLinkOf, startTestServer } from './test-server.ts';

test('records, versions, deletions and paging links survive a restart on a data folder', async (context) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'samspil-fhir-'));
  context.after(() => rm(dataDir, { recursive: true, force: true }));
  const first = await startTestServer({ database: { dataDir } });
  for (const id of ['a', 'b', 'c'])
    await first.call('PUT', `Observation/${id}`, { body: observation(id, 'p') });
  await first.call('PUT', 'Observation/a', { body: observation('a', 'p', { status: 'amended' }) });
  await first.call('DELETE', 'Observation/b');
  const next = nextLinkOf(await first.call('GET', 'Observation?patient=p&_count=1')) ?? '';
  await first.close();

  const second = await startTestServer({ database: { dataDir }, keep: true });
  try {
    assert.equal(await second.store.isEmpty(), false);
    assert.equal((await second.call('GET', 'Observation/a')).headers.get('etag'), 'W/"2"');
    assert.equal((await second.call('GET', 'Observation/a/_history/1')).body.status, 'final');
    assert.equal((await second.call('GET', 'Observation/b')).status, 410);
    assert.deepEqual(idsOf(await second.call('GET', `Observation${new URL(next).search}`)), ['a']);
    const updated = await second.call('PUT', 'Observation/a', { body: observation('a', 'p') });
    assert.equal(updated.headers.get('etag'), 'W/"3"');
  } finally {
    await second.close();
  }
});
