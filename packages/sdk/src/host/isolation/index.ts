/** Is this plugin's frame really apart from the workplace? Refused before it is mounted, judged after it is. */
export { assertIsolated, placementOf, sandboxFor } from './assert-isolated.ts';
export type { IsolationRules, Placement } from './assert-isolated.ts';
export type { Evidence, IsolationFinding, IsolationGrade, IsolationReport } from './isolation-report.ts';
export { KNOWN_ENGINES, engineOf, isKnownToIsolate } from './known-engines.ts';
export type { EngineIsolation } from './known-engines.ts';
export { IsolationSelfTest } from './self-test.ts';
export type { SelfTestOptions, TestedFrame } from './self-test.ts';
