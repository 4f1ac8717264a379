import { SamspilError } from '@samspil/sdk';
import { ScopeSet } from '@samspil/sdk/fhir';
import { formatIdentifier } from '@samspil/sdk/nordic';
import { parseSearchRequest } from '@medplum/core';
import type { Patient } from '@medplum/fhirtypes';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PatientChoice, PatientPicker } from './authorization/index.ts';
import { AccessPolicy } from './fhir/access/access-policy.ts';
import { AccessRepository } from './fhir/access/access-repository.ts';
import { FhirStore, openDatabase } from './fhir/index.ts';
import { seed } from './seed/index.ts';

export interface RecordsOptions {
  fhirBaseUrl: string;
  /** Folder of the embedded database; undefined keeps everything in memory. */
  dataDir: string | undefined;
  databaseUrl?: string | undefined;
  seed: number;
  patients: number;
}

/** The records of the simulator: an open store with synthetic patients in it. */
export interface Records {
  store: FhirStore;
  picker: PatientPicker;
  close(): Promise<void>;
}

/**
 * Opens the store and, the first time, fills it.
 *
 * @throws `invalid-request` when the folder holds other synthetic data than asked for: it is never overwritten
 */
export async function openRecords(options: RecordsOptions): Promise<Records> {
  const { fhirBaseUrl, dataDir, databaseUrl } = options;
  const note = dataDir && `${dataDir}.seed.json`;
  const wanted = { seed: options.seed, patients: options.patients };
  if (note && existsSync(note)) await assertSame(note, wanted);
  if (dataDir) await mkdir(dirname(dataDir), { recursive: true });
  const database = await openDatabase({
    memory: dataDir === undefined,
    ...(dataDir !== undefined && { dataDir }),
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  const store = await FhirStore.open(database, { fhirBaseUrl });
  if (await store.isEmpty()) {
    await store.load(seed({ ...wanted, now: new Date() }) as Iterable<never>);
    if (note) await writeFile(note, JSON.stringify(wanted));
  }
  return { store, picker: patientPicker(store), close: () => database.close() };
}

async function assertSame(note: string, wanted: { seed: number; patients: number }): Promise<void> {
  const kept = JSON.parse(await readFile(note, 'utf8')) as typeof wanted;
  if (kept.seed === wanted.seed && kept.patients === wanted.patients) return;
  throw new SamspilError(
    'invalid-request',
    `The data folder holds seed ${kept.seed} with ${kept.patients} patients. Ask for these, name another folder with --data, use --memory, or remove the folder.`,
  );
}

/** Finds patients for the page that asks which one a standalone app is for. */
function patientPicker(store: FhirStore): PatientPicker {
  const access = { clientId: 'patient-picker', scopes: ScopeSet.parse('system/Patient.rs') };
  const repository = (): AccessRepository =>
    new AccessRepository(store, new AccessPolicy(access, store.context), () => undefined);
  return {
    async search(text) {
      const words = text.trim();
      const digits = words.replace(/[\s-]/g, '');
      const by =
        words === ''
          ? ''
          : /^\d{6,}/.test(digits)
            ? `identifier=${digits}&`
            : `name=${encodeURIComponent(words)}&`;
      const found = await repository().search<Patient>(
        parseSearchRequest(`Patient?${by}_sort=family&_count=20`),
      );
      return (found.entry ?? []).flatMap(({ resource }) => (resource ? [choiceOf(resource)] : []));
    },
    async find(id) {
      const found = await repository().search<Patient>(
        parseSearchRequest(`Patient?_id=${encodeURIComponent(id)}`),
      );
      const [entry] = found.entry ?? [];
      return entry?.resource && choiceOf(entry.resource);
    },
  };
}

function choiceOf(patient: Patient): PatientChoice {
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0];
  const [identifier] = patient.identifier ?? [];
  const number = identifier ? formatIdentifier(identifier as never) : undefined;
  return {
    id: patient.id ?? '',
    name:
      name?.text ??
      [name?.family?.toLocaleUpperCase('da'), name?.given?.join(' ')].filter(Boolean).join(', '),
    detail: [patient.birthDate, number].filter(Boolean).join(' · '),
  };
}
