import { noBus, noUi } from '../workplace/services/no-services.ts';
import { WritableSignal } from '../workplace/signal.ts';
import type { Workplace } from '../workplace/types.ts';

/** What of a workplace the host has already. */
export type HostedParts = Pick<
  Workplace,
  'context' | 'locale' | 'online' | 'theme' | 'shown' | 'drafts' | 'onPrepare'
>;

/** The workplace as the host's own elements see it: what plugins get, without a frame and without services of a host. */
export function ownWorkplace(parts: HostedParts): Workplace {
  return {
    ...parts,
    surroundings: 'embedded',
    // The host is here, whatever becomes of the connection to the record.
    reachable: new WritableSignal(true),
    view: 'main',
    // Its own screens show what was not received; what it saves itself it corrects there.
    onRepair: () => () => undefined,
    outbox: undefined,
    can: (capability) => capability === 'drafts',
    ui: noUi,
    bus: noBus,
    close: () => undefined,
  };
}
