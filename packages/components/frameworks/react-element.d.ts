import type { FunctionComponent, HTMLAttributes, RefAttributes } from 'react';

/**
 * What a component takes: what every element of a page does, the element's own properties, of any type, and listeners to
 * its events.
 */
export type ElementProps<
  Element extends HTMLElement,
  Property extends keyof Element,
  Events extends Record<string, Event>,
> = Omit<HTMLAttributes<Element>, Property | keyof Events> &
  RefAttributes<Element> & { [Name in Property]?: Element[Name] } & {
    [Name in keyof Events]?: (event: Events[Name] & { readonly currentTarget: Element }) => void;
  };

/** A component for an element. Made for each by the build; nobody else needs it. */
export declare function reactElement<Props>(
  tag: string,
  properties: readonly string[],
  events: Readonly<Record<string, string>>,
): FunctionComponent<Props>;
