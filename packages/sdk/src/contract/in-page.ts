/**
 * How a host runs a plugin in its own page: the module's default export is an {@link InPagePlugin}, which gets the same
 * kind of port that a frame gets. Structural, because plugin and host bring their own copies of the SDK.
 */
export interface InPagePlugin {
  readonly samspil: 'plugin';
  /** Versions of the bridge it speaks. */
  readonly protocol: { readonly min: number; readonly max: number };
  /** Joins over the port and begins to show the view that the session names. Throws nothing: see {@link InPageView.shown}. */
  attach(offer: InPageOffer): InPageView;
}

/** What the host gives a plugin in its page. */
export interface InPageOffer {
  readonly port: MessagePort;
  /** A `WireSession`, as a frame is told it at the handshake. */
  readonly session: unknown;
  /** Empty, in a shadow root of its own. */
  readonly root: HTMLElement;
  readonly elements: CustomElementRegistry;
}

/** A view in the host's page. */
export interface InPageView {
  /** Rejects with what the view threw. */
  readonly shown: Promise<void>;
  /** Ends it; everything that is synchronous in the view's clean-up has run when this returns. Safe to call twice. */
  detach(): Promise<void>;
}

/** True for what `definePlugin()` of any copy of the SDK gave. */
export function isInPagePlugin(value: unknown): value is InPagePlugin {
  if (typeof value !== 'object' || value === null) return false;
  const { samspil, protocol, attach } = value as Partial<InPagePlugin>;
  return (
    samspil === 'plugin' &&
    typeof protocol?.min === 'number' &&
    typeof protocol.max === 'number' &&
    typeof attach === 'function'
  );
}
