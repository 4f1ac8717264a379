/** What a page keeps, asked of the browser itself after its garbage was collected. */

/** @param {import('playwright-core').CDPSession} session */
export async function heapBytes(session) {
  // Twice: what a finalizer lets go is garbage only then.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** How many objects of this class are alive, also those that nothing on the page shows any more. */
export async function countAlive(session, className) {
  const group = 'count';
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${className}.prototype`,
    objectGroup: group,
  });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup: group,
  });
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: group });
  return length.value;
}
