/** What the server tells the workplace's page about its surroundings: the answer of `/config.json`. No secrets. */
export interface WorkplaceConfig {
  /** FHIR base URL, absolute, without a trailing slash. */
  readonly fhirBaseUrl: string;
  /** Name of the system that one signs in to, as its users call it. Default: the host of its address is shown. */
  readonly systemName?: string;
  /** Client id of the workplace at the authorization server. */
  readonly clientId: string;
  /** SMART scopes to ask for, space separated. */
  readonly scope: string;
  /** Addresses of the manifests of the plugins that are registered here. Several may be versions of one. */
  readonly plugins: readonly string[];
  /** By plugin, the version that was approved as it was registered; others wait if they ask for more. Default: the newest. */
  readonly approvedVersions?: Readonly<Record<string, string>>;
  /** Plugins that may run in the page itself: the integrity of what was vetted, by id. Default: none. */
  readonly vettedElements?: Readonly<Record<string, string>>;
  /** Servers of decision support, each asked when a patient opens. Default: none. */
  readonly decisionSupport?: readonly DecisionSupportServer[];
  /** Present where the workplace is a simulation. */
  readonly simulator?: {
    /** `GET` answers and `POST` takes `{ "connection": "online" | "offline" }`: the line to the FHIR server. */
    readonly connectionUrl: string;
    /**
     * `GET` lists the apps that can be launched from the chart, `POST` prepares a launch; both with the user's token.
     * Absent where none can.
     */
    readonly launchesUrl?: string;
  };
}

/** A server of CDS Hooks 2.0 services that this workplace trusts with a part of the record. It never gets a token. */
export interface DecisionSupportServer {
  /** Base URL, absolute, without `/cds-services` and without a trailing slash. */
  readonly url: string;
  /** Types of resources its services may be sent. A service that asks for another type is not called. */
  readonly resourceTypes: readonly string[];
}
