import type { PluginManifest } from '@samspil/sdk/host';

/** Where the page of a plugin is served, and where it may be shown. */
export interface ServedPlugin {
  manifest: Pick<PluginManifest, 'egress'>;
  /**
   * What the addresses of all its files begin with: a folder with a trailing slash, or a whole origin. A folder keeps it
   * from loading what else that origin serves.
   */
  filesUrl: string;
  workplaceOrigin: string;
}

/**
 * Headers of every file of a plugin that the workplace serves itself, into a frame of an opaque origin. This is the only
 * way a host can keep patient data from leaving a plugin: the browser then loads from and sends to nothing but what the
 * manifest names under `egress`. A page on a partner's own server sends what it likes.
 *
 * `sandbox` says in the answer what the frame says in the page: opened by itself, it has no origin either. Such a page is
 * a stranger to the server it came from: without the two `cross-origin` headers it could not load its own modules, fonts
 * and images. They carry no cookies, and there is nothing in them to hide. What is left open: WebRTC where the browser
 * does not know the directive, and names that are looked up in DNS.
 */
export function servedPluginHeaders({
  manifest,
  filesUrl,
  workplaceOrigin,
}: ServedPlugin): Record<string, string> {
  const egress = (manifest.egress ?? []).join(' ');
  const policy = [
    `default-src 'none'`,
    `script-src ${filesUrl}`,
    `style-src ${filesUrl} 'unsafe-inline'`,
    `img-src ${filesUrl} data: ${egress}`,
    `font-src ${filesUrl}`,
    `connect-src ${egress || `'none'`}`,
    `webrtc 'block'`,
    `form-action 'none'`,
    `base-uri 'none'`,
    `frame-ancestors ${workplaceOrigin}`,
    'sandbox allow-scripts allow-forms',
  ];
  return {
    'Content-Security-Policy': policy.map((directive) => directive.trim()).join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-store',
  };
}
