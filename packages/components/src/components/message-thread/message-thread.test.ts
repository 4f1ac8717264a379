import { expect, waitUntil } from '@open-wc/testing';
import type { Communication } from 'fhir/r4';
import '../../define/message-thread.ts';
import type { DocumentOpenEvent } from '../../events/document-open-event.ts';
import type { MessageReplyEvent } from '../../events/message-reply-event.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { expectAccessible, words } from '../../testing/expect-accessible.ts';
import { brokenVariants } from '../../testing/hostile.ts';
import { sampleMessage } from '../../testing/samples.ts';

const tag = 'samspil-message-thread';
const make = (...resources: Communication[]) => listElement(tag, { resources });
const message = (text: string, more: Partial<Communication> = {}): Communication => ({
  resourceType: 'Communication',
  id: text,
  status: 'completed',
  subject: { reference: 'Patient/else' },
  sent: '2025-11-14T13:05:00+01:00',
  received: '2025-11-14T13:06:00+01:00',
  payload: [{ contentString: text }],
  ...more,
});
const to = (id: string) => [{ reference: `Communication/${id}` }];
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
/** The texts of each thread's messages, in the order of the screen. */
const threads = (element: ListElement) =>
  all(element, '.entry').map((entry) =>
    [...entry.querySelectorAll('.message .text')].map((each) => words(each)).join(' '),
  );

