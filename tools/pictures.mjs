/**
 * `npm run pictures` takes a picture of each element in two themes and three widths and compares it with the one that was
 * looked at and kept in `storybook/pictures`; `-- --update` keeps the new ones. What differs is written to
 * `storybook/pictures/differences`. `-- --only a,b` takes those elements alone, `--widths 390` those widths.
 */
import { installIfMissing } from './install.mjs';

const WIDTHS = [1440, 820, 390];
const USAGE = `Allowed: npm run pictures [-- --update] [--only element,element] [--widths ${WIDTHS.join(',')}].`;

const options = { update: false, only: undefined, widths: WIDTHS };
const args = process.argv.slice(2);
while (args.length > 0) {
  const name = args.shift();
  if (name === '--update') options.update = true;
  else if (name === '--only' && args[0]) options.only = args.shift().split(',');
  else if (name === '--widths' && args[0]) options.widths = args.shift().split(',').map(Number);
  else refuse(`"${name}" is not an option, or has no value.`);
}
if (options.widths.some((width) => !WIDTHS.includes(width)))
  refuse('There are pictures of three widths only.');

installIfMissing();
installIfMissing('tools/pictures', ['--ignore-scripts']);
const { names } = await import('./pictures/stories.mjs');
const unknown = options.only?.find((name) => !names().includes(name));
if (unknown) refuse(`No element with a story is called "${unknown}".`);
const { pictures } = await import('./pictures/pictures.mjs');
process.exit((await pictures(options)) ? 0 : 1);

function refuse(sentence) {
  console.error(sentence);
  console.error(USAGE);
  process.exit(2);
}
