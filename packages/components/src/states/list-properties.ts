/** The Lit properties of every list element, which declares them with their types. */
export const listProperties = {
  resources: { attribute: false },
  context: { attribute: false },
  locale: {},
} as const;