describe(tag, () => {
  listContract({
    tag,
    samples: () => [
      message('Kan I komme?', { id: 'visit', topic: { text: 'Besøg' } }),
      sampleMessage('asap'),
    ],
    another: (sample, index) => ({ ...(sample as Communication), topic: { text: `Emne ${index}` } }),
    empty: { da: 'Ingen korrespondancer', sv: 'Inga meddelanden', en: 'No messages' },
    each: '.message',
    failed: 'Korrespondancer kunne ikke hentes',
  });

  it('a thread says what it is about, how many are unread and how its newest message begins; opened, all in order', async () => {
    const element = await make(sampleMessage('home'), sampleMessage('ward'));
    expect(shown(element)).to.match(
      /Hjælp efter udskrivning Udskrivelse 2 beskeder 15\.11\.2025 \d\d\.40 1 ulæst Hjemmesygeplejen Organisation: Ja\. Skriv dagen før/,
    );
    expect(shown(element)).not.to.contain('Borgeren forventes');
    const [first, second] = texts(element, '.message');
    expect(first)
      .to.match(
        /^Mette Kjær Sundhedsperson til Hjemmesygeplejen Organisation Sendt 14\.11\.2025 .* · Modtaget 14\.11/,
      )
      .and.to.contain('Vis PDF 403 kB');
    expect(second).to.match(/^Hjemmesygeplejen Organisation til Mette Kjær .* Ulæst Ja\./);
    expect(all(element, '.message button'), 'only the file can be opened').to.have.length(1);
  });

  it('MedCom: a reply keeps the identifier, and the texts it repeats stand closed; who wrote, when, and a phone number', async () => {
    const element = await make(sampleMessage('answer'), sampleMessage('question'), sampleMessage('asap'));
    expect(texts(element, '.entry > .line .name')).to.deep.equal([
      'Forspørgsel på seneste resultater',
      'Journal notat',
    ]);
    expect(texts(element, '.entry > .line .tag')).to.deep.equal(['2 ulæste', '1 ulæst', 'Hurtigst muligt']);
    const [question, answer] = all(element, '.message');
    expect(words(question))
      .to.contain('til Ikke oplyst Afsendelse ikke oplyst')
      .and.to.contain('Til rette vedkommende.')
      .and.to.match(/Sundhedsperson Skrevet 01\.05\.2024 .* Tlf\. 38683868$/);
    expect(texts(element, '.message details summary')).to.deep.equal(['Sendt tidligere i tråden (1)']);
    expect(answer?.querySelectorAll('.message > .part')).to.have.length(2);
    expect(words(answer)).to.contain('Blodprøveresultater Vis PDF 1 kB');
    expect(words(find(element, '.message .name'))).to.equal('');
  });

  it('joins what answers or is part of the same, has the same identifier, or the same topic in the same category; nothing else', async () => {
    const medicine = { category: [{ coding: [{ code: 'medicine' }] }] };
    const at = (day: number, more: Partial<Communication> = {}) => ({
      sent: `2025-11-${day}T10:00:00Z`,
      ...more,
    });
    const element = await make(
      message('a', at(10)),
      message('b', at(12, { inResponseTo: to('a') })),
      message('c', at(11, { partOf: [{ reference: 'https://ehr.example/fhir/Communication/b' }] })),
      message('d', at(20, medicine)),
      message('e', at(21, medicine)),
      message('f', at(22, { ...medicine, topic: { text: 'Dosis' } })),
      message('g', at(23, { ...medicine, topic: { text: 'Dosis' } })),
      message('h', at(24, { topic: { text: 'Dosis' } })),
      message('i', at(15, { identifier: [{ value: 'x' }] })),
      message('j', at(16, { identifier: [{ value: 'x' }] })),
      message('k', { ...at(17), inResponseTo: to('gone') }),
      message('l', { ...at(18), inResponseTo: to('gone') }),
    );
    expect(threads(element)).to.deep.equal(['h', 'f g', 'e', 'd', 'k l', 'i j', 'a c b']);
    expect(texts(element, '.entry > .line .tag')).to.deep.equal(['Svar på en besked, der ikke er hentet']);
    expect(texts(element, '.entry > .line .name').slice(0, 3)).to.deep.equal(['Dosis', 'Dosis', 'Medicin']);
  });

  it('what was not sent, and what was entered in error, says so, is never unread and never quoted', async () => {
    const wrong = message('Forkert', {
      status: 'entered-in-error',
      topic: { text: 'A' },
      sent: '2025-12-01',
    });
    delete wrong.received;
    const failed = message('Nej', { status: 'not-done', statusReason: { text: 'Modtager ukendt' } });
    delete failed.received;
    delete failed.sent;
    const element = await make(wrong, message('Rigtig', { topic: { text: 'A' } }), failed, {
      ...wrong,
      id: 'other',
      topic: { text: 'B' },
    });
    expect(shown(element))
      .to.contain('Rigtig')
      .and.to.contain('Ikke sendt')
      .and.to.contain('Fejlregistrerede (1)')
      .and.not.to.contain('Forkert')
      .and.not.to.contain('ulæst');
    expect(texts(element, '.message.off .tag')).to.deep.equal(['Fejlregistreret', 'Fejlregistreret']);
    expect(texts(element, '.message').find((each) => each.includes('Nej'))).to.contain('Modtager ukendt');
    const [struck] = all(element, '.message.off .text');
    expect(struck && getComputedStyle(struck).textDecorationLine).to.equal('line-through');
    expect(shown(await make(wrong))).to.contain('Ingen gældende korrespondancer');
  });

  it('a file opens in place as in documents; what is only referred to is the page’s to open, and nothing is fetched', async () => {
    const url = 'javascript:globalThis.samspilWasRun=true';
    const data = btoa('Svar fra laboratoriet');
    const sample = message('Se filen', {
      payload: [
        { contentAttachment: { title: 'Svar', contentType: 'text/plain', data, creation: '2025-11-14' } },
        { contentAttachment: { title: 'Farlig', contentType: 'text/html', url } },
        { contentAttachment: { contentType: 'application/x-unknown' } },
        { contentReference: { reference: 'DocumentReference/1', display: 'Epikrise' } },
        {},
      ],
    });
    const element = await make(sample);
    expect(texts(element, '.part')).to.deep.equal([
      'Svar Vis tekst 1 kB · 14.11.2025',
      'Farlig Adressen er ikke sikker og kan ikke åbnes herfra text/html',
      'Vedhæftet fil Sendt tidligere i tråden application/x-unknown',
      'Åbn Epikrise',
      'En del af beskeden kan ikke vises her. Se den i EPJ.',
    ]);
    for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
    find(element, '[data-file]')?.click();
    await waitUntil(() => find(element, '.viewer pre') !== null);
    expect(words(find(element, '.viewer pre'))).to.equal('Svar fra laboratoriet');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.viewer'));
    await expectAccessible(element);
    const opened: DocumentOpenEvent[] = [];
    element.addEventListener('samspil-document-open', (event) => opened.push(event));
    all(element, '.file button').at(-1)?.click();
    expect(opened.map(({ resource, reference }) => [resource, reference.display])).to.deep.equal([
      [sample, 'Epikrise'],
    ]);
    expect(all(element, 'a, img, iframe, object, embed')).to.be.empty;
  });

  it('answering is the page’s: a button for each valid message once `replies` is set, and an event with it', async () => {
    const sample = sampleMessage('ward');
    const wrong = message('x', { status: 'entered-in-error' });
    const element = await make(sample, wrong);
    const answers = () => all(element, '.answer button');
    expect(answers()).to.be.empty;
    element.setAttribute('replies', '');
    await element.updateComplete;
    expect(answers().map((each) => words(each))).to.deep.equal(['Svar']);
    const asked: MessageReplyEvent[] = [];
    element.addEventListener('samspil-message-reply', (event) => asked.push(event));
    answers()[0]?.click();
    expect(asked.map((event) => event.message)).to.deep.equal([sample]);
    expect(asked[0]?.composed && asked[0].bubbles).to.be.true;
  });

  it('text keeps its lines; status, priority and category of somebody else’s are shown as they came', async () => {
    const element = await make(
      message('En\nTo', {
        status: 'lost' as never,
        priority: 'soon' as never,
        category: [{ coding: [{ code: 'x-new' }] }],
        modifierExtension: [{ url: 'https://example.org/only-if' }],
      }),
    );
    const text = find(element, '.text');
    expect(text && getComputedStyle(text).whiteSpace).to.equal('pre-wrap');
    expect(text?.textContent).to.equal('En\nTo');
    expect(texts(element, '.entry > .line .name')).to.deep.equal(['x-new']);
    expect(texts(element, '.message .tag')).to.deep.equal([
      'Ukendt status: lost',
      'soon',
      'Har et forbehold, som kun kan ses i EPJ',
    ]);
  });

  it('a long thread shows its last twenty; those before them are counted and closed', async () => {
    const many = Array.from({ length: 130 }, (_each, n) =>
      message(`nr. ${n}`, {
        inResponseTo: to(`nr. ${n - 1}`),
        sent: new Date(Date.UTC(2025, 0, 1 + n)).toISOString(),
      }),
    );
    const element = await make(...many);
    find(element, '.entry summary')?.click();
    await element.updateComplete;
    expect(texts(element, '.entry')).to.have.length(1);
    expect(texts(element, '[data-group^="latest"] .text').at(-1)).to.equal('nr. 129');
    expect(all(element, '[data-group^="latest"] .message')).to.have.length(20);
    expect(words(find(element, '.entry'))).to.match(/Ældre i tråden \(110\).*Viser \d+ af 110/);
    const more = all(element, 'button').find((each) => words(each) === 'Vis flere');
    more?.click();
    await element.updateComplete;
    expect(all(element, '.message')).to.have.length(130);
  });

  it('a message of whatever shape is shown, with all that one can say', async () => {
    const variants = brokenVariants(sampleMessage('ward'));
    const element = await make();
    for (let from = 0; from < variants.length; from += 100) {
      element.resources = variants.slice(from, from + 100);
      await element.updateComplete;
      expect(all(element, '.message'), `from ${from}`).to.have.length(element.resources.length);
    }
  });
});
