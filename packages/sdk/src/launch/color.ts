/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rgb`, `#rrggbb` and `rgb(r, g, b)`; anything else is black. */
export function parseColor(text: string): Rgb {
  const [, short] = /^#([0-9a-f]{3})$/i.exec(text) ?? [];
  const [, long = short?.replace(/./g, '$&$&')] = /^#([0-9a-f]{6})$/i.exec(text) ?? [];
  const parts = long
    ? [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16))
    : (text.match(/\d+/g) ?? []).map((part) => Math.min(255, Number(part)));
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: Rgb, b: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
