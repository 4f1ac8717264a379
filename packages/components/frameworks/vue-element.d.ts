import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

/** An element as Vue's templates see it. The two names with `$` exist for TypeScript only. */
export type VueElement<
  Element extends HTMLElement,
  Property extends keyof Element,
  Events extends Record<string, Event>,
> = new () => Element & {
  $props: HTMLAttributes & Partial<Pick<Element, Property>> & PublicProps;
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
};

/** For `compilerOptions.isCustomElement` of Vue's compiler: these tags are elements of the page, no components of Vue. */
export declare const isSamspilElement: (tag: string) => boolean;
