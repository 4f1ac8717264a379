import type { AttackEvidence, SeenRequest } from './evidence.ts';

/** Judges one point; undefined when nothing got through. */
export type Verdict = (evidence: AttackEvidence) => string | undefined;

/** The first thing that got through. */
export const allOf =
  (...verdicts: readonly Verdict[]): Verdict =>
  (evidence) => {
    for (const verdict of verdicts) {
      const fault = verdict(evidence);
      if (fault) return fault;
    }
    return undefined;
  };

/** The workplace's own realm is as it was: no prototype, no code, no error that nobody caught. */
export const realmIntact: Verdict = ({ realm }) => {
  if (realm.polluted.length > 0) return `a prototype of the workplace has ${realm.polluted.join(', ')}`;
  if (realm.ranCode) return 'the attacker’s code ran in the workplace';
  return realm.uncaught.length > 0 ? `the workplace failed: ${realm.uncaught[0]}` : undefined;
};

/** A call of this id got its honest answer, which shows that the workplace still serves. */
export const servedCall =
  (id: string): Verdict =>
  ({ sent }) =>
    sent.some((text) => text.includes(`"id":"${id}"`) && text.includes('"ok":true'))
      ? undefined
      : `the workplace no longer answers ${id}`;

/** Nothing of the other patient crossed a port. */
export const nothingOfOther: Verdict = ({ sent, secrets }) =>
  contains(sent, secrets.otherPatient) ? 'the plugin was given the other patient’s data' : undefined;

/** The FHIR server was not even asked about the other patient. */
export const otherNotAsked: Verdict = ({ requests, secrets }) => {
  const asked = requests.find(
    (request) => isFhir(request) && contains([askedOf(request)], secrets.otherPatient),
  );
  return asked && `the FHIR server was asked: ${asked.method} ${asked.url}`;
};

/** Whatever was written with the mark of this run belongs to the patient on the screen. */
export const onlyForThis =
  (patient: string): Verdict =>
  ({ writes }) => {
    const astray = writes.find(({ patients }) => patients.some((id) => id !== patient));
    return astray && `a ${astray.resourceType} was written for another patient`;
  };

/** Nothing at all was written. */
export const nothingWritten: Verdict = ({ writes, isOtherUnchanged }) => {
  if (!isOtherUnchanged) return 'the other patient’s record was changed';
  return writes.length > 0 ? `a ${writes[0]?.resourceType} was written` : undefined;
};

/** The other patient's record is as it was. */
export const otherUnchanged: Verdict = ({ isOtherUnchanged, writes, secrets }) => {
  if (!isOtherUnchanged) return 'the other patient’s record was changed';
  const astray = writes.find(({ patients }) => patients.some((id) => secrets.otherPatient.includes(id)));
  return astray && `a ${astray.resourceType} was written for another patient`;
};

/** Nothing arrived at the attacker's server that was meant to leak. */
export const nothingLeaked: Verdict = ({ requests }) => {
  const leak = requests.find(({ server, url }) => server === 'attacker' && url.includes('/leak/'));
  return leak && `it arrived at the attacker: ${leak.url}`;
};

/** No token left the workplace: not by a port, not in an address, not to the attacker. */
export const noTokenOut: Verdict = ({ sent, requests, secrets, realm }) => {
  if (secrets.tokens.length === 0) return 'nobody is signed in, so there was nothing to steal';
  if (contains(sent, secrets.tokens)) return 'a token crossed the port';
  if (contains(realm.console, secrets.tokens)) return 'a token stands in the console';
  const request = requests.find(
    ({ server, url, headers }) =>
      contains([decoded(url), headers['referer'] ?? ''], secrets.tokens) ||
      (server === 'attacker' && contains(Object.values(headers), secrets.tokens)),
  );
  return request && `a token went to ${request.server}`;
};

/** No port was handed out, and the plugin never came to be served. */
export const noPort: Verdict = ({ ports }) => (ports > 0 ? 'the workplace handed out a port' : undefined);

/** The workplace refused to mount the plugin. */
export const notMounted =
  (code: string): Verdict =>
  ({ pluginState, pluginError }) =>
    pluginState === 'not-mounted' && pluginError === code
      ? undefined
      : `the plugin was mounted (${pluginState})`;

/** The session was ended with this code, and the frame taken off the page. */
export const ended =
  (code: string): Verdict =>
  ({ pluginState, pluginError }) =>
    pluginState === 'failed' && pluginError === code
      ? undefined
      : `the plugin is ${pluginState}${pluginError ? ` (${pluginError})` : ''}`;

/** The authorization server gave no code to anybody. */
export const noCodeGiven: Verdict = ({ requests }) => {
  const given = requests.find(({ answer }) => /[?&#]code=/.test(answer['location'] ?? ''));
  return given && 'the authorization server gave a code';
};

/** No request reached a token endpoint, neither the real one nor the attacker's. */
export const nothingExchanged: Verdict = ({ requests }) => {
  const exchange = requests.find(({ url, method }) => method === 'POST' && /\/token(\?|$)/.test(url));
  return exchange && `a code was sent to the ${exchange.server}’s token endpoint`;
};

/** The browser was not sent to the attacker's server. */
export const notSentAway: Verdict = ({ requests }) => {
  const arrival = requests.find(({ server }) => server === 'attacker');
  return arrival && `the browser was sent to the attacker: ${arrival.url}`;
};

/** Of this many exchanges only the first `allowed` got tokens. */
export const exchangesAnswered =
  (allowed: number): Verdict =>
  ({ requests }) => {
    const given = requests.filter(({ url, status }) => url.startsWith('/auth/token') && status === 200);
    return given.length > allowed ? 'the token endpoint gave tokens' : undefined;
  };

/** True when one of the texts holds one of the secrets. */
export function contains(texts: readonly string[], secrets: readonly string[]): boolean {
  return texts.some((text) => secrets.some((secret) => secret !== '' && text.includes(secret)));
}

/** True for a request to the FHIR server, other than for what is open to all. */
export function isFhir({ server, url }: SeenRequest): boolean {
  return server === 'simulator' && url.startsWith('/fhir') && !url.includes('/.well-known/');
}

/** Address and, where a search was posted, its parameters; decoded. */
export function askedOf({ url, body, headers }: SeenRequest): string {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return decoded(isForm ? `${url}?${body.replaceAll('+', ' ')}` : url);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
