import type { PluginManifest } from '@samspil/sdk/host';

/** Where the page of a plugin is served, and where it may be shown. */
export interface ServedPlugin {
  manifest: Pick<PluginManifest, 'egress'>;
  /** Origin that the plugin's own files are served from. */
  filesOrigin: string;
  workplaceOrigin: string;
}

/**
 * Headers of a plugin's page that the workplace serves itself, into a frame of an opaque origin. This is the only way a
 * host can keep patient data from leaving a plugin: the browser then loads from and sends to nothing but what the
 * manifest names under `egress`. A page on a partner's own server sends what it likes.
 *
 * `sandbox` says in the answer what the frame says in the page: opened by itself, it has no origin either. What is left
 * open: WebRTC where the browser does not know the directive, and names that are looked up in DNS.
 */
export function servedPluginHeaders({
  manifest,
  filesOrigin,
  workplaceOrigin,
}: ServedPlugin): Record<string, string> {
  const egress = (manifest.egress ?? []).join(' ');
  const policy = [
    `default-src 'none'`,
    `script-src ${filesOrigin}`,
    `style-src ${filesOrigin} 'unsafe-inline'`,
    `img-src ${filesOrigin} data: ${egress}`,
    `font-src ${filesOrigin}`,
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
    'Cache-Control': 'no-store',
  };
}
