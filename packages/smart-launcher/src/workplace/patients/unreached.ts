const UNREACHED: readonly string[] = ['network', 'timeout', 'server', 'invalid-response'];

/** By the code of an error: nothing was heard of the server itself, so that the device may know more. */
export function isUnreached(code: string): boolean {
  return UNREACHED.includes(code);
}
