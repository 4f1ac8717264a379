import { createFhirClient } from '@samspil/sdk/fhir';
import { browserRuntime, createHost } from '@samspil/sdk/host';
import type { HostUi } from '@samspil/sdk/host';
import type { AttackEvidence } from '@samspil/sdk/testing';
import { registryFor } from './registries.ts';
import { failingServer } from './failing-server.ts';
import { keptOutbox } from './kept-outbox.ts';
import type { OpenTarget } from './target.ts';

type SeenEvent = AttackEvidence['events'][number];

/** Our workplace: the real host, its guard, outbox, registry and services. */
export const openHostWorkplace: OpenTarget = async (means, plugins, setting) => {
  const { config, session, outbox, user } = means;
  const events: SeenEvent[] = [];
  const shown: string[] = [];
  const fhir =
    setting === 'server-fails'
      ? createFhirClient({
          fhirBaseUrl: config.fhirBaseUrl,
          accessToken: () => session.accessToken(),
          runtime: failingServer(browserRuntime()),
        })
      : means.fhir;
  const admission = await registryFor(plugins, setting);
  const host = createHost({
    ...admission,
    fhir,
    outbox: keptOutbox(outbox),
    user: { reference: user },
    scopes: session.scopes,
    workplace: { id: config.clientId, version: 'range' },
    ui: showing(shown),
    prepareMs: 500,
    decideMs: 1_000,
  });
  host.subscribeEvents((event) => events.push(event));
  // The clinician of the range always wants to go on.
  host.setHoldDecider({ decideHolds: async () => 'overrule' });
  return {
    events,
    shown,
    async setContext(patient) {
      await host.setContext(patient === undefined ? undefined : { patient });
    },
    async mount(container, pluginId) {
      const plugin = host.mount(container, pluginId, { slot: 'patient.workspace', view: 'main' });
      return {
        get element() {
          return plugin.element;
        },
        get state() {
          return plugin.state.value;
        },
        get error() {
          return plugin.error;
        },
        dispose: () => plugin.dispose(),
      };
    },
    setOnline: (isOnline) => host.setOnline(isOnline),
    close: async () => void (await host.close({ force: true })),
  };
};

/** Shows what it is given as a workplace should: as text, with the plugin's name beside it. */
function showing(shown: string[]): HostUi {
  const show = (title: string, text: string): void => {
    const notice = document.createElement('p');
    notice.textContent = `${title}: ${text}`;
    document.body.append(notice);
    shown.push(title === '' ? `unbadged:${text}` : `${title}: ${text}`);
  };
  return {
    notify: ({ plugin, text }) => show(plugin.title, text),
    confirm: async ({ plugin, text, confirm, cancel }) => {
      show(plugin.title, `${text} ${confirm} ${cancel}`);
      return false;
    },
  };
}
