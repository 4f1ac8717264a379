/** A workplace around the plugins that are measured, and the clock that watches how long it stands still. */
import { createFhirClient, ScopeSet } from '@samspil/sdk/fhir';
import { browserRuntime, createHost, staticRegistry } from '@samspil/sdk/host';
// Nothing is written here; the outbox only has to be there.
import { recordingOutbox } from '../../packages/sdk/test/ward.ts';

const contribution = { slot: 'patient.workspace', view: 'main', height: 200 };
let host;

/** Opens a workplace on patient a, with one plugin for each address. */
async function open(urls, options = {}) {
  await host?.close();
  host = createHost({
    fhir: createFhirClient({
      fhirBaseUrl: `${location.origin}/fhir`,
      accessToken: async () => 'token',
      runtime: browserRuntime(),
    }),
    outbox: recordingOutbox(),
    registry: staticRegistry(urls.map((url, index) => manifestOf(url, index))),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.rs'),
    ...options,
  });
  await host.setContext({ patient: 'a' });
}

function manifestOf(url, index) {
  return {
    id: `bench-${index}`,
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Bench' },
    publisher: { name: 'Bench', contact: 'https://bench.example' },
    entry: { mode: 'frame', url, origin: new URL(url).origin },
    contributes: [contribution],
    scopes: 'patient/Patient.r patient/Observation.rs',
  };
}

const mount = (index = 0) => host.mount(document.body, `bench-${index}`, contribution);

/** Resolves when the page in this frame has said that it shows data, or that it waits for a patient. */
function showsData(plugin, word = 'shows-data') {
  return new Promise((resolve) => {
    const hear = ({ source, data }) => {
      if (data !== word || source !== plugin.element.contentWindow) return;
      removeEventListener('message', hear);
      resolve();
    };
    addEventListener('message', hear);
  });
}

/** Milliseconds from mounting these plugins, all at once, until each shows data. They are gone afterwards. */
async function mountMs(count) {
  const start = performance.now();
  const plugins = Array.from({ length: count }, (_, index) => mount(index));
  await Promise.all(plugins.map((plugin) => showsData(plugin)));
  const ms = performance.now() - start;
  for (const plugin of plugins) plugin.dispose();
  return ms;
}

/**
 * Milliseconds from choosing a patient until each of these plugins shows data. They are loaded by then, as the plugins of
 * a chart are while its workplace shows the patient list.
 */
async function openMs(count) {
  await host.setContext(undefined);
  const plugins = Array.from({ length: count }, (_, index) => mount(index));
  await Promise.all(plugins.map((plugin) => showsData(plugin, 'waits')));
  const start = performance.now();
  const shown = Promise.all(plugins.map((plugin) => showsData(plugin)));
  await host.setContext({ patient: 'a' });
  await shown;
  const ms = performance.now() - start;
  for (const plugin of plugins) plugin.dispose();
  return ms;
}

/** Milliseconds until so many frames with nothing in them are loaded. */
async function emptyMs(urls) {
  const start = performance.now();
  const frames = urls.map((src) => Object.assign(document.createElement('iframe'), { src }));
  const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)));
  document.body.append(...frames);
  await Promise.all(loaded);
  const ms = performance.now() - start;
  for (const frame of frames) frame.remove();
  return ms;
}

/** The longest time in which this page got no turn, while `during` goes on, in milliseconds. */
async function longestStall(during) {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let isOver = false;
  const done = new Promise((resolve) => {
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (isOver) resolve();
      // Not at once: a page that does nothing but look at the clock has no time for anything else.
      else setTimeout(() => port2.postMessage(0));
    };
  });
  port2.postMessage(0);
  await during();
  isOver = true;
  await done;
  port1.close();
  return longest;
}

/** The stall while a plugin that shows data does one misdeed, and what the host made of it. */
async function stallDuring(misdeed, amount, watchMs) {
  const plugin = mount();
  await showsData(plugin);
  const ms = await longestStall(async () => {
    plugin.element.contentWindow.postMessage({ misdeed, amount }, '*');
    await new Promise((resolve) => setTimeout(resolve, watchMs));
  });
  const outcome = plugin.error ?? plugin.state.value;
  plugin.dispose();
  return { ms, outcome };
}

/** Mounts and takes off, one after the other. */
async function mountAndUnmount(times) {
  for (let n = 0; n < times; n++) {
    const plugin = mount();
    await showsData(plugin);
    plugin.dispose();
  }
}

/** The stalls are measured on one plugin; what it did must not keep it from being loaded again. */
const restoreTrust = () => host.plugins.enable('bench-0');

globalThis.bench = {
  open,
  mountMs,
  openMs,
  emptyMs,
  stallDuring,
  mountAndUnmount,
  restoreTrust,
  close: () => host.close(),
};
