/**
 * What CDS Hooks 2.0 puts on the wire, under its own names, as far as cards need it. All of it comes from a service, so each
 * element may be missing or of another shape, whatever its type says.
 */
export interface CdsCard {
  readonly uuid?: string | undefined;
  readonly summary?: string | undefined;
  /** GitHub-flavoured Markdown. */
  readonly detail?: string | undefined;
  readonly indicator?: string | undefined;
  readonly source?: CdsSource | undefined;
  readonly suggestions?: readonly CdsSuggestion[] | undefined;
  readonly selectionBehavior?: string | undefined;
  readonly overrideReasons?: readonly CdsCoding[] | undefined;
  readonly links?: readonly CdsLink[] | undefined;
}

export interface CdsSource {
  readonly label?: string | undefined;
  readonly url?: string | undefined;
  /** Never loaded: it would tell the service that somebody looked. */
  readonly icon?: string | undefined;
  readonly topic?: CdsCoding | undefined;
}

export interface CdsCoding {
  readonly system?: string | undefined;
  readonly code?: string | undefined;
  readonly display?: string | undefined;
}

export interface CdsSuggestion {
  readonly label?: string | undefined;
  readonly uuid?: string | undefined;
  readonly isRecommended?: boolean | undefined;
  readonly actions?: readonly CdsAction[] | undefined;
}

export interface CdsAction {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly resource?: object | undefined;
  readonly resourceId?: string | readonly string[] | undefined;
}

export interface CdsLink {
  readonly label?: string | undefined;
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly appContext?: string | undefined;
  readonly autolaunchable?: boolean | undefined;
}

/** The answer of one service, and what the page knows of it. */
export interface CdsAnswer {
  /** The service's id, as discovery names it: feedback goes to it. */
  readonly service?: string | undefined;
  readonly cards?: readonly CdsCard[] | undefined;
  readonly systemActions?: readonly CdsAction[] | undefined;
  /** Whether the page carried out `systemActions`; without it the element says that it is not known. */
  readonly systemActionsApplied?: boolean | undefined;
}

/** One entry of what the feedback endpoint of a service takes (`{ "feedback": [ … ] }`). */
export type CdsFeedback =
  | {
      readonly card: string;
      readonly outcome: 'accepted';
      readonly outcomeTimestamp: string;
      readonly acceptedSuggestions: readonly { readonly id: string }[];
    }
  | {
      readonly card: string;
      readonly outcome: 'overridden';
      readonly outcomeTimestamp: string;
      readonly overrideReason?: { readonly reason?: CdsCoding; readonly userComment?: string };
    };
