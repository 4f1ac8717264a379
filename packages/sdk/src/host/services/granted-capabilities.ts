import type { Capability } from '../../contract/capabilities.ts';
import type { HostUi, PlaceAbilities } from './host-ui.ts';

/** What this workplace, and this place in it, can do for a plugin. */
export function offeredCapabilities(ui: HostUi, place: PlaceAbilities): ReadonlySet<Capability> {
  const offers: Partial<Record<Capability, boolean>> = {
    // These the host does by itself.
    dirty: true,
    drafts: true,
    repair: true,
    bus: true,
    notify: ui.notify !== undefined,
    confirm: ui.confirm !== undefined,
    open: (ui.activities ?? []).some((activity) => !activity.isDisruptive || ui.permit !== undefined),
    resize: place.resize !== undefined,
    overlay: place.openOverlay !== undefined,
    done: ui.done !== undefined,
    download: ui.download !== undefined && ui.permit !== undefined,
    print: ui.print !== undefined && ui.permit !== undefined,
    shortcuts: ui.offerShortcuts !== undefined,
  };
  return new Set((Object.keys(offers) as Capability[]).filter((capability) => offers[capability]));
}

/** What a plugin may use in a place: granted to it ∩ offered there. */
export function grantedCapabilities(
  granted: Iterable<Capability>,
  offered: ReadonlySet<Capability>,
): ReadonlySet<Capability> {
  return new Set([...granted].filter((capability) => offered.has(capability)));
}
