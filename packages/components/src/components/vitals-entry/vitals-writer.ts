import type { ClinicalContext, Receipt } from '@samspil/sdk';
import { observationsFor, type VitalSignsInput } from '@samspil/sdk/clinical';
import { toIsoWithOffset } from '../../format/dates.ts';
import type { Replaced } from './unfinished/unfinished-form.ts';
import { codeOf } from '../../controllers/lease-task.ts';
import { isUncertain } from '../../controllers/uncertain.ts';

export type WriteResult =
  | { status: 'stored'; receipt: Receipt }
  | { status: 'failed'; code: string; /** It may have been stored all the same. */ isUncertain: boolean };

/**
 * Saves one set of measurements as one group. The operation keeps its id until it is stored, so pressing twice, or trying
 * again after an answer that never came, has one effect.
 */
export class VitalsWriter {
  #operationId: string | undefined;

  /** A changed set is another operation. Not to be called while the outcome of the last one is uncertain. */
  forget(): void {
    this.#operationId = undefined;
  }

  async save(
    lease: ClinicalContext,
    values: VitalSignsInput,
    measuredAt: string,
    replaces?: Replaced,
  ): Promise<WriteResult> {
    this.#operationId ??= crypto.randomUUID();
    const now = toIsoWithOffset(new Date());
    const observations = observationsFor(values, {
      patient: lease.patient,
      performer: lease.user,
      ...(lease.encounter && { encounter: lease.encounter }),
      measuredAt,
      // "Now" and a time measured a few seconds ahead of this clock must not come out in the wrong order.
      issued: Date.parse(measuredAt) > Date.parse(now) ? measuredAt : now,
    });
    try {
      const receipt = await lease.fhir.save(replaces?.name?.(observations) ?? observations, {
        operationId: this.#operationId,
        ...(replaces && { replaces: replaces.receipt }),
      });
      this.#operationId = undefined;
      return { status: 'stored', receipt };
    } catch (error) {
      const code = codeOf(error);
      return { status: 'failed', code, isUncertain: isUncertain(code) };
    }
  }
}
