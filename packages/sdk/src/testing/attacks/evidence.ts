/** One request that reached a server, and how it was answered. */
export interface SeenRequest {
  /** Which server: the workplace's, the simulator's (FHIR, authorization) or the attacker's. */
  readonly server: 'workplace' | 'simulator' | 'attacker';
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent, up to 64 000 characters: a search may stand here and not in the address. */
  readonly body: string;
  readonly status: number;
  /** Response headers in lower case. */
  readonly answer: Readonly<Record<string, string>>;
}

/** What a resource that carries the run's mark says about itself, read back from the FHIR server. */
export interface SeenWrite {
  readonly resourceType: string;
  readonly patients: readonly string[];
  /** References of the agents of its Provenance. */
  readonly agents: readonly string[];
  /** Plugin id and version that its Provenance names. */
  readonly software: readonly string[];
}

/** Everything the harness saw on its own side while an attack ran. */
export interface AttackEvidence {
  /** True when the attacker's frame ran to its end or was taken off the page: an attack that never ran proves nothing. */
  readonly hasRun: boolean;
  /** State of the plugin at the end; `not-mounted` when the workplace refused to mount it. */
  readonly pluginState: string;
  /** Code of the failure, also of a refused mount. */
  readonly pluginError: string | undefined;
  /** How many ports the workplace handed out, to whomever. */
  readonly ports: number;
  /** Every message that left the workplace's realm through a port, as JSON. */
  readonly sent: readonly string[];
  /** Events of the host, as JSON. */
  readonly events: readonly { readonly kind: string; readonly name: string; readonly code?: string }[];
  /** The workplace's own realm afterwards. */
  readonly realm: {
    /** Names that `Object.prototype`, `Array.prototype` and `Function.prototype` have more than before. */
    readonly polluted: readonly string[];
    /** The attacker's code ran in the workplace's realm. */
    readonly ranCode: boolean;
    /** Errors that nobody caught. */
    readonly uncaught: readonly string[];
    /** Texts that were written to the console, and reports to it. */
    readonly console: readonly string[];
    /** Longest time that the workplace's own turn did not come, in milliseconds. */
    readonly longestStallMs: number;
    /** Windows or dialogs that were opened, and pages that were left. */
    readonly opened: readonly string[];
    /** Features that the browser grants the frame, where it tells; else the frame's `allow`. */
    readonly features: readonly string[];
  };
  /** Requests to all servers since the attack began, in order. */
  readonly requests: readonly SeenRequest[];
  /** What is on the FHIR server and in the outbox with the mark of this run. */
  readonly writes: readonly SeenWrite[];
  /** True when the other patient's Observation still is what it was. */
  readonly isOtherUnchanged: boolean;
  /** Texts that must not be where they do not belong. */
  readonly secrets: {
    /** Access, refresh and id tokens of the clinician. */
    readonly tokens: readonly string[];
    /** Name, CPR number and record of the other patient. */
    readonly otherPatient: readonly string[];
    /** Name and CPR number of the patient on the screen. */
    readonly patient: readonly string[];
  };
  /** The workplace's storage, as text; and what the browser's profile folder holds of the mark, where it is on a disk. */
  readonly storage: { readonly dump: string; readonly diskHits: readonly string[] };
}
