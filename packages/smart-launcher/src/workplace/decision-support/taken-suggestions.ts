import type { ClinicalContext, Receipt } from '@samspil/sdk';
import type { CardAcceptance } from '@samspil/components/events';
import type { Task } from 'fhir/r4';
import { suggestedTasks } from './suggested-tasks.ts';

/**
 * The suggestions a person took under one lease. Each is one write that keeps its id and its content, so taking it again
 * after an answer that never came has one effect.
 */
export class TakenSuggestions {
  readonly #lease: ClinicalContext;
  readonly #writes = new Map<unknown, { readonly operationId: string; readonly tasks: readonly Task[] }>();
  readonly #receipts = new Set<string>();

  constructor(lease: ClinicalContext) {
    this.#lease = lease;
  }

  /** Whether a receipt is of a suggestion that was taken here. */
  includes(receiptId: string): boolean {
    return this.#receipts.has(receiptId);
  }

  /**
   * Makes the tasks durable. A suggestion without actions does nothing.
   *
   * @throws what {@link suggestedTasks} and `FhirAccess.save` throw
   */
  async carryOut(acceptance: CardAcceptance): Promise<Receipt | undefined> {
    const key = keyOf(acceptance);
    const write = this.#writes.get(key) ?? {
      operationId: crypto.randomUUID(),
      tasks: suggestedTasks(acceptance, this.#lease, new Date()),
    };
    this.#writes.set(key, write);
    if (write.tasks.length === 0) return undefined;
    const receipt = await this.#lease.fhir.save(write.tasks, { operationId: write.operationId });
    this.#receipts.add(receipt.id);
    return receipt;
  }
}

/** One suggestion of one card, also after the service was asked again; without ids only the very same object. */
function keyOf({ service, card, suggestion }: CardAcceptance): unknown {
  return card.uuid && suggestion.uuid ? JSON.stringify([service, card.uuid, suggestion.uuid]) : suggestion;
}
