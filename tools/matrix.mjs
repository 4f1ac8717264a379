/**
 * `npm run matrix [-- --evidence]`: element x what must be shown of it. A cell is filled from what is found in the sources,
 * tests, locale files and pages; `--evidence` prints where. Exits 1 while a cell is empty. It does not run the tests.
 */
import { COLUMNS, evidenceOf } from './matrix/evidence.mjs';
import { publicElements } from './manifest/public-elements.mjs';

const args = process.argv.slice(2);
if (args.length > 1 || (args.length === 1 && args[0] !== '--evidence')) {
  console.error('The matrix is printed, or with --evidence where each cell was found.');
  console.error('Allowed: npm run matrix, npm run matrix -- --evidence.');
  process.exit(2);
}
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
