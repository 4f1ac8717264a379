import type { PluginManifest, Stage, Support } from './plugin-manifest.ts';

const DAY_MS = 86_400_000;

/** The stage of a plugin; `innovation` when it names none. */
export function stageOf(manifest: Pick<PluginManifest, 'stage'>): Stage {
  return manifest.stage ?? { name: 'innovation' };
}

/** Whether its time is over: a `sunset` whose last day has passed, by UTC. Such a plugin is not mounted. */
export function isPastSunset(manifest: Pick<PluginManifest, 'stage'>, nowMs: number): boolean {
  const { name, until } = stageOf(manifest);
  return name === 'sunset' && until !== undefined && nowMs >= Date.parse(until) + DAY_MS;
}

/** Whom to turn to: what the manifest says, or else its publisher. */
export function supportOf({ support, publisher }: Pick<PluginManifest, 'support' | 'publisher'>): Support {
  const { name, contact } = publisher;
  if (support) return { ...support, name: support.name ?? name };
  if (/^https:\/\//.test(contact)) return { name, url: contact };
  return contact.includes('@') ? { name, email: contact } : { name, phone: contact };
}
