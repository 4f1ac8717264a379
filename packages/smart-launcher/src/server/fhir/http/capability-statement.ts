import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';

/** Endpoints of the authorization server, absolute. */
export interface OAuthEndpoints {
  readonly authorize: string;
  readonly token: string;
  readonly register?: string;
  readonly introspect?: string;
  readonly revoke?: string;
}

const OAUTH_URIS = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';
const SECURITY_SERVICE = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
const PATIENT_EVERYTHING = 'http://hl7.org/fhir/OperationDefinition/Patient-everything';
const DOCUMENTATION = [
  'Searches are strict: an unknown parameter, an unsupported modifier or a malformed value is refused with 400.',
  'Modifiers: :missing; :not for tokens; :exact and :contains for strings; :identifier and :Type for references.',
  'Not supported: chained searches, _has, composite and special parameters, _elements, system search, XML.',
  'Without _sort the newest come first. Bundle.total is exact up to 1000 matches, and above with _total=accurate.',
  'Any reference parameter of any type may be named in _revinclude.',
  'Patient/[id]/$everything: GET, or POST with Parameters; start, end, _since, _type and _count with next links.',
].join('\n\n');

/** What this server does, and nothing else. */
export function capabilityStatement(
  definitions: Definitions,
  { fhirBaseUrl, oauth }: { fhirBaseUrl: string; oauth: OAuthEndpoints | undefined },
): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-01',
    kind: 'instance',
    software: { name: 'Samspil smart-launcher' },
    implementation: { description: 'A simulator for development, with synthetic patients', url: fhirBaseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        documentation: DOCUMENTATION,
        security: {
          cors: true,
          service: [
            { coding: [{ system: SECURITY_SERVICE, code: 'SMART-on-FHIR' }], text: 'SMART App Launch 2.2' },
          ],
          ...(oauth && { extension: [oauthUris(oauth)] }),
        },
        resource: definitions.resourceTypes.map((type) => resourceOf(type, definitions)),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  };
}

/** The legacy way to find the endpoints, which older clients still use (fhirclient up to 2.4). */
function oauthUris({ authorize, token, register, introspect, revoke }: OAuthEndpoints) {
  const named = Object.entries({ authorize, token, register, introspect, revoke });
  return {
    url: OAUTH_URIS,
    extension: named.flatMap(([url, valueUri]) => (valueUri === undefined ? [] : [{ url, valueUri }])),
  };
}

function resourceOf(type: string, definitions: Definitions): CapabilityStatementRestResource {
  const parameters = [...definitions.searchParameters(type).values()];
  const references = parameters.filter(({ kind }) => kind === 'reference');
  return {
    type: type as CapabilityStatementRestResource['type'],
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: (
      [
        'read',
        'vread',
        'update',
        'patch',
        'delete',
        'history-instance',
        'history-type',
        'create',
        'search-type',
      ] as const
    ).map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical', 'local'],
    ...(references.length > 0 && { searchInclude: references.map(({ code }) => `${type}:${code}`) }),
    searchRevInclude: ['Provenance:target'],
    ...(type === 'Patient' && { operation: [{ name: 'everything', definition: PATIENT_EVERYTHING }] }),
    searchParam: parameters.map(({ code, kind, url }) => ({
      name: code,
      type: kind,
      ...(url !== undefined && { definition: url }),
    })),
  };
}
