import { createElement, useSyncExternalStore } from 'react';

const never = () => () => {};
const inPage = () => true;
const onServer = () => false;

/**
 * A component for an element. React 19 sets properties of a custom element and listens to `on<event>`, but not while it takes
 * over what a server rendered (facebook/react#35446): a list would stay without its entries. So the element's own properties
 * and events are left out on the server and while taking over; React renders once more right after it, and sets them then.
 *
 * @param {string} tag
 * @param {readonly string[]} properties the element's own
 * @param {Readonly<Record<string, string>>} events the element's events by the names of their properties in React
 */
export function reactElement(tag, properties, events) {
  const own = new Set(properties);
  const Component = (props) => {
    const isInPage = useSyncExternalStore(never, inPage, onServer);
    const given = {};
    for (const [name, value] of Object.entries(props)) {
      const event = Object.hasOwn(events, name) ? `on${events[name]}` : undefined;
      if (isInPage || !(event || own.has(name))) given[event ?? name] = value;
    }
    return createElement(tag, given);
  };
  Component.displayName = tag;
  return Component;
}
