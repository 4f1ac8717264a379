import type { ClinicalContext } from '@samspil/sdk';
import type { LitElement } from 'lit';

/** The Lit properties of every list element, which declares them with their types. */
export const listProperties = {
  resources: { attribute: false },
  context: { attribute: false },
  locale: {},
} as const;

/** A list element, as its {@link ListController} sees it. */
export interface ListHost<T> extends LitElement {
  resources: readonly T[] | undefined;
  context: ClinicalContext | undefined;
  locale: string | undefined;
}
