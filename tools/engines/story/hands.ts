import type { OpenPage } from '../../faults/kills/run/browser.ts';
import { finder } from './finder.ts';
import type { Wanted } from './finder.ts';

/** A page or a frame in it. */
export type Surface = Pick<OpenPage, 'evaluate'>;

/** How long a person waits for something on a screen, on a machine with other work. */
const LONGEST_WAIT_MS = 60_000;
const LOOK_MS = 100;

/** Waits until it is seen. */
export async function see(surface: Surface, wanted: Wanted): Promise<void> {
  await until(`sees no ${wanted.role} "${wanted.name}"`, surface, finder('sees', wanted));
}

/** Presses it, as soon as it is there and can be pressed. A choice is made by pressing it. */
export async function press(surface: Surface, wanted: Wanted): Promise<void> {
  await until(`can not press the ${wanted.role} "${wanted.name}"`, surface, finder('press', wanted));
}

/** Writes into the field of a label, over what stands there. */
export async function fill(surface: Surface, name: string, text: string): Promise<void> {
  await until(
    `can not write into "${name}"`,
    surface,
    finder('fill', { role: 'field', name } satisfies Wanted, text),
  );
}

/** Presses a switch that stands otherwise, and waits until it stands so. */
export async function turn(surface: Surface, name: string, isOn: boolean): Promise<void> {
  const wanted: Wanted = { role: 'switch', name };
  await see(surface, wanted);
  const stands = `${finder('state', wanted)} === ${JSON.stringify(String(isOn))}`;
  if (!(await surface.evaluate<boolean>(stands))) await press(surface, wanted);
  await until(`the switch "${name}" does not turn`, surface, stands);
}

/** The frame of a title, once there is a page with a button in it. */
export async function enter(page: OpenPage, title: string): Promise<Surface> {
  return eventually(`sees no plugin "${title}"`, async () => {
    const address = await page.evaluate<string>(finder('frame', title));
    const frame = address === '' ? undefined : await page.frame(address);
    const isReady = await frame?.evaluate<boolean>(finder('sees', { role: 'button', name: '' }));
    return isReady ? frame : undefined;
  });
}

async function until(complaint: string, surface: Surface, expression: string): Promise<void> {
  await eventually(complaint, async () => (await surface.evaluate<boolean>(expression)) || undefined);
}

/** A page that is on its way to another one answers nothing: then the next look does. */
async function eventually<T>(complaint: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  let last = '';
  while (performance.now() < deadline) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = ` (${String(error)})`;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error(`The nurse ${complaint}${last}`);
}
