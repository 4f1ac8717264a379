/** What is public or easily learnt, and so known to every attacker. Ids are given away: they must not be secrets. */
export interface AttackFacts {
  /** The page that hosts the plugins. */
  readonly workplaceOrigin: string;
  readonly fhirBaseUrl: string;
  /** Base of the authorization server. */
  readonly issuer: string;
  /** The attacker's own server. Everything that arrives there counts as leaked. */
  readonly attackerOrigin: string;
  /** An app of the SDK that may be launched: its address, which is also its redirect URI. */
  readonly appUrl: string;
  readonly appClientId: string;
  /** Client id and redirect URI of the workplace itself. */
  readonly clientId: string;
  readonly redirectUri: string;
  /** The server's simulated clinical desktop. */
  readonly simulatorOrigin: string;
  /** Id of the patient on the screen, and of another one. */
  readonly patient: string;
  readonly otherPatient: string;
  /** Ids of an Observation of either. */
  readonly observation: string;
  readonly otherObservation: string;
  /** A text that is in this run only: what the attacker marks its writes with. */
  readonly mark: string;
}

/** A message on the port as comlink writes it. */
export type RawMessage = Readonly<Record<string, unknown>>;

/** What a page in a frame has to attack with. Handed to {@link FrameAttack.act}. */
export interface AttackKit {
  readonly facts: AttackFacts;
  /** This frame's nonce, from its name; for a bystander the honest plugin's, as if it had been stolen. */
  readonly nonce: string;
  /** Says hello to the workplace. Default: as an honest plugin does. */
  hello(nonce?: unknown, protocol?: unknown): void;
  /** Says hello and resolves with the session once the port is here; rejects after a second without one. */
  join(): Promise<AttackSession>;
  /** Ports received so far. */
  readonly ports: readonly MessagePort[];
  /** Posts on the port, without waiting. */
  post(message: unknown, transfer?: Transferable[]): void;
  /** Posts and resolves with the answer of this id; undefined when none comes within a quarter of a second. */
  ask(message: RawMessage & { id: string }, transfer?: Transferable[]): Promise<unknown>;
  /** A well-formed call; resolves with the whole reply, undefined when none comes. */
  call(method: string, input: unknown): Promise<unknown>;
  /** Reads this patient as an honest plugin does, under the call id `honest`, and waits for the answer. */
  callHonestly(lease: string): Promise<unknown>;
  /** What the workplace told over the port. */
  readonly events: readonly { name: string; detail: unknown }[];
  /** Something the clinician happens to do meanwhile. Resolves when it is done. */
  clinician(does: 'opens-other-patient' | 'opens-this-patient' | 'closes-patient'): Promise<void>;
  /** An address on the attacker's server that marks what it is given as leaked. */
  leakUrl(what: string): string;
}

/** What an honest plugin learns at the handshake. */
export interface AttackSession {
  readonly lease: string;
  readonly patient: string;
}
