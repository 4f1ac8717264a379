// Says which of its versions runs, by the manifest that lies beside it.
import { connect } from './samspil.js';

const { version } = await (await fetch('manifest.json')).json();
const workplace = await connect({ clientId: 'versions', scope: 'patient/Patient.r patient/Observation.rs' });
document.querySelector('output').textContent =
  `Udgave ${version}${workplace.can('notify') ? ' med beskeder' : ''}`;
