import type { FhirResource } from 'fhir/r4';
import type { RunOptions } from '../../src/index.ts';
import { KEY_RELEASE_MEMBER } from '../../src/launch/discovery.ts';
import { browserRuntime } from '../../src/runtime.ts';
import { AS, FHIR, startAuthorizationServer } from '../authorization-server.ts';
import { JournalServer } from '../offline/journal-server.ts';
import { playNetwork } from '../offline/play-network.ts';
import { openWard } from '../ward.ts';
import type { Ward } from '../ward.ts';

/** What a page of the plugin's own finds in the window around it. */
export interface StandaloneNetwork {
  contract: {
    /** The address an authorization request is answered with. */
    grant(authorization: string): string;
    /** Gives the page its network, and what a page has to tell `runPlugin()`. */
    join(page: Window): RunOptions;
  };
}

/** A hospital's servers as functions: SMART authorization with real signatures, records, and a journal of what was written. */
export interface Hospital extends StandaloneNetwork {
  readonly ward: Ward;
  readonly journal: JournalServer;
  /** Whom the next launch is on. */
  patient: string;
  view: string | undefined;
  close(): void;
}

const SCOPE =
  'openid fhirUser launch/patient patient/Patient.r patient/Observation.crus patient/Provenance.crus';

export async function openHospital(records: readonly FhirResource[], authorize: string): Promise<Hospital> {
  const server = await startAuthorizationServer();
  const ward = openWard(records);
  const journal = new JournalServer();
  const channel = crypto.randomUUID();
  const stopPlaying = playNetwork(channel, journal);
  server.misbehave.configuration = {
    authorization_endpoint: authorize,
    [KEY_RELEASE_MEMBER]: `${AS}/key`,
  };
  // An outbox is a user's: a new one finds it empty.
  server.misbehave.claims = { fhirUser: `${FHIR}/Practitioner/${crypto.randomUUID()}` };

  const answer = (input: string, init?: RequestInit): Promise<Response> => {
    const isRecord = input.startsWith(FHIR) && !input.includes('/.well-known/');
    return (isRecord ? ward : server).runtime.fetch(input, init);
  };
  const hospital: Hospital = {
    ward,
    journal,
    patient: 'a',
    view: undefined,
    contract: {
      grant(authorization) {
        server.misbehave.tokens = { scope: SCOPE, patient: hospital.patient };
        return server.grant(authorization).href;
      },
      join(page) {
        // The library behind the launch has no seam for the network: it takes the page's own.
        page.fetch = (input, init) => answer(input instanceof Request ? input.url : input.toString(), init);
        const worker = new URL('../offline/scripted-worker.ts', import.meta.url);
        return {
          fhirServer: FHIR,
          runtime: {
            ...browserRuntime(),
            // The page's own: what another window's storage hands out is of none of its classes.
            indexedDB: page.indexedDB,
            fetch: answer,
            now: () => server.runtime.now(),
          },
          createWorker: () => new Worker(worker, { type: 'module', name: channel }),
          ...(hospital.view !== undefined && { view: hospital.view }),
        };
      },
    },
    close: stopPlaying,
  };
  return hospital;
}
