import { expect } from '@open-wc/testing';
import type { Appointment } from 'fhir/r4';
import '../../define/appointments.ts';
import type { SamspilAppointments } from './appointments.ts';
import { formatDateTime } from '../../format/dates.ts';
import { settled, words } from '../../testing/expect-accessible.ts';
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
    expect([start, end]).to.deep.equal(['2026-03-24T10:00:00+01:00', '2026-03-24T10:30:00+01:00']);
    expect(said).to.contain('tirs. 24.03.2026 10.00–10.30');
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

  it('goes by the clock in Denmark wherever the screen is, and says so where the device has another', async () => {
    const start = '2026-07-01T08:00:00Z';
    const element = await make(
      sample('control', { id: 'a', start, end: '2026-07-01T22:30:00Z', description: 'Over midnat' }),
      sample('control', { id: 'b', start: '2026-07-02T08:00:00', end: undefined, description: 'Uden zone' }),
    );
    expect(row(element, 'Over midnat')).to.contain('ons. 01.07.2026 10.00–02.07.2026 00.30');
    expect(row(element, 'Uden zone')).to.contain('tors. 02.07.2026 08.00');
    const isAbroad = formatDateTime(start, 'da') !== '01.07.2026 10.00';
    expect(shown(element).includes('Tidszone: Centraleuropæisk tid')).to.equal(isAbroad);
    const north = await listElement(tag, {
      resources: element.resources,
      now,
      timeZone: 'America/Nuuk',
    } as object);
    expect(row(north, 'Over midnat')).to.contain('ons. 01.07.2026 07.00–21.30');
    const odd = await listElement(tag, {
      resources: element.resources,
      now,
      timeZone: 'Mars/Olympus',
    } as object);
    expect(row(odd, 'Over midnat')).to.contain('10.00');
  });

  it('a day without a time is all of it: never a midnight, and past only once it is over', async () => {
    const day = (id: string, start: string, end?: string) =>
      sample('control', { id, start, end, description: id });
    const element = await make(
      day('I dag', '2026-03-02'),
      day('I går', '2026-03-01'),
      day('Ophold', '2026-03-10', '2026-03-12'),
      day('Døgn', '2026-03-20T00:00:00+01:00', '2026-03-21T00:00:00+01:00'),
    );
    expect(names(element, 'coming')).to.deep.equal(['I dag', 'Ophold', 'Døgn']);
    expect(row(element, 'I dag')).to.contain('man. 02.03.2026, hele dagen').and.not.to.contain('00.00');
    expect(row(element, 'Ophold')).to.contain('tirs. 10.03.2026–12.03.2026, hele dagen');
    expect(row(element, 'Døgn')).to.contain('fre. 20.03.2026, hele dagen');
    expect(row(element, 'I går')).to.contain('Ikke registreret som gennemført');
  });

  it('what comes next moves on with the clock', async () => {
    const element = (await make(...samples())) as unknown as SamspilAppointments;
    element.now = Date.parse('2026-03-10T08:00:00+01:00');
    await settled(element);
    expect(words(find(element, '.next .name'))).to.equal('Ambulant kontrol');
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
