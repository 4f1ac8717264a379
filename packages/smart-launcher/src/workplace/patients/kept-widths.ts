const KEY = 'samspil.workplace.columns';

/** Widths of the list's columns as this person of this device made them. Says nothing of patients. */
export function readWidths(
  storage: () => Storage = () => localStorage,
): Readonly<Record<string, number>> | undefined {
  try {
    const stored = JSON.parse(storage().getItem(KEY) ?? 'null') as unknown;
    if (typeof stored !== 'object' || stored === null) return undefined;
    return Object.fromEntries(Object.entries(stored).filter(([, width]) => typeof width === 'number'));
  } catch {
    // A browser without storage, or somebody else's text under our key.
    return undefined;
  }
}

/** Where the browser does not let us they last as long as the page. */
export function keepWidths(
  widths: Readonly<Record<string, number>>,
  storage: () => Storage = () => localStorage,
): void {
  try {
    storage().setItem(KEY, JSON.stringify(widths));
  } catch {
    // As above.
  }
}
