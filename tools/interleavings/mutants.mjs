/**
 * Defects that the interleavings must find: what is true of them by design is worth nothing if the tool would say the
 * same without it. Each is a replacement in the SDK's source that compiles and passes for code.
 */
const SAVE = 'lease/writes/save.ts';
const HOST = 'host/host.ts';
const PRESENT = 'host/broker/present-lease.ts';
const NEVER_ENDS = {
  file: PRESENT,
  from: '    this.#lease?.end();\n    this.#lease = lease;',
  to: '    this.#lease = lease;',
};

/** @type {Record<string, { file: string, from: string, to: string }[]>} */
export const MUTANTS = {
  'lease check removed': [
    { file: SAVE, from: '  lease.assertLive();\n  if (signal?.aborted)', to: '  if (signal?.aborted)' },
    { file: SAVE, from: '  lease.assertLive();\n  const { patientId', to: '  const { patientId' },
  ],
  'check only before the await': [
    { file: SAVE, from: '  lease.assertLive();\n  const { patientId', to: '  const { patientId' },
  ],
  'the current patient instead of the lease': [
    {
      file: PRESENT,
      from: 'if (!this.#broker || this.#lease?.id !== leaseId) throw',
      to: 'if (!this.#broker) throw',
    },
  ],
  'new lease before the old one ends': [
    NEVER_ENDS,
    {
      file: HOST,
      from: '    const context = this.#present.enter(lease);\n',
      to: '    const old = this.#present.value;\n    const context = this.#present.enter(lease);\n',
    },
    {
      file: HOST,
      from: '    this.context.value = context;\n',
      to: '    this.context.value = context;\n    old?.end();\n',
    },
  ],
  'the old lease never ends': [NEVER_ENDS],
  'acknowledged before it is durable': [
    {
      file: SAVE,
      from: '  const snapshot = await outbox.enqueue({',
      to: "  const snapshot = { id: operationId, state: 'stored', patient, plugin, storedAt: '', resources: [] } as ReceiptSnapshot;\n  void outbox.enqueue({",
    },
  ],
  'a change that was superseded happens': [
    {
      file: 'host/context/context-changes.ts',
      from: "const status = signal.aborted ? 'superseded' : STATUS[decision];",
      to: 'const status = STATUS[decision];',
    },
  ],
};
