import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ConflictChoice, ConflictingResource, WriteConflict } from '@samspil/sdk/host';
import { mergeResource } from '@samspil/sdk/fhir';
import { JournalServer } from '../../../../sdk/test/offline/journal-server.ts';
import { newPartition, Tab } from '../../../../sdk/test/offline/tab.ts';
import { pulse as pulseOf, writeOf } from '../../../../sdk/test/offline/writes.ts';
import type { FhirResource, Observation } from 'fhir/r4';
import '../../define/conflict.ts';
import type { ConflictCloseEvent } from '../../events/conflict-close-event.ts';
import { conflictTexts } from './conflict-texts.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { text } from '../../locales/text.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import type { SamspilConflict } from './conflict.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const LOINC = 'http://loinc.org';
const pulse = (changes: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: LOINC, code: '8867-4' }] },
  effectiveDateTime: '2026-01-15T08:30:00+01:00',
  valueQuantity: { value: 72, unit: 'slag/min', code: '/min' },
  ...changes,
});

/** One resource as the outbox tells of it. */
function standing(
  base: FhirResource,
  mine: FhirResource,
  theirs: FhirResource,
  more: Partial<ConflictingResource> = {},
): ConflictingResource {
  const result = mergeResource(base, mine, theirs);
  const conflicts = result.kind === 'conflict' ? result.conflicts : [];
  const reference = `${mine.resourceType}/${mine.id}`;
  return { reference, kind: 'changed', base, mine, theirs, conflicts, ...more };
}

function conflictOf(resources: readonly ConflictingResource[], revision = 1): WriteConflict {
  const plugin = { id: 'dk.test', version: '1.0.0' };
  return { id: 'r1', revision, patient: 'else', plugin, storedAt: '2026-01-15T08:31:00Z', resources };
}

const twoFields = () =>
  standing(
    pulse(),
    pulse({ valueQuantity: { value: 90.5, code: '/min' }, status: 'amended' }),
    pulse({ valueQuantity: { value: 70, code: '/min' }, status: 'corrected' }),
    { who: { reference: 'Practitioner/o', display: 'Otto Læge' }, when: '2020-01-15T12:00:00Z' },
  );

async function shown(conflict: WriteConflict | undefined, locale = 'da') {
  const host = new FakeHost([], locale);
  if (conflict) host.conflicts.set('r1', conflict);
  const closed: ConflictCloseEvent['outcome'][] = [];
  const element = await fixture<SamspilConflict>(
    html`<samspil-conflict
      .host=${host}
      receipt="r1"
      @samspil-conflict-close=${({ outcome }: ConflictCloseEvent) => closed.push(outcome)}
    ></samspil-conflict>`,
  );
  await settled(element);
  const all = <E extends HTMLElement = HTMLElement>(selector: string) => [
    ...element.renderRoot.querySelectorAll<E>(selector),
  ];
  const press = async (selector: string) => {
    all(selector)[0]?.click();
    await settled(element);
  };
  return { host, element, all, press, closed };
}

const fieldTexts = (fields: readonly HTMLElement[]) => fields.map(words);

