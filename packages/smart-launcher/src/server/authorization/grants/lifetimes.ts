/** How long things live, in seconds. */
export const LIFETIMES = {
  /** From redirect to exchange; RFC 6749 §4.1.2 wants it short. */
  authorizationCode: 60,
  /** At most an hour (SMART App Launch 2.2, token response). */
  accessToken: 60 * 60,
  idToken: 60 * 60,
  /** From the click in the workplace to the authorization request. */
  launch: 5 * 60,
  /** The pages: sign-in, patient, consent. */
  interaction: 30 * 60,
  /** A posted authorization request, between the POST and the GET that carries it on. */
  postedRequest: 60,
  /** One working shift. Also the end of everything granted with `online_access`. */
  session: 12 * 60 * 60,
  /** `offline_access`: a device that was away for a fortnight still delivers what it holds. */
  offline: 14 * 24 * 60 * 60,
} as const;
