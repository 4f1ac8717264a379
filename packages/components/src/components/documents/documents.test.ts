import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Attachment, Binary, DocumentReference } from 'fhir/r4';
import '../../define/documents.ts';
import { formatMoment } from '../../format/dates.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { brokenVariants, wasRun } from '../../testing/hostile.ts';
import { all, contextWith, find, listContract, listElement, shown } from '../../testing/list-contract.ts';
import kept from '../../testing/sample-documents.json';
import published from '../../testing/sample-published-documents.json';

const tag = 'samspil-documents';
const sample = (name: keyof typeof kept, more: Partial<DocumentReference> = {}) =>
  ({ ...structuredClone(kept[name]), ...more }) as DocumentReference;
const samples = () => (Object.keys(kept) as (keyof typeof kept)[]).map((name) => sample(name));
const withFile = (attachment: Attachment, name: keyof typeof kept = 'note') =>
  sample(name, { content: [{ attachment }] });
const base64 = (text: string) => btoa(unescape(encodeURIComponent(text)));
const make = (...resources: DocumentReference[]) => listElement(tag, { resources });
const names = (element: Element, group: string) =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const row = (element: Element, name: string) =>
  all(element, '.entry').find((entry) => words(entry.querySelector('.name')) === name);
const viewer = (element: Element) => find(element, '.viewer');
const opener = (element: Element) => find(element, '[data-file]') as HTMLButtonElement;

/** Opens the first file, and waits until it is there or is said not to be. */
async function opened(element: Element): Promise<HTMLElement> {
  opener(element).click();
  await waitUntil(() => viewer(element)?.ariaBusy === 'false');
  return viewer(element) as HTMLElement;
}

/** Whether the browser says that it can show a PDF; until the end of the test. */
const setPdfViewer = (value: boolean) =>
  Object.defineProperty(navigator, 'pdfViewerEnabled', { value, configurable: true });

