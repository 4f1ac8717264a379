/**
 * The Bundle that an app prepares for a save. It is the transaction that our outbox sends, without what the outbox adds to
 * make repeats harmless: no `ifNoneExist`, no ids chosen by the client, no Provenance. The operation identifier is in it
 * for the server's journal to count by; nobody asks the server for it.
 */
import { withMark } from '../../../packages/sdk/src/offline/write/operation-mark.ts';

/** Records that this page changed and has not seen since: nobody knows the version that a further change will meet. */
const changed = new Set();

/** @param {import('@samspil/sdk/offline').WriteRequest} write */
export function preparedBundle({ operationId, resources }) {
  const counts = new Map();
  const entry = resources.map((resource) => {
    const {
      resourceType,
      meta: { versionId, lastUpdated: _lastUpdated, ...meta } = {},
      ...content
    } = resource;
    const count = (counts.get(resourceType) ?? 0) + 1;
    counts.set(resourceType, count);
    const mark = count === 1 ? operationId : `${operationId}.${count}`;
    const isNew = versionId === undefined;
    const marked = withMark({ resourceType, ...content, meta }, mark, isNew);
    if (!isNew) return { resource: marked, request: changeOf(`${resourceType}/${content.id}`, versionId) };
    const { id, ...unnamed } = marked;
    return { ...(id && { fullUrl: id }), resource: unnamed, request: { method: 'POST', url: resourceType } };
  });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function changeOf(reference, versionId) {
  const isFirst = !changed.has(reference);
  changed.add(reference);
  return { method: 'PUT', url: reference, ...(isFirst && { ifMatch: `W/"${versionId}"` }) };
}
