import type { FhirResource } from 'fhir/r4';
import { CAPABILITIES } from '../../src/contract/capabilities.ts';
import type { ClinicalContext, Receipt, Repair, View } from '../../src/index.ts';
import { TELL } from './tell-view.ts';
import type { Told } from './tell-view.ts';

/** A view that does what a test tells it, and remembers what the workplace told it. */
export const obedientView: View = (workplace, root, place) => {
  const contexts: (ClinicalContext | undefined)[] = [workplace.context.value];
  const news: string[] = [];
  const receipts: Receipt[] = [];
  const hooks: string[] = [];
  const repairs: Repair[] = [];
  let onNews: () => void = () => undefined;
  /** News comes over the port and commands do not: nothing says which is first. */
  const until = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) await new Promise<void>((resolve) => (onNews = resolve));
  };
  const contextAt = (index: number): ClinicalContext => {
    const context = contexts.at(index);
    if (!context) throw Object.assign(new Error('no context'), { code: 'no-context' });
    return context;
  };

  const commands: Record<string, (...given: never[]) => unknown> = {
    about: () => ({
      surroundings: workplace.surroundings,
      view: place.name,
      locale: workplace.locale.value,
      online: workplace.online.value,
      patient: workplace.context.value?.patient.reference,
    }),
    capabilities: () => CAPABILITIES.filter((capability) => workplace.can(capability)),
    /** The patients of all contexts so far, once there were that many. */
    async patients(count: number) {
      await until(() => contexts.length >= count);
      return contexts.map((context) => context?.patient.reference ?? null);
    },
    read: (reference: string, index = -1) => contextAt(index).fhir.read(reference),
    async search(type: FhirResource['resourceType'], index = -1) {
      const ids: (string | undefined)[] = [];
      for await (const { id } of contextAt(index).fhir.search(type)) ids.push(id);
      return ids;
    },
    async save(resource: FhirResource, index = -1) {
      const receipt = await contextAt(index).fhir.save(resource);
      receipts.push(receipt);
      return receipt.id;
    },
    /** Downloads for reading without a connection; only where the page holds records itself. */
    async prepare(types: readonly string[]) {
      const resources = types.map((resourceType) => ({ resourceType }));
      return (await workplace.offline?.prepare({ resources }))?.failures;
    },
    held: async () => (await workplace.offline?.held())?.coverage.map(({ resourceType }) => resourceType),
    /** When the server last said what this is. */
    async age(reference: string) {
      const context = contextAt(-1);
      return context.fhir.fetchedAt(await context.fhir.read(reference));
    },
    /** The last write that came back refused, once there is one. */
    async repair() {
      await until(() => repairs.length > 0);
      const { receipt, context, resources, issues } = repairs.at(-1) as Repair;
      const place = issues.map(({ resource, path }) => [resource, path]);
      return { receipt, patient: context.patient.reference, type: resources[0]?.resourceType, place };
    },
    /** Saves it once more in the place of itself, or of another receipt. */
    async correct(replaces?: string) {
      const repair = repairs.at(-1) as Repair;
      // A form makes its own; what the suite's worker hands over is of another window's classes.
      const resources = structuredClone(repair.resources);
      const receipt = await repair.context.fhir.save(resources, {
        replaces: replaces ?? repair.receipt,
      });
      receipts.push(receipt);
      return receipt.id;
    },
    askRepair: (receipt: string) => workplace.outbox?.repair(receipt),
    settled: async () => (await receipts.at(-1)?.settled)?.state,
    /** What the workplace said of locale and connection, once it said that much. */
    async news(count: number) {
      await until(() => news.length >= count);
      return news;
    },
    /** The hooks of the definition that were called, once there were that many. */
    async hooks(count: number) {
      await until(() => hooks.length >= count);
      return hooks;
    },
    hasEnded: (index: number) => contextAt(index).ended.aborted,
    /** Defines an element for this view, and shows it. */
    element() {
      if (!place.elements.get('contract-note')) place.elements.define('contract-note', Note);
      root.innerHTML = '<contract-note></contract-note>';
      return root.querySelector('contract-note')?.textContent;
    },
    throwLater: () => void setTimeout(explode),
    rejectLater: () => void setTimeout(async () => explode()),
    throwInListener: () => root.dispatchEvent(new Event('contract-throw')),
    refusedLater: () => void contextAt(-1).fhir.read('Patient/somebody-else'),
    close: () => workplace.close(),
  };

  const stop = [
    workplace.onRepair((repair) => {
      repairs.push(repair);
      onNews();
    }),
    workplace.context.subscribe((context) => {
      contexts.push(context);
      onNews();
    }),
    workplace.locale.subscribe((locale) => {
      news.push(`locale ${locale}`);
      onNews();
    }),
    workplace.online.subscribe((isOnline) => {
      news.push(`online ${isOnline}`);
      onNews();
    }),
  ];
  root.ownerDocument.addEventListener(
    'contract-hook',
    (event) => {
      hooks.push((event as CustomEvent<string>).detail);
      onNews();
    },
    { signal: place.signal },
  );
  root.dataset['contract'] = place.name;
  root.textContent = `The view ${place.name}`;
  root.addEventListener('contract-throw', explode);
  root.addEventListener(TELL, (event) => {
    const told = (event as CustomEvent<Told>).detail;
    Promise.resolve()
      .then(() => commands[told.name]?.(...(told.given as never[])))
      .then(
        (value) => told.resolve(value),
        (error) => told.reject(error),
      );
  });
  return () => {
    for (const end of stop) end();
    root.ownerDocument.dispatchEvent(
      new CustomEvent('contract-cleaned-up', { detail: place.signal.aborted }),
    );
  };
};

function explode(): never {
  throw new TypeError('nobody catches this');
}

class Note extends HTMLElement {
  connectedCallback(): void {
    this.textContent = 'an element of its own';
  }
}
