import { patientsOf } from '../../src/fhir/compartment.ts';
import type { Attempt } from './attempts.ts';
import { BASE } from './record-server.ts';
import type { World } from './world.ts';

/**
 * What the journal says of one run. Each save is "written to A as A" or "not written"; what was acknowledged is durable;
 * what was handed over was handed over under a lease that held; nobody waits for ever; nothing parked lies under another
 * patient. Empty: all of that held.
 */
export function judge(world: World, attempts: readonly Attempt[], unsettled: number): string[] {
  const faults = [...world.faults];
  const patientOfLease = new Map(
    world.contexts.map(({ id, patient }) => [id, patient.reference.replace('Patient/', '')]),
  );
  for (const { write, wasHeld } of world.server.journal) {
    const attempt = attempts.find(({ operationId }) => operationId === write.operationId);
    if (!wasHeld) faults.push('a write was handed over after its lease had ended');
    if (patientOfLease.get(write.lease) !== write.patient)
      faults.push('a write lies with another patient than its lease');
    if (!attempt) faults.push('a write that nobody made');
    else if (attempt.patient !== write.patient || attempt.lease !== write.lease)
      faults.push('a save under one lease was written under another');
    for (const resource of write.resources) {
      if (patientsOf(resource, BASE).some((patient) => patient !== write.patient))
        faults.push('a resource of one patient was written to another');
      if (resource.id !== undefined && resource.id !== `pulse-${write.patient}`)
        faults.push('a change overwrites what is another patient’s');
    }
  }
  for (const { outcome } of attempts) {
    if (outcome === 'acknowledged too early') faults.push('a save was acknowledged before it was durable');
    if (outcome === 'no code') faults.push('a save failed without a code');
    if (outcome === undefined) faults.push('a save was never answered');
  }
  for (const { patient, data } of world.server.outbox.drafts.kept.values())
    if (patient !== data) faults.push('a draft of one patient was kept under another');
  if (unsettled > 0) faults.push('a change of patient never ended');
  return faults;
}
