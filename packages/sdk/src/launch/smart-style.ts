import type { Theme } from '../contract/services.ts';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { contrast, parseColor } from './color.ts';

/** The properties of SMART App Launch 2.2, "Styling", that were there and are what they should be. */
export type SmartStyle = Partial<Record<keyof typeof PATTERNS, string>>;

const COLOR = /^(#([0-9a-f]{3}|[0-9a-f]{6})|rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\))$/i;
const LENGTH = /^\d{1,2}(\.\d{1,3})?(px|rem)$|^0$/;
/** Names and quotes. Nothing in it can end a declaration, call a function or begin a comment. */
const FONTS = /^[\p{L}\d _.'"-]{1,60}(,[\p{L}\d _.'"-]{1,60}){0,9}$/u;

const PATTERNS = {
  color_background: COLOR,
  color_error: COLOR,
  color_highlight: COLOR,
  /** May be the empty string, and half transparent: `#rrggbbaa` or `rgba()`. */
  color_modal_backdrop:
    /^$|^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$|^rgba?\(\s*\d{1,3}(\s*,\s*\d{1,3}){2}(\s*,\s*(0|1|0?\.\d{1,3}))?\s*\)$/i,
  color_success: COLOR,
  color_text: COLOR,
  dim_border_radius: LENGTH,
  dim_font_size: LENGTH,
  dim_spacing_size: LENGTH,
  font_family_body: FONTS,
  font_family_heading: FONTS,
} as const;

const MAX_LENGTH = 16_000;
const TIMEOUT_MS = 3_000;

/**
 * Fetches what `smart_style_url` names: at most 16 000 characters in 3 seconds, without credentials. Only properties of
 * the standard whose values are plain colours, lengths and font names are kept: `url(`, `;` and everything else is not.
 *
 * @throws `network`, `timeout`, `invalid-response`
 * @see https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#styling
 */
export async function readSmartStyle(
  url: string,
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
): Promise<SmartStyle> {
  const abort = new AbortController();
  const cancel = runtime.schedule(TIMEOUT_MS, () => abort.abort());
  try {
    const response = await runtime.fetch(url, { credentials: 'omit', signal: abort.signal });
    const text = response.ok ? await readText(response) : '';
    return parseSmartStyle(JSON.parse(text));
  } catch (error) {
    if (abort.signal.aborted) throw new SamspilError('timeout', 'The style did not come in time.');
    if (error instanceof TypeError) throw new SamspilError('network', 'The style could not be fetched.');
    throw new SamspilError('invalid-response', 'The style is not JSON of at most 16 000 characters.');
  } finally {
    cancel();
  }
}

/** Stops where it is too much, however much is sent. */
async function readText(response: Response): Promise<string> {
  let text = '';
  if (!response.body) return text;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > MAX_LENGTH) {
      await reader.cancel();
      throw new SamspilError('invalid-response', 'The style is too long.');
    }
  }
  return text;
}

/** What is valid of a style document; empty for what is none. */
export function parseSmartStyle(document: unknown): SmartStyle {
  if (typeof document !== 'object' || document === null) return {};
  const given = document as Record<string, unknown>;
  const valid = Object.entries(PATTERNS).filter(([name, pattern]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return typeof value === 'string' && value.length <= 600 && pattern.test(value);
  });
  return Object.fromEntries(valid.map(([name]) => [name, given[name] as string]));
}

/**
 * A style as a theme. What could not be read is left out, whoever asked for it: text keeps 4.5:1 to its background, edges
 * and buttons 3:1 (WCAG 1.4.3, 1.4.11). Colours that warn of a patient's state are never changed.
 */
export function themeOfSmartStyle(style: SmartStyle): Theme {
  const { color_highlight: highlight, color_error: error, color_success: success } = style;
  const page = pageColors(style);
  const stands = (color: string | undefined) =>
    color !== undefined && contrast(parseColor(color), parseColor(page.background)) >= 3 ? color : undefined;
  const accent = stands(highlight);
  const given: Record<string, string | undefined> = {
    ...page.properties,
    accent,
    focus: accent,
    'on-accent': accent && readableOn(accent),
    'danger-border': stands(error),
    'ok-border': stands(success),
    backdrop: style.color_modal_backdrop || undefined,
    radius: style.dim_border_radius,
    'radius-small': style.dim_border_radius && `min(${style.dim_border_radius}, 0.3125rem)`,
    'font-size': style.dim_font_size,
    space: style.dim_spacing_size,
    font: style.font_family_body,
    'font-heading': style.font_family_heading,
  };
  const properties = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[`--samspil-${name}`, value] as const],
  );
  return { colorScheme: page.scheme, density: 'comfortable', properties: Object.fromEntries(properties) };
}

const WHITE = '#ffffff';
const BLACK = '#000000';

function readableOn(color: string): string {
  const [white, black] = [WHITE, BLACK].map((each) => contrast(parseColor(each), parseColor(color)));
  return (white ?? 0) >= (black ?? 0) ? WHITE : BLACK;
}

/** Background and text go together: the one without the other, or both too alike, could not be read. */
function pageColors({ color_background: background, color_text: text }: SmartStyle): {
  scheme: Theme['colorScheme'];
  background: string;
  properties: Record<string, string>;
} {
  if (!background || !text || contrast(parseColor(background), parseColor(text)) < 4.5)
    return { scheme: 'light', background: WHITE, properties: {} };
  return {
    scheme: readableOn(background) === WHITE ? 'dark' : 'light',
    background,
    properties: {
      surface: background,
      'surface-sunken': background,
      'surface-raised': background,
      text,
      'text-muted': text,
    },
  };
}
