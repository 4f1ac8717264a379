// A plugin that has the bus and nothing else: it says what it hears, and what it is refused.
import { connect } from './samspil.js';

const workplace = await connect({ clientId: 'bare', scope: 'patient/Patient.r' });
const output = document.querySelector('output');
const button = document.createElement('button');
button.textContent = 'Notify';
button.addEventListener('click', () => {
  const asked = workplace.can('notify');
  workplace.ui
    .notify({ level: 'info', text: 'x' })
    .catch((error) => (output.textContent = `can ${asked}, refused ${error.code}`));
});
document.body.prepend(button);
workplace.bus.subscribe('dk.example.score', ({ from, message }) => {
  output.textContent = `${from}: ${JSON.stringify(message)}`;
});
output.textContent = 'Listening';
