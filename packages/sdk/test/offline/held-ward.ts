import type { Bundle, FhirResource, Observation } from 'fhir/r4';
import { fhirAnswer } from '../scripted-runtime.ts';

/** A FHIR server with a few patients, as far as a download needs one. Pages hold two resources. */
export class HeldWard {
  readonly resources = new Map<string, FhirResource>();
  /** `Type/id` of what is committed, but not yet visible to searches. */
  readonly late = new Set<string>();
  /** What was asked, in order: `Type` and its parameters. */
  readonly asked: { type: string; parameters: Map<string, string> }[] = [];
  /** Answers instead, once for every request until it is taken away. */
  instead: (() => Response) | undefined;
  /** Runs before each answer. */
  before: () => void = () => undefined;

  put(...resources: FhirResource[]): void {
    for (const resource of resources) this.resources.set(`${resource.resourceType}/${resource.id}`, resource);
  }

  async handle(request: Request): Promise<Response> {
    this.before();
    if (this.instead) return this.instead();
    const path = new URL(request.url).pathname.replace(/^\/fhir\//, '');
    if (!path.endsWith('/_search')) {
      const resource = this.resources.get(path);
      return resource
        ? fhirAnswer(resource)
        : fhirAnswer({ resourceType: 'OperationOutcome', issue: [] }, { status: 404 });
    }
    const parameters = new Map(new URLSearchParams(await request.text()));
    const type = path.replace('/_search', '');
    this.asked.push({ type, parameters });
    return fhirAnswer(this.#search(type, parameters));
  }

  #search(type: string, parameters: Map<string, string>): Bundle {
    const matches = [...this.resources.entries()]
      .filter(([reference]) => !this.late.has(reference))
      .map(([, resource]) => resource)
      .filter((resource) => resource.resourceType === type && isMatch(resource, parameters));
    const bundle: Bundle = { resourceType: 'Bundle', type: 'searchset', total: matches.length };
    if (parameters.get('_summary') === 'count') return bundle;
    const from = Number(parameters.get('page') ?? 0);
    const rest = new URLSearchParams([...parameters].filter(([name]) => name !== 'page'));
    if (matches.length > from + 2)
      bundle.link = [
        { relation: 'next', url: `https://ehr.example/fhir/${type}?${rest.toString()}&page=${from + 2}` },
      ];
    bundle.entry = matches.slice(from, from + 2).map((resource) => ({ resource, search: { mode: 'match' } }));
    return bundle;
  }
}

function isMatch(resource: FhirResource, parameters: Map<string, string>): boolean {
  const patient = parameters.get('patient') ?? parameters.get('_id');
  const { subject } = resource as Observation;
  const isOwn =
    resource.resourceType === 'Patient'
      ? resource.id === patient
      : subject?.reference === `Patient/${patient}`;
  const since = parameters.get('_lastUpdated')?.slice(2);
  const isNew = since === undefined || Date.parse(resource.meta?.lastUpdated ?? '') >= Date.parse(since);
  const status = parameters.get('status');
  return isOwn && isNew && (status === undefined || (resource as Observation).status === status);
}
