import { connect } from '@samspil/sdk';

/** A plugin that minds its own business: it connects, and reads its patient whenever the range tells it to. */
const connected = connect({ clientId: 'neighbour', scope: '' });
window.addEventListener('message', (event: MessageEvent<{ honest?: string } | null>) => {
  if (event.source !== window.parent || event.data?.honest !== 'read') return;
  void connected
    .then(({ context }) => context.value?.fhir.read(context.value.patient.reference))
    .then(
      () => window.parent.postMessage({ honest: 'served' }, '*'),
      () => window.parent.postMessage({ honest: 'failed' }, '*'),
    );
});
connected.then(
  () => window.parent.postMessage({ honest: 'connected' }, '*'),
  () => window.parent.postMessage({ honest: 'failed' }, '*'),
);
