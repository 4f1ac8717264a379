import { expose } from 'comlink';
import type { Bundle, FhirResource } from 'fhir/r4';
import type { PluginManifest } from '@samspil/sdk/host';
import type { OpenTarget } from './target.ts';

/**
 * A workplace as it is quickly written: a frame, `comlink.expose`, and the FHIR client behind it. The same methods as
 * ours, none of its checks. It is here to show what the corpus finds in it.
 */
export const openBareWorkplace: OpenTarget = async ({ config, fhir, session }, plugins) => {
  const shown: string[] = [];
  let patient = '';
  const ended = new AbortController();
  const frames: HTMLIFrameElement[] = [];

  const show = (markup: string): void => {
    const notice = document.createElement('p');
    notice.innerHTML = markup;
    document.body.append(notice);
    shown.push(`unbadged:${markup}`);
  };
  const request = async (path: string): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${await session.accessToken()}` };
    return (await fetch(new URL(path, `${config.fhirBaseUrl}/`), { headers })).json();
  };
  // One for all: a plugin that overwrites a member overwrites it for everybody.
  const api = {
    'fhir.read': async ({ reference }: { reference: string }) => ({
      ok: true,
      value: await request(reference),
    }),
    'fhir.search': async ({
      resourceType,
      parameters = {},
      cursor,
    }: {
      resourceType: string;
      parameters?: Record<string, string>;
      cursor?: string;
    }) => ({
      ok: true,
      value: await request(cursor ?? `${resourceType}?${new URLSearchParams(parameters)}`),
    }),
    'fhir.save': async ({ resources }: { resources: FhirResource[] }) => {
      for (const resource of resources) {
        if (resource.resourceType === 'Bundle') await fhir.transaction(resource as Bundle);
        else if (resource.id) await fhir.update(resource);
        else await fhir.create(resource);
      }
      return { ok: true, value: null };
    },
    'ui.notify': async ({ text }: { text: string }) => show(text),
    'ui.confirm': async ({ text }: { text: string }) => show(text),
    'bus.publish': async (message: unknown) => {
      for (const port of served) port.postMessage({ samspil: 'event', name: 'bus', detail: message });
    },
    token: async () => ({ ok: true, value: await session.accessToken() }),
  };
  const served: MessagePort[] = [];

  window.addEventListener(
    'message',
    (event: MessageEvent<{ samspil?: string } | null>) => {
      if (event.data?.samspil !== 'hello') return;
      const { port1, port2 } = new MessageChannel();
      served.push(port1);
      expose(api, port1);
      const context = {
        lease: 'lease',
        patient: { reference: `Patient/${patient}` },
        user: { reference: 'x' },
      };
      const session = { context, locale: 'da', online: true, view: 'main', capabilities: [] };
      const nonce = (event.data as { nonce?: unknown }).nonce;
      (event.source as Window | null)?.postMessage({ samspil: 'port', nonce, protocol: 1, session }, '*', [
        port2,
      ]);
    },
    { signal: ended.signal },
  );

  return {
    events: [],
    shown,
    async setContext(next) {
      patient = next ?? '';
      const record = next && (await request(`Patient/${next}`));
      for (const port of served)
        port.postMessage({ samspil: 'event', name: 'context', detail: record ?? null });
    },
    async mount(container, pluginId) {
      const manifest = plugins.find(({ id }) => id === pluginId) as PluginManifest;
      const frame = document.createElement('iframe');
      frame.name = `samspil-${crypto.randomUUID()}`;
      frame.allow = 'camera; microphone; geolocation; clipboard-read; clipboard-write; fullscreen';
      frame.src = manifest.entry.url;
      show(manifest.title['da'] ?? manifest.title['en'] ?? '');
      shown.pop();
      container.append(frame);
      frames.push(frame);
      return { element: frame, state: 'ready', error: undefined, dispose: () => frame.remove() };
    },
    setOnline: () => undefined,
    async close() {
      ended.abort();
      for (const port of served) port.close();
      for (const frame of frames) frame.remove();
    },
  };
};
