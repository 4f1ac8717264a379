import type { Signal } from '@samspil/sdk';
import { isServer, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { localeContext } from '../contexts/index.ts';
import { errorWords } from '../locales/error-words.ts';
import { isLoaded, loadLocale, toLocale, type Locale } from '../locales/languages.ts';
import {
  pluralForm,
  text,
  type Catalogue,
  type KeyOf,
  type PluralKey,
  type TextParameters,
} from '../locales/text.ts';
import { ProvidedValue } from './provided-value.ts';

type Host = ReactiveControllerHost &
  HTMLElement & { locale?: string | undefined; host?: { readonly locale?: Signal<string> } | undefined };

/**
 * An element's texts in the language in force: its own `locale` property, else what `samspil-app` provides, else that of
 * its workplace host, else the nearest `lang` attribute, else Danish.
 */
export class TextController<const C extends readonly Catalogue[]> implements ReactiveController {
  readonly #host: Host;
  readonly #provided: ProvidedValue<string | undefined>;
  readonly #catalogues: C;
  #awaited: Locale | undefined;
  /** During an update: a long list must not look around for its language at each word. */
  #inUpdate: Locale | undefined;

  constructor(host: Host, ...catalogues: C) {
    this.#host = host;
    this.#provided = new ProvidedValue(host, localeContext);
    this.#catalogues = catalogues;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#inUpdate = this.#inForce();
  }

  hostUpdated(): void {
    this.#inUpdate = undefined;
  }

  /** The language of the texts that are shown: Danish until the wanted one has arrived. */
  get locale(): Locale {
    return this.#inUpdate ?? this.#inForce();
  }

  #inForce(): Locale {
    const wanted = toLocale(this.#wanted());
    if (isLoaded(wanted)) return wanted;
    if (this.#awaited !== wanted) {
      this.#awaited = wanted;
      // Without the file, for example offline, the screen stays Danish: readable, and better than empty.
      loadLocale(wanted).then(
        () => this.#host.requestUpdate(),
        () => (this.#awaited = undefined),
      );
    }
    return 'da';
  }

  #wanted(): string | undefined {
    const host = this.#host;
    return host.locale ?? this.#provided.value ?? host.host?.locale?.value ?? languageAround(host);
  }

  /** One text. */
  readonly t = (key: KeyOf<C[number]>, parameters?: TextParameters): string => {
    const catalogue = this.#catalogues.find(({ da }) => Object.hasOwn(da, key));
    return catalogue ? text(catalogue, this.locale, key, parameters) : key;
  };

  /** One text in the form for `n`, which is also its `{n}`. */
  readonly plural = (stem: PluralKey<KeyOf<C[number]>>, n: number): string =>
    this.t(`${stem}.${pluralForm(n)}` as KeyOf<C[number]>, { n });

  /** What happened and what to do next. An element that opens an app has the catalogue of those errors among its own. */
  readonly error = (code: string | undefined): string => errorWords(code, this.locale, this.#catalogues);
}

function languageAround(element: Element): string | undefined {
  // Rendered by a server, an element has nothing around it.
  if (isServer) return undefined;
  for (let node: Element | null = element; node;) {
    const tagged: Element | null = node.closest('[lang]:not([lang=""])');
    if (tagged) return tagged.getAttribute('lang') ?? undefined;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}
