const CODES: readonly string[] = ['timeout', 'closed', 'network', 'aborted', 'unexpected'];

/** Whether nobody knows, after this failure of a save, if it was stored: only the same operation may be tried again. */
export function isUncertain(code: string): boolean {
  return CODES.includes(code);
}