describe('samspil-conflict', () => {
  it('does not say where a protected person lives, whichever version says that she is protected', async () => {
    const patient = (line: string, isProtected = false) =>
      ({
        resourceType: 'Patient',
        id: 'p1',
        address: [{ line: [line], city: 'Aarhus' }],
        ...(isProtected && { meta: { security: [{ code: 'R' }] } }),
      }) as FhirResource;
    const one = standing(
      patient('Fælles Vej 1'),
      patient('Hemmelig Vej 22'),
      patient('Skjult Allé 333', true),
    );
    const whole = standing(
      patient('Fælles Vej 1'),
      patient('Hemmelig Vej 22', true),
      patient('Skjult Allé 333'),
      {
        kind: 'exists',
        conflicts: [
          {
            path: 'Patient',
            elements: [],
            base: patient('Fælles Vej 1'),
            mine: patient('Hemmelig Vej 22', true),
            theirs: patient('Skjult Allé 333'),
          },
        ],
      },
    );
    for (const resource of [one, whole]) {
      const { element } = await shown(conflictOf([resource]));
      expect(resource.conflicts).not.to.be.empty;
      expect(words(element))
        .to.contain('Skjult: beskyttet')
        .and.not.to.match(/Vej|Allé|Aarhus/);
    }
  });

  it('says who changed what and when, and shows each field before, mine and theirs', async () => {
    const { element, all } = await shown(conflictOf([twoFields()]));
    expect(words(element)).to.match(
      /Måling: Puls er ændret af Otto Læge 15\.01\.2020 \d\d\.\d\d\. Vælg, hvilken/,
    );
    const [status, value, ...others] = fieldTexts(all('fieldset')).sort();
    expect(others).to.be.empty;
    expect(status).to.equal('Status Før: Endelig Min version Ændret Version i EPJ Rettet');
    expect(value).to.equal('Værdi Før: 72 /min Min version 90,5 /min Version i EPJ 70 /min');
  });

  it('a writer who is not known is somebody, and no time is made up', async () => {
    const { who: _who, when: _when, ...rest } = twoFields();
    const { element } = await shown(conflictOf([rest]));
    expect(words(element)).to.contain('Måling: Puls er ændret af en anden. Vælg');
  });

  it('chooses nothing beforehand, and does not go on while a field is open', async () => {
    const { host, all, press, element } = await shown(conflictOf([twoFields()]));
    expect(all<HTMLInputElement>('input').some(({ checked }) => checked)).to.equal(false);
    await press('.confirm');
    expect(words(all('[role=alert]')[0])).to.equal('Vælg en version for hvert felt, før du bekræfter.');
    expect(element.shadowRoot?.activeElement).to.equal(all('#q0 input')[0]);
    expect(host.decisions).to.be.empty;
  });

  it('hands over what was chosen field by field, with the revision that was shown', async () => {
    const { host, all, press, closed } = await shown(conflictOf([twoFields()], 4));
    for (const field of all('fieldset')) {
      const side = field.dataset['path'] === 'Observation.value' ? 'mine' : 'theirs';
      field.querySelector<HTMLElement>(`[data-side=${side}] input`)?.click();
    }
    await press('.confirm');
    const [{ id, decision } = { id: '', decision: undefined }] = host.decisions;
    expect(id).to.equal('r1');
    expect(decision?.revision).to.equal(4);
    expect(decision?.keep).to.have.deep.members([
      { reference: 'Observation/o1', path: 'Observation.value', take: 'mine' },
      { reference: 'Observation/o1', path: 'Observation.status', take: 'theirs' },
    ]);
    expect(closed).to.deep.equal(['decided']);
  });

  it('all of mine or all of theirs is one press, still to be confirmed', async () => {
    for (const [button, take] of [
      ['.all-mine', 'mine'],
      ['.all-theirs', 'theirs'],
    ] as const) {
      const { host, press, all } = await shown(conflictOf([twoFields()]));
      await press(button);
      expect(all<HTMLInputElement>(`[data-side=${take}] input`).every(({ checked }) => checked)).to.equal(
        true,
      );
      expect(host.decisions).to.be.empty;
      await press('.confirm');
      const keep = host.decisions[0]?.decision.keep as readonly ConflictChoice[];
      expect(keep.map((choice) => choice.take)).to.deep.equal([take, take]);
    }
  });

  it('can be left for later: nothing is decided', async () => {
    const { host, press, closed } = await shown(conflictOf([twoFields()]));
    await press('.later');
    expect(closed).to.deep.equal(['later']);
    expect(host.decisions).to.be.empty;
  });

  it('works by keyboard: one group for each field, in reading order, then the buttons', async () => {
    const { all } = await shown(conflictOf([twoFields()]));
    const groups = all('fieldset').map(
      (field) => new Set([...field.querySelectorAll('input')].map(({ name }) => name)),
    );
    expect(groups.every(({ size }) => size === 1)).to.equal(true);
    expect(new Set(groups.flatMap((names) => [...names])).size).to.equal(2);
    const order = all('input, button').map((control) => control.className || control.getAttribute('name'));
    expect(order).to.deep.equal([
      'q0',
      'q0',
      'q1',
      'q1',
      'all-mine',
      'all-theirs',
      'primary confirm',
      'quiet later',
    ]);
  });

  it('a record that changed again is shown anew, and what was chosen counts for nothing', async () => {
    const { host, all, press, element } = await shown(conflictOf([twoFields()]));
    await press('.all-mine');
    host.resolveConflict = async () => {
      host.conflicts.set(
        'r1',
        conflictOf([standing(pulse(), pulse({ status: 'amended' }), pulse({ status: 'cancelled' }))], 2),
      );
      throw Object.assign(new Error('moved'), { name: 'SamspilError', code: 'conflict' });
    };
    await press('.confirm');
    expect(words(all('[role=alert]')[0])).to.contain('EPJ er ændret igen');
    expect(words(element)).to.contain('Annulleret');
    expect(all<HTMLInputElement>('input').some(({ checked }) => checked)).to.equal(false);
  });

  it('an error is said in words, and nothing is closed', async () => {
    const { host, all, press, closed } = await shown(conflictOf([twoFields()]));
    await press('.all-mine');
    host.conflictFailure = 'storage-full';
    await press('.confirm');
    expect(words(all('[role=alert]')[0])).to.contain('fuld');
    expect(closed).to.be.empty;
  });

  it('without a connection both versions are shown and the choice is kept; it reaches the record once there is one', async () => {
    const server = new JournalServer();
    const tab = await Tab.open({ partition: newPartition(), server });
    const there = server.write({ ...pulseOf(), id: 'r1' }) as Observation;
    const withValue = (value: number) => ({ ...there, valueQuantity: { value, unit: '/min' } });
    server.isDown = true;
    const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [withValue(90)] }));
    server.write(withValue(70));
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(id, 'conflict');

    server.isDown = true;
    const host = {
      conflict: (receipt: string) => tab.outbox.conflict(receipt),
      resolveConflict: (...decision: Parameters<FakeHost['resolveConflict']>) =>
        tab.outbox.resolve(...decision),
    };
    const closed: string[] = [];
    const element = await fixture<SamspilConflict>(
      html`<samspil-conflict
        .host=${host}
        .receipt=${id}
        locale="da"
        @samspil-conflict-close=${({ outcome }: ConflictCloseEvent) => closed.push(outcome)}
      ></samspil-conflict>`,
    );
    const find = (selector: string) => element.renderRoot.querySelector<HTMLElement>(selector);
    await waitUntil(() => find('fieldset'));
    expect(words(find('fieldset')))
      .to.contain('Min version 90')
      .and.to.contain('Version i EPJ 70');
    find('[data-side=mine] input')?.click();
    find('.confirm')?.click();
    await waitUntil(() => closed.length === 1);
    expect(closed).to.deep.equal(['decided']);
    expect((server.get('Observation/r1') as Observation).valueQuantity?.value, 'not sent yet').to.equal(70);

    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(id, 'accepted');
    expect((server.get('Observation/r1') as Observation).valueQuantity?.value).to.equal(90);
    await tab.outbox.close();
  });

  it('a conflict that cannot be read can be asked for again', async () => {
    const { host, element, all, press } = await shown(undefined);
    expect(all('.notice')).to.have.length(1);
    host.conflicts.set('r1', conflictOf([twoFields()]));
    await press('.actions button');
    expect(words(element)).to.contain('Otto Læge');
  });

  it('a deleted record is told as such: mine as a new entry, or let it be', async () => {
    const conflicts = [
      { path: 'Observation', elements: [], base: pulse(), mine: pulse(), theirs: undefined },
    ];
    const { host, element, all, press } = await shown(
      conflictOf([{ reference: 'Observation/o1', kind: 'gone', mine: pulse(), conflicts }]),
    );
    expect(words(element)).to.contain('Måling: Puls. Registreringen er slettet i EPJ.');
    expect(words(all('[data-side=mine]')[0]))
      .to.contain('Send min som ny registrering')
      .and.to.contain('72 /min');
    expect(words(all('[data-side=theirs]')[0])).to.equal('Lad den være slettet');
    all('[data-side=theirs] input')[0]?.click();
    await press('.confirm');
    expect(host.decisions[0]?.decision.keep).to.deep.equal([
      { reference: 'Observation/o1', path: 'Observation', take: 'theirs' },
    ]);
  });

  it('what may not be read can only be left as it is', async () => {
    const conflicts = [
      { path: 'Observation', elements: [], base: undefined, mine: pulse(), theirs: undefined },
    ];
    const { all, element } = await shown(
      conflictOf([{ reference: 'Observation/o1', kind: 'unreadable', mine: pulse(), conflicts }]),
    );
    expect(words(element)).to.contain('ikke adgang til versionen i EPJ');
    expect(all('[data-side=mine]')).to.be.empty;
  });

  it('two changes that touch different things ask only for a yes', async () => {
    const { host, element, press } = await shown(
      conflictOf([standing(pulse(), pulse({ status: 'amended' }), pulse({ note: [{ text: 'x' }] }))]),
    );
    expect(words(element)).to.contain('Begge ændringer kan gælde sammen');
    await press('.confirm');
    expect(host.decisions[0]?.decision.keep).to.deep.equal([]);
  });

  it('values are written by the one formatter: parts of a pressure, concepts, names, periods, doses', async () => {
    const part = (code: string, value: number) => ({
      code: { coding: [{ system: LOINC, code }] },
      valueQuantity: { value, code: 'mm[Hg]' },
    });
    const pressure = (value: number) => pulse({ component: [part('8480-6', value)] });
    const medicine = (drug: string, dose: string, start: string): FhirResource => ({
      resourceType: 'MedicationStatement',
      id: 'm1',
      status: 'active',
      subject: {},
      medicationCodeableConcept: { text: drug },
      dosage: [{ text: dose }],
      effectivePeriod: { start, end: '2026-02-01' },
      informationSource: { display: drug },
    });
    const person = (family: string, phone: string, extra: object): FhirResource => ({
      resourceType: 'Patient',
      id: 'p1',
      name: [{ use: 'official', family, given: ['Else'] }],
      telecom: [{ system: 'phone', use: 'home', value: phone }],
      ...extra,
    });
    const { all } = await shown(
      conflictOf([
        standing(pressure(120), pressure(130), pressure(140)),
        standing(
          medicine('Morfin', '5 mg', '2026-01-01'),
          medicine('Oxycodon', '10 mg', '2026-01-02'),
          medicine('Metadon', '7 mg', '2026-01-03'),
        ),
        standing(
          person('Sø', '1', {}),
          person('Å', '2', { active: true, strangeThing: { deepValue: 5 } }),
          person('Ø', '3', { active: false, strangeThing: { deepValue: 6 } }),
        ),
      ]),
    );
    const texts = fieldTexts(all('fieldset')).join('\n');
    expect(texts).to.contain('Systolisk blodtryk Før: 120 mmHg Min version 130 mmHg Version i EPJ 140 mmHg');
    expect(texts).to.contain('Lægemiddel og dosering Før: Dosering: 5 mg, Lægemiddel: Morfin');
    expect(texts).to.contain('Periode').and.to.contain('02.01.2026 til 01.02.2026');
    expect(texts).to.contain('Navn Før: Sø, Else Min version Å, Else Version i EPJ Ø, Else');
    expect(texts).to.contain('Telefon og e-mail Før: 1 Min version 2 Version i EPJ 3');
    expect(texts).to.contain('Aktiv Min version Ja Version i EPJ Nej');
    expect(texts).to.contain('Andet felt (strange thing)').and.to.contain('Min version 5');
    expect(texts).not.to.match(/\[object|undefined|null|8480|where\(/);
  });

  it('an answer in a form goes by the wording of its question', async () => {
    const form = (answer: string): FhirResource => ({
      resourceType: 'QuestionnaireResponse',
      id: 'f1',
      status: 'in-progress',
      item: [
        {
          linkId: 'g',
          item: [{ linkId: "1.'a", text: 'Har du smerter?', answer: [{ valueString: answer }] }],
        },
      ],
    });
    const { all } = await shown(conflictOf([standing(form('Nej'), form('Lidt'), form('Meget'))]));
    expect(words(all('fieldset')[0])).to.equal(
      'Har du smerter? Før: Nej Min version Lidt Version i EPJ Meget',
    );
  });

  it('what the record says is shown as text and nothing else', async () => {
    const note = (words_: string) => pulse({ note: [{ id: 'n', text: words_ }] });
    const { all } = await shown(conflictOf([standing(note('a'), note('<b>fed</b>'), note('<img src=x>'))]));
    expect(words(all('fieldset')[0]))
      .to.contain('<b>fed</b>')
      .and.to.contain('<img src=x>');
    expect(all('fieldset b, fieldset img')).to.be.empty;
  });

  it('speaks Danish, Swedish and English, and shows none of its keys', async () => {
    for (const locale of locales) {
      const { element } = await shown(conflictOf([twoFields()]), locale);
      expect(words(element)).to.contain(text(conflictTexts, locale, 'conflict.theirs'));
      expect(words(element)).not.to.match(/conflict\.|field\.|\{/);
    }
  });

  it('a receipt that is exchanged forgets the one before', async () => {
    const { host, element } = await shown(conflictOf([twoFields()]));
    host.conflicts.set(
      'r2',
      conflictOf([standing(pulse(), pulse({ status: 'amended' }), pulse({ status: 'cancelled' }))]),
    );
    element.receipt = 'r2';
    await settled(element);
    await waitUntil(() => words(element).includes('Annulleret'));
    expect(words(element)).not.to.contain('Otto Læge');
  });

  for (const locale of locales)
    it(`is accessible in both themes in ${locale}`, async () => {
      const { element, press } = await shown(conflictOf([twoFields()]), locale);
      await expectAccessible(element);
      await press('.confirm');
      await expectAccessible(element);
    });

  it('is accessible in both themes, fits 320 pixels in both directions of writing, and every choice is a finger high', async () => {
    const { element, all, press } = await shown(conflictOf([twoFields()]));
    await expectAccessible(element);
    await press('.confirm');
    element.style.width = '320px';
    await settled(element);
    await expectAccessible(element);
    await expectFits(element);
    element.style.width = '320px';
    for (const target of all('.side, button'))
      expect(target.getBoundingClientRect().height).to.be.at.least(44);
  });
});
