import type { ClinicalContext, Receipt } from '@samspil/sdk';
import type { QuestionnaireResponse } from 'fhir/r4';
import { codeOf } from '../controllers/reading.ts';

/** One save: it keeps its id and its content until it is known to be stored, so that trying again has one effect. */
export interface PendingSave {
  readonly operationId: string;
  readonly response: QuestionnaireResponse;
  /** Receipt of the refused write it takes the place of. */
  readonly replaces?: string;
}

export type FormWrite =
  | { readonly status: 'stored'; readonly receipt: Receipt }
  | {
      readonly status: 'failed';
      readonly code: string;
      /** It may have been stored all the same. */
      readonly isUncertain: boolean;
    };

/** Failures after which nobody knows whether it was stored: only the same operation may be tried again. */
const uncertain: readonly string[] = [
  'timeout',
  'closed',
  'network',
  'aborted',
  'stale-context',
  'unexpected',
];

/** A save of its own. */
export function newSave(response: QuestionnaireResponse, replaces: string | undefined): PendingSave {
  return { operationId: crypto.randomUUID(), response, ...(replaces !== undefined && { replaces }) };
}

/** Makes a form durable on this device, on its way to the record. Never rejects. */
export async function saveForm(lease: ClinicalContext, pending: PendingSave): Promise<FormWrite> {
  const { operationId, response, replaces } = pending;
  try {
    const options = { operationId, ...(replaces !== undefined && { replaces }) };
    return { status: 'stored', receipt: await lease.fhir.save(response, options) };
  } catch (error) {
    const code = codeOf(error);
    return { status: 'failed', code, isUncertain: uncertain.includes(code) };
  }
}
