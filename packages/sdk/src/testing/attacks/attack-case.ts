import type { AttackEvidence } from './evidence.ts';
import type { AttackFacts, AttackKit } from './attack-kit.ts';
import type { ThreatRow } from './threats.ts';

/**
 * Where the attacker stands.
 *
 * - `frame`: a registered plugin on a site of its own, in its sandboxed frame.
 * - `opaque`: a registered plugin in an opaque origin, whose page the workplace serves from its own server.
 * - `own-origin`, `own-site`: a plugin registered at the workplace's own origin, or at another port of its host.
 * - `wrong-origin`: the page that answers lies at another origin than the one registered.
 * - `bystander`: a frame on the same page that is no plugin, while the honest plugin loads beside it.
 * - `lone-site`: as `frame`, on a site that no other frame is on, because it will keep its process busy.
 */
export type AttackPosition =
  'frame' | 'opaque' | 'own-origin' | 'own-site' | 'wrong-origin' | 'bystander' | 'lone-site';

/** What is special about the workplace that is attacked; the harness sets it up. */
export type AttackSetting =
  | 'manifest-changed' // one byte of a signed registry is another
  | 'manifest-older' // a signed registry that offers an older version than the pinned one
  | 'manifest-asks-more' // an approved plugin whose new version asks for more
  | 'key-unknown' // a registry signed with a key nobody pinned
  | 'revocations-stale' // the list of what was called back is older than its maximum age
  | 'plugin-revoked' // the list of what was called back names this plugin
  | 'server-fails' // the FHIR server answers with errors full of patient data
  | 'displayed' // the workplace's own elements show what the plugin saved
  | 'neighbour' // an honest plugin is mounted beside the attacker
  | 'moves-on' // afterwards the clinician opens the other patient
  | 'next-user'; // afterwards this clinician leaves and another one signs in

/** The weakened workplace in which the case gets through, which shows that it has teeth. */
export type AttackControl =
  | 'bare' // a plain frame and `comlink.expose`
  | 'guard-off'
  | 'limits-off'
  | 'handshake-off'
  | 'isolation-off'
  | 'sandbox-off'
  | 'compartment-off'
  | 'scopes-off'
  | 'budget-off'
  | 'registry-off'
  | 'store-off'
  | 'headers-off'
  | 'launch-off'
  | 'pkce-off';

interface AttackDescription {
  /** `t01-proto-set`: the row and a name. Stable. */
  readonly id: string;
  readonly threat: ThreatRow;
  /** What the attacker does. */
  readonly title: string;
  /** What counts as rejected, in words; {@link verdict} says the same in code. */
  readonly rejected: string;
  /**
   * Judges by what the harness saw on its own side: the workplace's realm, the servers' journals, the record, the
   * events. Never by the attacker's word. Undefined when the attack was rejected, else what got through.
   */
  verdict(evidence: AttackEvidence): string | undefined;
  /** Undefined only where nothing on our side can be weakened; the guide says why. */
  readonly control?: AttackControl;
  /** Abilities of the browser's driver that the case needs. */
  readonly needs?: readonly ('new-tab' | 'profile' | 'chromium')[];
}

/** An attack that runs as code inside a frame. */
export interface FrameAttack extends AttackDescription {
  readonly kind: 'frame';
  /** Default `frame`. */
  readonly from?: AttackPosition;
  readonly setting?: AttackSetting;
  /** Members of the plugin's manifest that differ from the harmless one. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Runs in the attacker's page. Self-contained: it uses nothing but its argument and the platform. */
  act(kit: AttackKit): Promise<unknown> | void;
}

/** An attack by addresses that the signed-in clinician's browser is made to open, one after the other. */
export interface LinkAttack extends AttackDescription {
  readonly kind: 'link';
  links(facts: AttackFacts): readonly string[];
}

/** An attack on the token endpoint with a code from a real sign-in, which the harness lets the attacker have. */
export interface ExchangeAttack extends AttackDescription {
  readonly kind: 'exchange';
  /** The requests, in order. The first may be the honest app's own. */
  exchanges(code: StolenCode, facts: AttackFacts): readonly Readonly<Record<string, string>>[];
}

/** What is needed to exchange a code, of which an attacker lacks the verifier. */
export interface StolenCode {
  readonly code: string;
  readonly verifier: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

export type AttackCase = FrameAttack | LinkAttack | ExchangeAttack;
