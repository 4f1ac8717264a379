import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ClinicalContext } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import type { LitElement } from 'lit';
import '../define/app.ts';
import { loadLocale, locales, type Locale } from '../locales/index.ts';
import { expectAccessible, settled, words } from './expect-accessible.ts';
import { fakeContext, FakeWorkplace, type FakeContext } from './fake-fhir.ts';
import { brokenVariants, markup, wasRun, withMarkup } from './hostile.ts';
import { samplePatient } from './samples.ts';
import { all, find, shown } from './shown.ts';

export { all, find, shown };

await Promise.all([loadLocale('sv'), loadLocale('en')]);

/** A list element as a test holds it. */
export interface ListElement extends LitElement {
  resources: readonly FhirResource[] | undefined;
  context: ClinicalContext | undefined;
  locale: string | undefined;
}

export interface ListContract {
  readonly tag: string;
  /** At least two that the element shows at once. */
  readonly samples: () => FhirResource[];
  /** What is said of a record without any. */
  readonly empty: Readonly<Record<Locale, string>>;
  /** What stands for each single resource in the page, open or closed. */
  readonly each: string;
  /** That it could not be read. */
  readonly failed: string;
  /** A resource that is a row of its own beside the others. Default: another id is enough. */
  readonly another?: (sample: FhirResource, index: number) => FhirResource;
  /** How many types it lists: each is a search of its own. Default 1. */
  readonly types?: number;
  /** How many listen to the record: one that writes follows its receipts too. Default 1. */
  readonly listeners?: number;
}

/** Opens all that is closed, as a script or the browser's search does: what is long is drawn only then. */
export async function openAll(element: ListElement): Promise<void> {
  for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
  await settled(element);
}

