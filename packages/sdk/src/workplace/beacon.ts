/**
 * Puts an empty frame into this page, which its host can count from outside (`contentWindow.length`). When the page
 * crashes or another one takes its place, the count falls, and the host asks at once whether anybody is there; without
 * it, it would notice by the missing heartbeats. Nothing else tells a host (see `host/watch/detect/presence.ts`).
 */
export function lightBeacon(page: Document): void {
  const beacon = page.createElement('iframe');
  beacon.hidden = true;
  beacon.title = '';
  beacon.setAttribute('aria-hidden', 'true');
  // Beside the body: frameworks empty that.
  page.documentElement.append(beacon);
}
