/**
 * An address out of data that may be offered as a link: absolute, https, and without a name or password in it, which only
 * serve to look like somebody else's. Undefined for everything else: `javascript:`, `data:`, `http:`, a path, no text.
 */
export function httpsAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, username, password, href } = new URL(value);
  return protocol === 'https:' && username === '' && password === '' ? href : undefined;
}

/** The host of such an address, so that one sees where a link leads before following it. */
export function hostOf(address: string): string {
  return new URL(address).host;
}
