/** Is this plugin's frame really apart from the workplace? Refused before it is mounted, judged after it is. */
export { assertIsolated, sandboxFor } from './assert-isolated.ts';
