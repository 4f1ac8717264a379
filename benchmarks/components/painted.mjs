/**
 * Milliseconds from the beginning of some work until what it shows is on the screen: the next frame has been drawn when
 * the first task after it runs.
 */
export async function untilPainted(work) {
  const start = performance.now();
  work();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  return performance.now() - start;
}