describe(tag, () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'pdfViewerEnabled');
  });

  listContract({
    tag,
    samples: () => [sample('note'), sample('photo')],
    empty: {
      da: 'Ingen dokumenter registreret',
      sv: 'Inga dokument registrerade',
      en: 'No documents recorded',
    },
    each: '.entry',
    failed: 'Dokumenter kunne ikke hentes',
  });

  it('the newest stand first, each with kind, author and date; superseded and wrong ones apart, closed', async () => {
    const element = await make(...samples());
    expect(names(element, 'current')).to.deep.equal([
      'Epikrise',
      'Venstre hæl',
      'Indlæggelsesnotat',
      'Vejledning',
    ]);
    expect(names(element, 'superseded')).to.deep.equal(['Henvisning']);
    expect(names(element, 'wrong')).to.deep.equal(['Operationsbeskrivelse']);
    expect(shown(element)).to.contain('Erstattede (1)').and.not.to.contain('Operationsbeskrivelse');
    const letter = words(row(element, 'Epikrise'));
    expect(letter).to.contain(formatMoment('2026-02-20T13:15:00+01:00', 'da'));
    expect(letter).to.contain('Anna Holm, Medicinsk afdeling').and.to.contain('Foreløbigt');
    const photo = words(row(element, 'Venstre hæl'));
    expect(photo).to.contain('Billede af sår').and.to.contain('Borger');
    expect(photo).to.contain('Fortrolighed: Begrænset');
    expect(words(row(element, 'Henvisning')))
      .to.contain('Erstattet af et nyere')
      .and.to.contain('2 kB');
    expect(words(row(element, 'Operationsbeskrivelse'))).to.contain('Fejlregistreret');
  });

  it('shows the published examples of DK Core, whose files are elsewhere, and says so', async () => {
    const element = await make(...(Object.values(published) as DocumentReference[]));
    expect(names(element, 'current')).to.deep.equal([
      'Diagnoseoversigt for 2509479989',
      'Aftale for 0201919990',
    ]);
    const text = words(row(element, 'Aftale for 0201919990'));
    expect(text).to.contain('Appointment Summary Document').and.to.contain('Lægerne Hasseris Bymidte');
    expect(text).to.contain('Adressen er ikke sikker og kan ikke åbnes herfra').and.to.contain('4 kB');
    expect(text, 'normal confidentiality needs no word in the row').not.to.contain('Fortrolighed: N');
    expect(text, 'whose document it is says the banner').not.to.contain('Lauridsen');
  });

  it('a text opens in place as text, takes the focus, and gives it back when it is closed', async () => {
    const element = await make(sample('note'));
    expect(opener(element).ariaLabel).to.equal('Vis tekst: Indlæggelsesnotat');
    opener(element).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find(element, '.viewer pre') !== null);
    expect(words(find(element, '.viewer pre'))).to.contain('Årsag: Pneumoni.');
    expect(element.shadowRoot?.activeElement).to.equal(viewer(element));
    expect(words(viewer(element))).not.to.contain('ændret');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => viewer(element) === null);
    expect(element.shadowRoot?.activeElement).to.equal(opener(element));
  });

  it('an image is an image, from a blob that is given back, and one at a time is open', async () => {
    const element = await make(sample('photo'), sample('note'));
    const image = (await opened(element)).querySelector('img') as HTMLImageElement;
    expect(image.alt).to.equal('Venstre hæl');
    expect(image.src).to.match(/^blob:/);
    await waitUntil(() => image.complete && image.naturalWidth > 0);
    const { src } = image;
    expect((await fetch(src)).headers.get('content-type')).to.equal('image/png');
    expect(opener(element).ariaExpanded).to.equal('true');
    all(element, '[data-file]')[1]?.click();
    await waitUntil(() => find(element, '.viewer pre') !== null);
    expect(all(element, '.viewer')).to.have.length(1);
    const answer = await fetch(src).catch(() => 'gone');
    expect(answer).to.equal('gone');
  });

  it('a PDF is shown in a frame of its own, as nothing but a PDF', async () => {
    // Chromium without a window has no viewer, and the element would say so.
    setPdfViewer(true);
    const element = await make(sample('letter'));
    const frame = (await opened(element)).querySelector('iframe') as HTMLIFrameElement;
    expect(frame.title).to.equal('Epikrise');
    expect((await fetch(frame.src)).headers.get('content-type')).to.equal('application/pdf');
    const { src } = frame;
    element.remove();
    expect(await fetch(src).catch(() => 'gone')).to.equal('gone');
  });

  it('where the browser shows no PDF, that is said instead of an empty frame', async () => {
    setPdfViewer(false);
    const element = await make(sample('letter'));
    expect(words(await opened(element))).to.contain('PDF kan ikke vises her.');
    expect(all(element, 'iframe')).to.be.empty;
  });

  it('what could execute is named and never opened, and what pretends to be harmless executes nothing', async () => {
    const element = await make(sample('page'));
    expect(opener(element)).to.equal(null);
    expect(words(row(element, 'Vejledning')))
      .to.contain('Kan ikke vises her: text/html')
      .and.to.contain('Kan ikke vises her: image/svg+xml');
    const script = '<script>globalThis.samspilWasRun=true</script>';
    const data = base64(script);
    const asText = await make(withFile({ contentType: 'text/plain', data }));
    expect(words(await opened(asText))).to.contain(script);
    const svg = base64(`<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.samspilWasRun=true"/>`);
    const asImage = await make(withFile({ contentType: 'image/png', data: svg }));
    await opened(asImage);
    await waitUntil(() => words(viewer(asImage)).includes('Browseren kunne ikke vise filen.'));
    const asPdf = await make(withFile({ contentType: 'application/pdf', data }));
    expect(words(await opened(asPdf))).to.contain('Filen er af en anden type, end der er oplyst.');
    expect(all(asPdf, 'iframe')).to.be.empty;
    expect(wasRun()).to.be.false;
  });

  it('what lies outside is never fetched, and a link only at a secure address', async () => {
    const at = (url: string) => make(withFile({ contentType: 'application/pdf', url, title: 'Svar' }));
    const outside = await at('https://dokumenter.region.example/7');
    expect(words(find(outside, '.file a'))).to.equal(
      'Åbn (dokumenter.region.example), åbner i et nyt vindue',
    );
    expect(find(outside, '.file button')).to.equal(null);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://x.example/', '//x.example']) {
      const unsafe = await at(url);
      expect(find(unsafe, '.file a, .file button'), url).to.equal(null);
      expect(shown(unsafe)).to.contain('Adressen er ikke sikker').and.not.to.contain(url);
    }
    const none = await make(withFile({ title: 'Svar' }), sample('photo', { content: [] }));
    expect(shown(none)).to.contain('Indholdet er ikke i journalen').and.to.contain('Uden indhold');
  });

  it('a file of the record is read under the lease, and a refusal is said', async () => {
    const binary: Binary = {
      resourceType: 'Binary',
      id: 'henvisning',
      contentType: 'text/plain',
      data: base64('Åndenød'),
    };
    const context = contextWith(sample('scan', { status: 'current' }), binary);
    const element = await listElement(tag, { context });
    expect(words(await opened(element))).to.contain('Åndenød');
    context.fhir.failures.read = 'denied';
    find(element, '.viewer button')?.click();
    await waitUntil(() => viewer(element) === null);
    expect(words(await opened(element)))
      .to.contain('Indholdet kan ikke vises')
      .and.not.to.contain('Åndenød');
    context.end();
    await settled(element);
    expect(viewer(element)).to.equal(null);
  });

  it('content that is not what was recorded is said', async () => {
    const [content] = sample('note').content;
    const element = await make(withFile({ ...content?.attachment, hash: base64('x') }));
    expect(words(await opened(element))).to.contain('Det kan være ændret eller beskadiget');
    expect(find(element, '[data-check=altered]')).not.to.equal(null);
  });

  it('stays open through a new reading, and is never shown for another content or another patient', async () => {
    const context = contextWith(sample('note'));
    const element = (await listElement(tag, { context })) as Awaited<ReturnType<typeof listElement>> & {
      reload(): Promise<void>;
    };
    await opened(element);
    context.fhir.resources = context.fhir.resources.map((each) => structuredClone(each));
    await element.reload();
    await settled(element);
    expect(viewer(element)).not.to.equal(null);
    context.fhir.resources = [withFile({ contentType: 'text/plain', data: base64('Andet') })];
    await element.reload();
    await settled(element);
    expect(viewer(element)).to.equal(null);
    await opened(element);
    element.context = contextWith(withFile({ contentType: 'text/plain', data: base64('Andet') }));
    await settled(element);
    expect(viewer(element), 'the same document under another lease').to.equal(null);
  });

  it('a file of whatever shape opens or is said, and throws nothing', async () => {
    for (const variant of brokenVariants(sample('note').content[0]?.attachment as never)) {
      const element = await make(withFile(variant));
      if (opener(element)) await opened(element);
      expect(words(find(element, '.file'))).not.to.equal('');
      element.remove();
    }
    expect(wasRun()).to.be.false;
  });

  it('an open file is accessible and fits 320 px', async () => {
    const element = await make(
      withFile({ contentType: 'text/plain', data: base64('Langt'.repeat(200)), title: 'Notat' }),
    );
    element.style.width = '320px';
    await opened(element);
    expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
    expect(find(element, '.viewer button')?.offsetHeight).to.be.at.least(44);
    await expectAccessible(element);
  });
});
