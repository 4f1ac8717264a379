import { PROTOCOL_VERSION } from '../../bridge/handshake.ts';
import type { InPageOffer, InPagePlugin, InPageView } from '../../contract/in-page.ts';
import type { WireSession } from '../../contract/workplace-methods.ts';
import { browserRuntime } from '../../runtime.ts';
import type { ConnectOptions } from '../connect.ts';
import { workplaceOverPort } from '../port-workplace.ts';
import type { PrepareHandler } from '../prepare.ts';
import type { Workplace } from '../types.ts';
import { showPlugin } from './show-plugin.ts';
import type { View } from './show-view.ts';

/** What a plugin is: who it is, what it asks for, and what it shows. */
export interface PluginDefinition extends ConnectOptions {
  /** By the names that the manifest contributes. Opened alone or by an EHR, a plugin shows its `main`. */
  readonly views: Readonly<Record<string, View>>;
  /**
   * Asked before the context changes, once for each view that is shown, so that nothing typed is lost. A view that holds
   * what is typed registers itself instead: see {@link Workplace.onPrepare}.
   */
  prepare?: PrepareHandler;
  /** Its place has left the screen: rest. Called once for each view; see {@link Workplace.shown}. */
  suspend?: (workplace: Workplace) => void;
  /** It is on the screen again. */
  resume?: (workplace: Workplace) => void;
}

/** A plugin that can run in a frame, in the host's page and alone. Made by {@link definePlugin}; it does nothing by itself. */
export interface Plugin extends InPagePlugin {
  readonly definition: PluginDefinition;
}

/**
 * Describes a plugin once for all three ways to run it. Nothing happens until a page runs it by `runPlugin()`, or a host
 * that vetted it attaches it in its own page.
 *
 * @example
 * export default definePlugin({
 *   clientId: 'pulse',
 *   scope: 'patient/Observation.crs',
 *   views: {
 *     main(workplace, root) {
 *       root.textContent = workplace.context.value?.patient.reference ?? '';
 *       return workplace.context.subscribe((context) => (root.textContent = context?.patient.reference ?? ''));
 *     },
 *   },
 * });
 */
export function definePlugin(definition: PluginDefinition): Plugin {
  return {
    samspil: 'plugin',
    protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
    definition,
    attach: (offer) => attach(definition, offer),
  };
}

function attach(definition: PluginDefinition, { port, session, root, elements }: InPageOffer): InPageView {
  const workplace = workplaceOverPort(port, session as WireSession, definition.runtime ?? browserRuntime());
  const view = showPlugin(definition, workplace, root, elements);
  return {
    shown: view.shown,
    detach() {
      const hidden = view.hide();
      workplace.close();
      return hidden;
    },
  };
}
