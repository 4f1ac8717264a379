import type { FhirResource } from 'fhir/r4';
import { connect } from '../../src/index.ts';
import type { ClinicalContext, Receipt, RestRequest, Workplace } from '../../src/index.ts';
import { obey } from './command.ts';

/** Every context this page ever had, so that a test can use an old one. */
const contexts: (ClinicalContext | undefined)[] = [];
const receipts: Receipt[] = [];
const news: string[] = [];
let workplace: Workplace | undefined;
let onNews: () => void = () => undefined;

/** News comes over the port, commands by the window: nothing says which is first. */
const until = async (isThere: () => boolean): Promise<void> => {
  while (!isThere()) await new Promise<void>((resolve) => (onNews = resolve));
};

const contextAt = (index: number): ClinicalContext => {
  const context = contexts.at(index);
  if (!context) throw Object.assign(new Error('no context'), { code: 'no-context' });
  return context;
};

obey({
  async connect(): Promise<unknown> {
    workplace = await connect({ clientId: 'vitals', scope: '' });
    contexts.push(workplace.context.value);
    const tell = (text: string) => {
      news.push(text);
      onNews();
    };
    workplace.context.subscribe((context) => {
      contexts.push(context);
      onNews();
    });
    workplace.locale.subscribe((locale) => tell(`locale ${locale}`));
    workplace.reachable.subscribe((isReachable) => tell(`reachable ${isReachable}`));
    workplace.online.subscribe((online) => tell(`online ${online}`));
    return {
      surroundings: workplace.surroundings,
      locale: workplace.locale.value,
      patient: workplace.context.value?.patient.reference,
      needPatientBanner: workplace.context.value?.needPatientBanner,
    };
  },
  /** The patients of all contexts so far, once there were that many. */
  async patients(count: number): Promise<unknown> {
    await until(() => contexts.length >= count);
    return contexts.map((context) => context?.patient.reference ?? null);
  },
  read: (reference: string, index = -1) => contextAt(index).fhir.read(reference),
  async search(type: FhirResource['resourceType'], index = -1): Promise<unknown> {
    const ids: (string | undefined)[] = [];
    for await (const { id } of contextAt(index).fhir.search(type)) ids.push(id);
    return ids;
  },
  request: (request: RestRequest, index = -1) => contextAt(index).fhir.request(request),
  patient: (index = -1) => contextAt(index).patientResource(),
  async save(resource: FhirResource, index = -1): Promise<unknown> {
    const receipt = await contextAt(index).fhir.save(resource);
    receipts.push(receipt);
    return receipt.snapshot;
  },
  settled: async () => (await receipts.at(-1)?.settled)?.state,
  receipts: async () => (await contextAt(-1).fhir.receipts()).map(({ id }) => id),
  async news(count: number): Promise<unknown> {
    await until(() => news.length >= count);
    return news;
  },
  close: () => workplace?.close(),
  leave: () => void setTimeout(() => window.location.assign('./elsewhere.html')),
  spin(ms: number): void {
    const end = Date.now() + ms;
    while (Date.now() < end);
  },
});
