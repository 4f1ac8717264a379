import type { Placement } from './assert-isolated.ts';
import type { IsolationFinding } from './isolation-report.ts';

/** What a sandbox may hold here; anything else lets the frame out of its place. */
const HARMLESS_TOKENS: ReadonlySet<string> = new Set(['allow-scripts', 'allow-forms']);
/** Features of the browser that reach the person or the machine. */
const POWERFUL: ReadonlySet<string> = new Set([
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'usb',
  'window-management',
]);

/** What the workplace's page can see of a plugin's frame, without asking it. */
export function lookFromOutside(frame: HTMLIFrameElement, placement: Placement): IsolationFinding[] {
  return [placed(placement), sandboxed(frame, placement), sealed(frame), allowed(frame)];
}

function placed(placement: Placement): IsolationFinding {
  const isApart = placement === 'opaque' || placement === 'cross-site';
  const verdict = isApart ? 'good' : placement === 'same-site' ? 'shared' : 'broken';
  return { check: 'placement', verdict, evidence: 'set', detail: placement };
}

function sandboxed(frame: HTMLIFrameElement, placement: Placement): IsolationFinding {
  // An origin of its own is harmless only where it is not ours, and no sandbox at all is all tokens at once.
  const hasOwnOrigin = placement === 'cross-site' || placement === 'same-site';
  const escapes = [...frame.sandbox].filter(
    (token) => !HARMLESS_TOKENS.has(token) && !(hasOwnOrigin && token === 'allow-same-origin'),
  );
  if (!frame.hasAttribute('sandbox')) escapes.push('none');
  const verdict = escapes.length > 0 ? 'broken' : 'good';
  return {
    check: 'sandbox',
    verdict,
    evidence: 'seen',
    ...(escapes.length > 0 && { detail: escapes.join(' ') }),
  };
}

/** Reaching in works in both directions or in none. */
function sealed(frame: HTMLIFrameElement): IsolationFinding {
  let canReach = frame.contentDocument !== null;
  try {
    canReach ||= Boolean(frame.contentWindow?.document);
  } catch {
    // Refused, as it should be.
  }
  return { check: 'document', verdict: canReach ? 'broken' : 'good', evidence: 'seen' };
}

/** Chromium lists what a frame may use; elsewhere the attribute we set is all there is to see. */
function allowed(frame: HTMLIFrameElement): IsolationFinding {
  const { featurePolicy } = frame as { featurePolicy?: { allowedFeatures(): string[] } };
  const granted = new Set(frame.allow.split(';').map((directive) => directive.trim().split(/\s/)[0]));
  const surplus = (featurePolicy?.allowedFeatures() ?? []).filter(
    (feature) => POWERFUL.has(feature) && !granted.has(feature),
  );
  const evidence = featurePolicy ? 'seen' : 'set';
  return surplus.length > 0
    ? { check: 'features', verdict: 'weak', evidence, detail: surplus.join(' ') }
    : { check: 'features', verdict: 'good', evidence };
}
