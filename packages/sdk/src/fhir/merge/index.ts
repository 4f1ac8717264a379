/** Three-way merge of FHIR resources: pure functions, no network. */
export { mergeResource } from './merge-resource.ts';
export { hasSameContent } from './meta.ts';
export { elementName } from './units.ts';
export { isEqual } from './equal.ts';
export type { MergeConflict, MergeResult, MergeSide } from './types.ts';