/** The element with these properties, once nothing more is rendered. */
export async function listElement(tag: string, properties: Partial<ListElement>): Promise<ListElement> {
  const element = document.createElement(tag) as ListElement;
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

export function contextWith(...resources: FhirResource[]): FakeContext {
  return fakeContext(samplePatient('else'), resources);
}

/** What every list element does, whatever it lists. Call it inside a `describe`. */
export function listContract({
  tag,
  samples,
  each,
  empty,
  failed,
  another,
  types = 1,
  listeners = 1,
}: ListContract): void {
  const make = (properties: Partial<ListElement>) => listElement(tag, properties);
  const rows = (element: Element) => all(element, '.entry').length;
  /** More than one page. */
  const many = (n: number) => {
    const [sample] = samples();
    return Array.from({ length: n }, (_each, index) => {
      const made = { ...sample, id: `n-${index}` } as FhirResource;
      return another ? another(made, index) : made;
    });
  };

  const button = (element: Element, text: string) =>
    all(element, 'button').find((each) => words(each) === text);

  describe('as every list', () => {
    it('shows nothing without a patient', async () => {
      expect(words(await make({ resources: undefined, context: undefined }))).to.equal('');
    });

    it('says that it is being read, without a live region', async () => {
      const context = contextWith(...samples());
      context.fhir.hold = new Promise(() => undefined);
      const element = await make({ context });
      expect(element.matches(':state(loading)')).to.be.true;
      expect(find(element, 'section')?.ariaBusy).to.equal('true');
      expect(shown(element)).to.contain('Henter');
    });

    it('reads under the lease, and shows what a property gives without reading', async () => {
      const context = contextWith(...samples());
      const read = await make({ context });
      expect(rows(read)).to.equal(samples().length);
      const given = await make({ context: contextWith(), resources: samples() });
      expect(rows(given)).to.equal(samples().length);
      expect((given.context as FakeContext).fhir.searches).to.be.empty;
    });

    it('says in its own words that the record has none', async () => {
      const element = await make({ context: contextWith() });
      expect(element.matches(':state(empty)')).to.be.true;
      expect(shown(element)).to.contain(empty.da);
    });

    for (const [code, state, text] of [
      ['denied', 'denied', 'Ingen adgang'],
      ['not-held', 'not-held', 'Ikke hentet: kræver forbindelse'],
      ['server', 'failed', failed],
    ] as const) {
      it(`${code} is said as such, and never looks like an empty record`, async () => {
        const context = contextWith(...samples());
        context.fhir.failures.search = code;
        const element = await make({ context });
        expect(element.matches(`:state(${state})`)).to.be.true;
        expect(element.matches(':state(empty)')).to.be.false;
        expect(shown(element)).to.contain(text).and.not.to.contain(empty.da);
        expect(button(element, 'Prøv igen') === undefined).to.equal(code === 'denied');
      });
    }

    it('tries again on request, and keeps the focus in the list', async () => {
      const context = contextWith(...samples());
      context.fhir.failures.search = 'network';
      const element = await make({ context });
      context.fhir.failures = {};
      const again = button(element, 'Prøv igen');
      again?.focus();
      again?.click();
      await waitUntil(() => rows(element) === samples().length);
      await waitUntil(() => element.shadowRoot?.activeElement === find(element, 'section'));
    });

    it('shows the first page and fetches the next on request only', async () => {
      const context = contextWith(...many(150));
      const element = await make({ context });
      expect(context.fhir.searches).to.have.length(types);
      expect(element.matches(':state(partial)')).to.be.true;
      expect(shown(element)).to.contain('Der er flere i journalen, som ikke er hentet.');
      button(element, 'Vis flere')?.click();
      await waitUntil(() => !element.matches(':state(partial)'));
      expect(context.fhir.searches).to.have.length(types + 1);
      expect(shown(element)).to.contain('Viser 100 af 150');
      button(element, 'Vis flere')?.click();
      await settled(element);
      expect(rows(element)).to.equal(150);
    });

    it('a further page that fails leaves what is shown, says so, and can be tried again', async () => {
      const context = contextWith(...many(120));
      const element = await make({ context });
      context.fhir.failures.page = 'network';
      button(element, 'Vis flere')?.click();
      await waitUntil(() => shown(element).includes('Ikke alt kunne hentes'));
      expect(rows(element)).to.equal(100);
      context.fhir.failures = {};
      button(element, 'Prøv igen')?.click();
      await waitUntil(() => !element.matches(':state(partial)'));
      expect(shown(element)).to.contain('Viser 100 af 120');
    });

    it('says how many entries could not be read', async () => {
      const resources = [...samples(), null, { resourceType: 'Patient' }, 'x'] as unknown as FhirResource[];
      const element = await make({ resources });
      expect(rows(element)).to.equal(samples().length);
      expect(shown(element)).to.contain('3 registreringer kunne ikke læses og vises ikke.');
      expect(element.matches(':state(partial)')).to.be.true;
    });

    it('reads again once the record has received a write of its type, and for no other', async () => {
      const context = contextWith(...samples());
      const element = await make({ context });
      const [type] = samples().map(({ resourceType }) => resourceType);
      const tell = (reference: string, state: 'accepted' | 'sending') =>
        context.fhir.tell({
          id: reference,
          state,
          patient: 'else',
          plugin: { id: 'test', version: '1' },
          storedAt: new Date().toISOString(),
          resources: [{ reference }],
        });
      tell(`${type}X/1`, 'accepted');
      tell(`${type}/1`, 'sending');
      await settled(element);
      expect(context.fhir.searches).to.have.length(types);
      context.fhir.resources = context.fhir.resources.slice(0, -1);
      tell(`${type}/1`, 'accepted');
      expect(rows(element), 'what is shown stays meanwhile').to.equal(samples().length);
      await waitUntil(() => rows(element) === samples().length - 1);
    });

    it('a renewal that fails leaves what is shown and says that it may be old; a right withdrawn takes it away', async () => {
      const context = contextWith(...samples());
      const element = (await make({ context })) as ListElement & { reload(): Promise<void> };
      context.fhir.failures.search = 'server';
      await element.reload();
      await settled(element);
      expect(rows(element)).to.equal(samples().length);
      expect(shown(element)).to.contain('Oplysningerne kan være forældede');
      expect(element.matches(':state(stale)')).to.be.true;
      context.fhir.failures.search = 'denied';
      await element.reload();
      await settled(element);
      expect(rows(element)).to.equal(0);
      expect(element.matches(':state(denied)')).to.be.true;
    });

    it('never shows one patient under another, also when the answer comes late', async () => {
      const first = contextWith(...samples());
      let release: () => void = () => undefined;
      first.fhir.hold = new Promise((resolve) => (release = resolve));
      const element = await make({ context: first });
      element.context = contextWith();
      await settled(element);
      release();
      await settled(element);
      expect(rows(element)).to.equal(0);
      expect(shown(element)).to.contain(empty.da);
    });

    it('shows nothing after the lease has ended, and leaves no listener behind', async () => {
      const context = contextWith(...samples());
      const element = await make({ context });
      context.end();
      await settled(element);
      expect(words(element)).to.equal('');
      const other = contextWith(...samples());
      element.context = other;
      await settled(element);
      expect(other.fhir.listenerCount).to.equal(listeners);
      const parent = element.parentElement;
      element.remove();
      expect(other.fhir.listenerCount).to.equal(0);
      parent?.append(element);
      await settled(element);
      expect(rows(element)).to.equal(samples().length);
    });

    it('is stale while the record cannot be reached, says since when, and reads again after', async () => {
      const context = contextWith(...samples());
      const workplace = new FakeWorkplace(context);
      const app = document.createElement('samspil-app');
      Object.assign(app, { workplace, clientId: 'x', scope: 'patient/*.rs' });
      const element = document.createElement(tag) as ListElement;
      app.append(element);
      await fixture(app);
      await waitUntil(() => rows(element) === samples().length);
      workplace.online.value = false;
      await settled(element);
      expect(element.matches(':state(stale)')).to.be.true;
      const age = element.shadowRoot?.querySelector('samspil-read-age');
      await waitUntil(() => words(age).startsWith('Ingen forbindelse. Hentet'));
      const before = context.fhir.searches.filter(
        ({ parameters }) => parameters && '_count' in parameters,
      ).length;
      workplace.online.value = true;
      await waitUntil(
        () =>
          context.fhir.searches.filter(({ parameters }) => parameters && '_count' in parameters).length ===
          before + types,
      );
      expect(element.matches(':state(stale)')).to.be.false;
    });

    it('opens and closes an entry by keyboard alone, and tells the page around', async () => {
      const element = await make({ resources: samples() });
      const opened: readonly FhirResource[][] = [];
      element.addEventListener('samspil-entry-open', (event) =>
        (opened as FhirResource[][]).push([...event.resources]),
      );
      const summary = find(element, '.entry summary');
      summary?.focus();
      expect(element.shadowRoot?.activeElement).to.equal(summary);
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => find(element, '.entry details')?.hasAttribute('open'));
      await sendKeys({ press: 'Space' });
      await waitUntil(() => !find(element, '.entry details')?.hasAttribute('open'));
      expect(opened).to.have.length(1);
      expect(opened[0]?.[0]).to.equal(element.resources?.find((each) => each === opened[0]?.[0]));
      expect(find(element, '.entry .history')?.hidden, 'no page has a place for its history').to.be.true;
    });

    it('asks for the history of an entry where the page offers it', async () => {
      const element = await make({ resources: samples() });
      const asked: (readonly string[])[] = [];
      element.addEventListener('samspil-entry-open', (event) => (event.offersHistory = true));
      element.addEventListener('samspil-history-open', ({ references }) => asked.push(references));
      find(element, '.entry summary')?.click();
      await settled(element);
      expect(find(element, '.entry .history')?.checkVisibility()).to.be.true;
      find(element, '.entry .history button')?.click();
      const known = element.resources?.map(({ resourceType, id }) => `${resourceType}/${id}`);
      expect(asked[0]).not.to.be.empty;
      expect(known).to.include.members([...(asked[0] ?? [])]);
    });

    it('what is opened stays open through a new reading', async () => {
      const context = contextWith(...samples());
      const element = (await make({ context })) as ListElement & { reload(): Promise<void> };
      find(element, '.entry summary')?.click();
      await element.reload();
      await settled(element);
      expect(find(element, '.entry details')?.hasAttribute('open')).to.be.true;
    });

    it('fits 320 px in both directions of writing, and every target is 44 px high', async () => {
      const element = await make({ resources: [...many(120), ...samples()] });
      element.style.width = '320px';
      for (const dir of ['ltr', 'rtl']) {
        element.dir = dir;
        expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
        for (const target of all(element, 'button, summary'))
          if (target.checkVisibility()) expect(target.offsetHeight).to.be.at.least(44);
      }
    });

    it('shows every entry whatever its shape, throws nothing and executes nothing', async () => {
      for (const sample of samples()) {
        const variants = brokenVariants(sample);
        for (let from = 0; from < variants.length; from += 100) {
          const resources = variants.slice(from, from + 100);
          const element = await make({ resources });
          await openAll(element);
          expect(all(element, each), `from ${from}`).to.have.length(resources.length);
          element.remove();
        }
      }
      expect(wasRun()).to.be.false;
    });

    it('markup is text', async () => {
      const element = await make({ resources: samples().map(withMarkup) });
      expect(element.shadowRoot?.textContent).to.contain(markup);
      expect(all(element, 'img, script')).to.be.empty;
      expect(wasRun()).to.be.false;
    });

    it('ten thousand entries are counted, and a hundred drawn at once', async () => {
      const element = await make({ resources: many(10_000) });
      expect(rows(element)).to.equal(100);
      expect(shown(element)).to.match(/Viser 100 af 10[.]000/);
    });

    it('what is no list at all is said', async () => {
      const element = await make({ resources: 'x' as unknown as FhirResource[] });
      expect(shown(element)).to.contain('1 registrering kunne ikke læses');
    });

    for (const locale of locales) {
      it(`is accessible in ${locale}, in light and dark`, async () => {
        const context = (code?: 'denied' | 'not-held' | 'server', ...resources: FhirResource[]) => {
          const made = contextWith(...resources);
          if (code) made.fhir.failures.search = code;
          return made;
        };
        const waiting = contextWith();
        waiting.fhir.hold = new Promise(() => undefined);
        const unreadable = [...samples(), null] as unknown as FhirResource[];
        // What is on the screen differs by state, not by language: the others are looked at with everything on it.
        const others = [
          { context: waiting },
          { context: context('denied') },
          { context: context('not-held') },
          { context: context('server') },
          { context: context(undefined, ...many(120)) },
        ];
        for (const properties of [
          { resources: unreadable },
          { context: context() },
          ...(locale === 'da' ? others : []),
        ] as Partial<ListElement>[]) {
          const element = await make({ ...properties, locale });
          // Rows are alike: axe looks at as many as there are samples, not at a hundred of them.
          for (const row of all(element, '.entry').slice(samples().length)) row.remove();
          for (const details of all(element, 'details')) (details as HTMLDetailsElement).open = true;
          await expectAccessible(element);
          if (element.matches(':state(empty)')) expect(shown(element)).to.contain(empty[locale]);
          element.remove();
        }
      });
    }
  });
}
