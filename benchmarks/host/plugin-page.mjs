/** A plugin as authors write it, which also does on demand what plugins must not. */
import { connect } from '@samspil/sdk';

const kept = [];
const misdeeds = {
  spin(ms) {
    const end = performance.now() + ms;
    while (performance.now() < end);
  },
  flood(count) {
    for (let n = 0; n < count; n++) parent.postMessage(n, '*');
  },
  allocate(bytes) {
    for (let had = 0; had < bytes; had += 10_000_000) kept.push(new Uint8Array(10_000_000).fill(1));
  },
};
addEventListener('message', ({ source, data }) => {
  if (source === parent && data?.misdeed) misdeeds[data.misdeed](data.amount);
});

const workplace = await connect({ clientId: 'bench', scope: 'patient/Observation.rs' });
const show = async (context) => {
  document.body.textContent = '';
  if (!context) return parent.postMessage('waits', '*');
  for await (const { valueQuantity } of context.fhir.search('Observation')) {
    document.body.textContent = `${valueQuantity.value} ${valueQuantity.unit}`;
    parent.postMessage('shows-data', '*');
  }
};
workplace.context.subscribe(show);
await show(workplace.context.value);
