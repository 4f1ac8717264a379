import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How different a colour may be to be taken for the same, 0 to 1 (YIQ, as the eye weighs it). */
const THRESHOLD = 0.1;
/** How many points may differ. One changed digit has some thirty. */
const POINTS = 10;

/**
 * @param {Buffer} before PNG
 * @param {Buffer} after PNG
 * @returns {{ fault?: string, shown?: Buffer }} how they differ, and a picture of where; nothing when they are alike
 */
export function difference(before, after) {
  const [a, b] = [before, after].map((bytes) => PNG.sync.read(bytes));
  const { width, height } = a;
  if (b.width !== width || b.height !== height)
    return { fault: `${width} x ${height} before, ${b.width} x ${b.height} now` };
  const shown = new PNG({ width, height });
  const points = pixelmatch(a.data, b.data, shown.data, width, height, { threshold: THRESHOLD });
  return points <= POINTS ? {} : { fault: `${points} points differ`, shown: PNG.sync.write(shown) };
}

/**
 * @param {Buffer} bytes PNG
 * @returns {boolean} whether it has one colour only: nothing was shown
 */
export function isBlank(bytes) {
  const { data } = PNG.sync.read(bytes);
  const colours = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  return colours.every((colour) => colour === colours[0]);
}
