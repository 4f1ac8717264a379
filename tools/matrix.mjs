/**
 * `npm run matrix [-- --evidence | --rules]`: element x what must be shown of it. A cell is filled from what is found in the sources,
 * tests, locale files and pages; `--evidence` prints where. `--rules`: the rules of display by id, and which tests name them.
 * Exits 1 while a cell is empty, or a rule that applies has no test. It does not run the tests.
 */
import { namedRules, RULES, untested } from './matrix/display-rules.mjs';
import { COLUMNS, evidenceOf } from './matrix/evidence.mjs';
import { publicElements } from './manifest/public-elements.mjs';

const args = process.argv.slice(2);
if (args.length > 1 || !['--evidence', '--rules', undefined].includes(args[0])) {
  console.error(
    'The matrix is printed, with --evidence where each cell was found; with --rules the rules of display.',
  );
  console.error('Allowed: npm run matrix, npm run matrix -- --evidence, npm run matrix -- --rules.');
  process.exit(2);
}
if (args[0] === '--rules') await printRules();
const rows = publicElements().map((element) => ({ tag: element.tag, found: evidenceOf(element) }));
const width = Math.max(...rows.map(({ tag }) => tag.length));
console.log(['element'.padEnd(width), ...COLUMNS].join('  '));
for (const { tag, found } of rows) {
  const cells = COLUMNS.map((column) => (found[column] ? 'ok' : '-').padEnd(column.length));
  console.log([tag.padEnd(width), ...cells].join('  ').trimEnd());
  if (args.length === 0) continue;
  for (const column of COLUMNS) console.log(`    ${column}: ${found[column] ?? '-'}`);
}
const empty = rows.flatMap(({ tag, found }) =>
  COLUMNS.filter((column) => !found[column]).map((column) => `${tag}: ${column}`),
);
console.log(`${rows.length} elements, ${empty.length} empty cells`);
process.exit(empty.length === 0 ? 0 : 1);

async function printRules() {
  const named = await namedRules();
  for (const [element, ids] of Object.entries(RULES.applies)) {
    console.log(`samspil-${element}`);
    for (const id of ids) console.log(`    ${id}: ${named.get(id)?.join(', ') ?? '-'}`);
  }
  console.log('apply to no element');
  for (const [id, reason] of Object.entries(RULES.without)) console.log(`    ${id}: ${reason}`);
  const open = untested(named);
  const n = Object.values(RULES.applies).flat().length;
  console.log(
    `${n} rules apply, ${open.length} without a test: ${open.map(({ id }) => id).join(' ') || 'none'}`,
  );
  process.exit(open.length === 0 ? 0 : 1);
}
