/**
 * One value changes in an element that is on the page: from the new data until it is laid out. Two peers, with the same
 * DOM and the same styles, alone in sight at the same place:
 *
 * - `update-of-one-value-vs-plain-lit`: a list of fifty problems, written by hand in plain Lit for exactly these records
 *   (`conditions-by-hand.mjs`) and given the same FHIR resources.
 * - `update-…-vs-twin`, beside it: each of five elements and its twin (`twin.mjs`), a template that is given the very words
 *   it is to show. Nothing is read, grouped, formatted or translated there, which no element of a hospital can do: it says
 *   how much of an update is not Lit's.
 *
 * The other elements on the page must not render: their renders are counted.
 */
import { figure } from '../support/figure.mjs';
import { openPage } from '../support/open-page.mjs';
import { rounds } from '../support/rounds.mjs';
import { servePage } from './serve-page.mjs';

/** @param {import('playwright-core').Browser} browser */
export async function measureUpdate(browser) {
  const site = await servePage('update-page');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const { bench } = await openPage(context, site.address);
    const tags = await bench('prepare');
    let others = 0;
    /** Each side goes from one state to the other, and back in the next round. */
    const alternating = (sides, tag) =>
      Object.fromEntries(
        sides.map((side) => {
          let turn = 0;
          const change = async () => {
            const found = await bench(side, tag, turn++ % 2);
            others += found.others;
            return found.ms;
          };
          return [side, change];
        }),
      );
    const list = await rounds(40, 10, alternating(['ours', 'byHand'], 'samspil-conditions'));
    figure('update-of-one-value-vs-plain-lit', list.ours / list.byHand, 'ratio', ['<=', 1.5]);
    for (const tag of tags) {
      const found = await rounds(30, 10, alternating(['ours', 'twins'], tag));
      figure(`update-${tag.slice('samspil-'.length)}-vs-twin`, found.ours / found.twins, 'ratio');
    }
    figure('renders-of-unrelated-elements', others, 'renders', ['<=', 0]);
  } finally {
    await context.close();
    await site.close();
  }
}
