/** Every measurement of this folder is printed the same way, and a figure short of its bar ends the process with 1. */
const COMPARE = { '<=': (a, b) => a <= b, '>=': (a, b) => a >= b };

/**
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {[comparison: '<=' | '>=', bar: number]} [bar] absent for what is printed beside, for comparison
 */
export function figure(name, value, unit, bar) {
  const shown = Number(value.toPrecision(4));
  if (!bar) return console.log(`figure: ${name} ${shown} ${unit} (bar none) ok`);
  const isMet = COMPARE[bar[0]](value, bar[1]);
  console.log(`figure: ${name} ${shown} ${unit} (bar ${bar[0]} ${bar[1]}) ${isMet ? 'ok' : 'short'}`);
  if (!isMet) process.exitCode = 1;
}
