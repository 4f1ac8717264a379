import { VERSION } from '../version.ts';

/** On each class that was registered: its version, for another copy of the library that comes to the same page. */
const versionKey = Symbol.for('samspil.components.version');

let isSaid = false;

/**
 * Registers an element unless the page has one by that name. Two versions of the library may share a page: of each element
 * the one that came first stays, for both, and the console says so once, under the code `version-mismatch`.
 */
export function defineOnce(tag: `samspil-${string}`, element: CustomElementConstructor): void {
  const present = customElements.get(tag);
  if (present) {
    sayOtherVersion(present);
    return;
  }
  Object.defineProperty(element, versionKey, { value: VERSION });
  customElements.define(tag, element);
}

function sayOtherVersion(present: CustomElementConstructor): void {
  const other: unknown = Reflect.get(present, versionKey);
  if (other === VERSION || isSaid) return;
  isSaid = true;
  console.warn(
    `version-mismatch: @samspil/components ${String(other)} is on this page; elements of ${VERSION} by the same names are not used.`,
  );
}
