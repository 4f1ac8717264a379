// A plugin that uses each service of the workplace once, by a button. What came of it is written below.
import { connect } from './samspil.js';

const workplace = await connect({ clientId: 'services', scope: 'patient/Patient.r' });
const { ui, bus } = workplace;
const output = document.querySelector('output');
let dirty;
let overlay;

const actions = {
  Notify: () => ui.notify({ level: 'success', text: 'Sendt: <b>3</b> værdier \u202Etil EPJ' }),
  Warn: () => ui.notify({ level: 'warning', text: 'Pulsen er målt for længe siden til at indgå i scoren.' }),
  Confirm: () =>
    ui.confirm({
      text: 'Overskrive målingen kl. 08:00?',
      confirm: 'Overskriv',
      cancel: 'Behold',
      danger: true,
    }),
  Trend: () => ui.open('trend'),
  List: () => ui.open('patient.list'),
  Medication: () => ui.open('medication'),
  Grow: () => ui.resize({ height: 420 }),
  Done: () => ui.done({ saved: 3 }),
  Large: async () => {
    overlay = await ui.overlay.open({ title: 'Alle målinger' });
    void overlay.closed.then(() => say('Large: closed'));
    return 'open';
  },
  Download: () =>
    ui.download({ name: '../maalinger.csv.exe', mediaType: 'text/csv', data: 'tid;puls\n08:00;72' }),
  Print: () =>
    ui.print({
      title: 'Vitale værdier',
      blocks: [{ heading: 'I dag' }, { columns: ['Tid', 'Puls'], rows: [['08:00', '<b>72</b>']] }],
    }),
  Publish: () => bus.publish('dk.example.score', { news2: 7 }),
  Type: () => {
    dirty = ui.dirty('Puls');
  },
  Save: () => dirty?.end(),
  Leave: () => ui.focusWorkplace(),
};

function say(text) {
  output.textContent = text;
}

for (const [name, act] of Object.entries(actions)) {
  const button = document.createElement('button');
  button.textContent = name;
  button.addEventListener('click', () => {
    Promise.resolve()
      .then(act)
      .then(
        (value) => say(`${name}: ${JSON.stringify(value) ?? 'ok'}`),
        (error) => say(`${name}: ${error.code}`),
      );
  });
  document.querySelector('#buttons').append(button);
}
await ui.shortcuts.register([{ keys: 'Alt+g', label: 'Gem målingen' }], (keys) => say(`Shortcut: ${keys}`));
say(`Can: ${['notify', 'drafts', 'bus'].filter((name) => workplace.can(name)).join(' ')}`);
