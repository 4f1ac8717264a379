import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AllergyIntolerance, Patient } from 'fhir/r4';
import '../../define/patient-banner.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { find } from '../../testing/list-contract.ts';
import { sampleAllergy, samplePatient } from '../../testing/samples.ts';
import type { SamspilPatientBanner } from './patient-banner.ts';

async function micro(
  patient: Patient,
  more: { allergies?: AllergyIntolerance[]; open?: boolean; locale?: string } = {},
): Promise<SamspilPatientBanner> {
  const page = await fixture(
    html`<div>
      <samspil-patient-banner
        form="micro"
        .patient=${patient}
        .allergies=${more.allergies ?? [sampleAllergy('penicillin')]}
        .locale=${more.locale ?? 'da'}
        ?open=${more.open ?? false}
      ></samspil-patient-banner>
      <button id="next">Skema</button>
    </div>`,
  );
  const element = page.querySelector('samspil-patient-banner') as SamspilPatientBanner;
  await settled(element);
  return element;
}

const height = (element: Element) => element.getBoundingClientRect().height;

await Promise.all([loadLocale('sv'), loadLocale('en')]);

describe('samspil-patient-banner, micro', () => {
  it('BAN-01 BAN-02 BAN-18 says in one line all that the full one identifies by, with its labels, the marks and the way to the rest', async () => {
    const element = await micro(samplePatient('else'));
    element.style.width = '90rem';
    expect(words(element.shadowRoot?.querySelector('.identity'))).to.match(
      /^Sørensen, Else Marie \(dr\) Kaldes Lis Født 02\.02\.1991 \(\d+ år\) Køn Kvinde CPR-nr\. 020191-9990 1 CAVE ?Alvorlig overfølsomhed Vis detaljer$/,
    );
    const tops = [...(element.shadowRoot?.querySelectorAll('.name, .fact, .aside') ?? [])].map((part) => {
      const { top, height: tall } = part.getBoundingClientRect();
      return top + tall / 2;
    });
    expect(Math.max(...tops) - Math.min(...tops), 'one line').to.be.below(6);
    expect(height(element)).to.be.below(60);
    expect(words(find(await micro(samplePatient('protected')), '.flags'))).to.equal(
      'Navne- og adressebeskyttet',
    );
    expect(words(find(await micro(samplePatient('deceased')), '.identity'))).to.match(/Afdød.*Alder ved død/);
  });

  it('BAN-25 has nothing to write in, closed or open', async () => {
    const element = await micro(samplePatient('else'), { open: true });
    const fields = 'input, select, textarea, form, [contenteditable], [role=textbox], [role=combobox]';
    expect(element.shadowRoot?.querySelector(fields)).not.to.exist;
  });

  it('BAN-38 has no ward or bed, also where the record says one with the patient', async () => {
    const patient = {
      ...samplePatient('else'),
      managingOrganization: { display: 'Afsnit M2' },
      extension: [{ url: 'https://hospital.example/bed', valueString: 'Seng 4' }],
      contained: [{ resourceType: 'Location' as const, id: 'l', name: 'Stue 12' }],
    };
    expect(words(await micro(patient, { open: true }))).not.to.match(/Afsnit|Seng|Stue/);
  });

  it('BAN-16 BAN-37 every address is one press away; what is opened lies over the page, has an edge of its own and pushes nothing', async () => {
    const element = await micro(samplePatient('else'));
    const next = element.nextElementSibling as HTMLElement;
    const before = [height(element), next.getBoundingClientRect().top];
    find(element, '.toggle')?.click();
    await settled(element);
    expect(words(find(element, '.part')))
      .to.contain('Bopæl')
      .and.to.contain('Midlertidig');
    expect([height(element), next.getBoundingClientRect().top]).to.deep.equal(before);
    const details = find(element, '.details') as HTMLElement;
    expect(details.getBoundingClientRect().bottom).to.be.above(next.getBoundingClientRect().top);
    const { borderBottomStyle, boxShadow } = getComputedStyle(details);
    expect(borderBottomStyle).to.equal('solid');
    expect(boxShadow).not.to.equal('none');
  });

  it('what is opened closes by Escape, with the focus back, and when the focus goes on to the page', async () => {
    const element = await micro(samplePatient('else'), { open: true });
    const toggle = find(element, '.toggle');
    find(element, '.details')?.focus();
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect([element.open, element.shadowRoot?.activeElement === toggle]).to.deep.equal([false, true]);
    toggle?.click();
    await settled(element);
    element.ownerDocument.querySelector<HTMLElement>('#next')?.focus();
    expect(element.open).to.be.false;
  });

  it('fits 320 pixels, also with text of twice the size; its targets are 44 px', async () => {
    const root = document.documentElement;
    for (const size of ['', '200%']) {
      root.style.fontSize = size;
      try {
        for (const name of ['else', 'protected', 'deceased', 'unknown'] as const) {
          const element = await micro(samplePatient(name), { open: true });
          await expectFits(element);
          for (const target of element.shadowRoot?.querySelectorAll('button') ?? []) {
            expect(target.offsetHeight, size).to.be.at.least(44);
            expect(target.offsetWidth, size).to.be.at.least(44);
          }
        }
      } finally {
        root.style.fontSize = '';
      }
    }
  });

  for (const locale of locales) {
    it(`is accessible in ${locale}, light and dark`, async () => {
      await expectAccessible(await micro(samplePatient('protected'), { locale, open: true }));
      await expectAccessible(await micro(samplePatient('deceased'), { locale, allergies: [] }));
    });
  }
});
