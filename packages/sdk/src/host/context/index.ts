/** The end of a lease and what follows it: who is asked, what is kept, who decides. */
export type { ContextBudgets } from './context-changes.ts';
export { ContextRoom } from './context-room.ts';
export type { Hold, HoldDecider } from './hold-decider.ts';
export type { ListedDraft } from './kept-drafts.ts';
export type { ContextOutcome, PluginAnswer } from './outcome.ts';
export { followPage, Visibility } from './visibility.ts';
