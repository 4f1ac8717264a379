import type { NetworkFault } from '@samspil/sdk/testing/faults';
import type { RealDevice } from './device.ts';

/** Lays the server's fault of the plan out. What is given says whether it has struck. */
export function layOut(device: RealDevice): () => boolean {
  const { ehr, line, session, plan } = device;
  const { fault } = plan;
  const aim = (one: NetworkFault) => void line.faults.push({ at: 'save', fault: one });
  if (!fault) return () => true;
  switch (fault.kind) {
    case 'storm':
      for (let time = 0; time < fault.times; time += 1) aim({ kind: 'status', status: 500 });
      return () => line.struck.length > 0;
    case 'expired':
      session.expire();
      return () => session.isRenewed;
    case 'elsewhere': {
      const [seen] = [...ehr.record.values()].filter(({ resourceType }) => resourceType === 'Observation');
      if (seen) ehr.writeElsewhere({ ...seen, note: [{ text: 'seen elsewhere' }] } as typeof seen);
      return () => true;
    }
    case 'poison':
      return () => true;
    default:
      aim(fault);
      return () => line.struck.length > 0;
  }
}
