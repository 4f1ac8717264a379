/** Opens a page of the measurements, and calls what it offers. */
export async function openPage(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  page.on('pageerror', (error) => console.error(error));
  await page.goto(address);
  await page.waitForFunction(() => globalThis.bench);
  const bench = (name, ...given) =>
    page.evaluate(([act, list]) => globalThis.bench[act](...list), [name, given]);
  return { page, bench };
}
