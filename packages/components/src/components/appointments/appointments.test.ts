import { expect } from '@open-wc/testing';
import type { Appointment } from 'fhir/r4';
import '../../define/appointments.ts';
import { formatDateTime, formatTime } from '../../format/dates.ts';
import { words } from '../../testing/expect-accessible.ts';
import { all, find, listContract, listElement, shown } from '../../testing/list-contract.ts';
import kept from '../../testing/sample-appointments.json';

const tag = 'samspil-appointments';
const now = Date.parse('2026-03-02T09:30:00+01:00');
const sample = (name: keyof typeof kept, more: Partial<Appointment> = {}) =>
  ({ ...structuredClone(kept[name]), ...more }) as Appointment;
const samples = () => (Object.keys(kept) as (keyof typeof kept)[]).map((name) => sample(name));
const make = (...resources: Appointment[]) => listElement(tag, { resources, now } as object);
const names = (element: Element, group: string) =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const row = (element: Element, name: string) =>
  words(all(element, '.entry').find((entry) => words(entry.querySelector('.name')) === name));

describe(tag, () => {
  listContract({
    tag,
    // Whenever the test runs, they are to come.
    samples: () => [
      sample('control', { start: undefined, end: undefined }),
      sample('video', { start: '2999-01-01' }),
    ],
    empty: { da: 'Ingen aftaler', sv: 'Inga bokade tider', en: 'No appointments' },
    each: '.entry',
    failed: 'Aftaler kunne ikke hentes',
  });

  it('those to come stand first, the next one stressed; past and cancelled ones apart, closed', async () => {
    const element = await make(...samples());
    expect(names(element, 'coming')).to.deep.equal(['Samtale om målinger', 'Ambulant kontrol']);
    expect(all(element, '.next')).to.have.length(1);
    expect(row(element, 'Samtale om målinger')).to.contain('Næste aftale');
    expect(names(element, 'past')).to.deep.equal(['Hjemmebesøg']);
    expect(names(element, 'off')).to.deep.equal(['Røntgen']);
    expect(shown(element)).to.contain('Aflyste og udeblevne (1)').and.not.to.contain('Røntgen');
    expect(row(element, 'Røntgen')).to.contain('Aflyst').and.to.contain('Patienten er indlagt');
  });

  it('DAT-09 TIM-07 says the weekday with the day, from when to when, with whom and where', async () => {
    const element = await make(sample('control'));
    const { start = '', end = '' } = sample('control');
    const said = row(element, 'Ambulant kontrol');
    expect(said).to.contain(`tirs. ${formatDateTime(start, 'da')}–${formatTime(end, 'da')}`);
    expect(said).to.contain('Med Anna Holm · Sted: Medicinsk ambulatorium');
    expect(said).to.contain('Anna Holm Sundhedsperson har sagt ja');
    expect(said).to.contain('Tag din medicinliste med.');
  });

  it('one that goes on now is still to come, and one that nobody recorded as held is past and says so', async () => {
    const start = '2026-03-02T09:00:00+01:00';
    const element = await make(
      sample('control', { id: 'now', start, end: '2026-03-02T10:00:00+01:00', description: 'I gang' }),
      sample('control', { id: 'past', start, end: '2026-03-02T09:20:00+01:00', description: 'Slut' }),
    );
    expect(names(element, 'coming')).to.deep.equal(['I gang']);
    expect(row(element, 'Slut')).to.contain('Ikke registreret som gennemført');
  });

  it('without a time it is no past one, and a time that is none is shown as it came', async () => {
    const element = await make(
      sample('control', { id: 'a', start: undefined, end: undefined, status: 'pending' }),
      sample('control', { id: 'b', start: 'efter påske', end: undefined, description: 'Opfølgning' }),
    );
    expect(names(element, 'coming')).to.deep.equal(['Ambulant kontrol', 'Opfølgning']);
    expect(row(element, 'Ambulant kontrol'))
      .to.contain('Tidspunkt ikke aftalt')
      .and.to.contain('Afventer svar');
    expect(row(element, 'Opfølgning')).to.contain('efter påske');
    expect(all(element, '.next')).to.be.empty;
  });

  it('a video consultation opens outside, knows nothing of this page, and only at a secure address', async () => {
    const element = await make(sample('video'));
    const link = find(element, '.video a') as HTMLAnchorElement;
    expect(link.href).to.equal('https://video.region.example/rum/7');
    expect(link.rel).to.equal('noopener noreferrer');
    expect(link.referrerPolicy).to.equal('no-referrer');
    expect(words(link)).to.equal('Deltag (video.region.example), åbner i et nyt vindue');
    for (const valueUrl of ['javascript:alert(1)', 'http://video.region.example/rum/7', 'rum/7']) {
      const [service] = sample('video').extension ?? [];
      const extension = [{ url: service?.url ?? '', extension: [{ url: 'addressUrl', valueUrl }] }];
      const unsafe = await make(sample('video', { extension }));
      expect(find(unsafe, '.video a')).to.equal(null);
      expect(shown(unsafe)).to.contain('adressen er ikke sikker').and.not.to.contain(valueUrl);
    }
  });

  it('entered in error is apart, and a status nobody knows is shown as it came', async () => {
    const element = await make(
      sample('control', { id: 'x', status: 'entered-in-error', description: 'Forkert' }),
      sample('control', { id: 'y', status: 'maybe' as Appointment['status'] }),
    );
    expect(names(element, 'wrong')).to.deep.equal(['Forkert']);
    expect(row(element, 'Ambulant kontrol')).to.contain('maybe');
  });
});
