import { createElement } from 'react';

/**
 * A component for an element. React 19 hands a property to a custom element as it is, and listens to `on<event>`; what is left
 * to do is to give events the names that are usual in React.
 *
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} events the element's events by the names of their properties
 */
export function reactElement(tag, events) {
  const Component = (props) => {
    const given = {};
    for (const [name, value] of Object.entries(props))
      given[Object.hasOwn(events, name) ? `on${events[name]}` : name] = value;
    return createElement(tag, given);
  };
  Component.displayName = tag;
  return Component;
}
