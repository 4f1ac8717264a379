/** The plugin of the contract suite: one source, run as it is in a frame, in the host's page and in a page of its own. */
import { definePlugin } from '../../src/index.ts';
import { obedientView } from './obedient-view.ts';

export default definePlugin({
  clientId: 'contract',
  version: '1.0.0',
  scope: 'openid fhirUser launch/patient patient/Patient.r patient/Observation.crus patient/Provenance.c',
  prepare({ next }) {
    document.dispatchEvent(new CustomEvent('contract-hook', { detail: `prepare ${next}` }));
    return 'ready';
  },
  suspend: () => document.dispatchEvent(new CustomEvent('contract-hook', { detail: 'suspend' })),
  resume: () => document.dispatchEvent(new CustomEvent('contract-hook', { detail: 'resume' })),
  views: {
    main: obedientView,
    other: obedientView,
    throws() {
      throw new TypeError('the view cannot be shown');
    },
    async rejects() {
      await Promise.resolve();
      throw new TypeError('the view cannot be shown after all');
    },
  },
});
