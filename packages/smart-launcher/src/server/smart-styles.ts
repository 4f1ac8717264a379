import { measures, roles } from '@samspil/components/roles';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const PREFIX = '/simulator/style/';

/** The looks of the workplace as SMART App Launch 2.2 ("Styling") writes them, for apps that it launches. */
export interface SmartStyles {
  /** Absolute; another one whenever the style changes, as the standard asks. */
  urlOf(scheme: 'light' | 'dark'): string;
  /** Answers a request for one of them; false when the path is not one. */
  answer(pathname: string, response: ServerResponse): boolean;
}

export function smartStyles(origin: string): SmartStyles {
  const byPath = new Map<string, Readonly<Record<string, string>>>();
  const paths = { light: add('light'), dark: add('dark') };

  function add(scheme: 'light' | 'dark'): string {
    const style = styleIn(scheme);
    const version = createHash('sha256').update(JSON.stringify(style)).digest('hex').slice(0, 12);
    const path = `${PREFIX}${scheme}-${version}.json`;
    byPath.set(path, style);
    return path;
  }

  return {
    urlOf: (scheme) => origin + paths[scheme],
    answer(pathname, response) {
      const style = byPath.get(pathname);
      if (!style) return false;
      // Open to every origin, because apps on other sites read it; kept for ever, because its address changes with it.
      const headers = {
        'Content-Type': 'application/json',
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
      };
      response.writeHead(200, headers).end(JSON.stringify(style));
      return true;
    },
  };
}

function styleIn(scheme: 'light' | 'dark'): Readonly<Record<string, string>> {
  const color = (role: keyof typeof roles) => roles[role][scheme === 'light' ? 0 : 1];
  return {
    color_background: color('surface'),
    color_error: color('danger-border'),
    color_highlight: color('accent'),
    color_modal_backdrop: 'rgba(8, 16, 24, 0.55)',
    color_success: color('ok-border'),
    color_text: color('text'),
    dim_border_radius: measures.radius,
    dim_font_size: '1rem',
    dim_spacing_size: measures.space,
    font_family_body: measures.font,
    font_family_heading: measures.font,
  };
}
