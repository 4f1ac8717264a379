/** The plugin's side of the workplace's services: over a port, and in a page of its own. */
export { applyTheme, wantsTheme } from './apply-theme.ts';
export { portServices } from './port-services.ts';
export type { ServicePort } from './port-services.ts';
export { noBus, noUi } from './no-services.ts';
export type { AboutOptions, Bus, Ending, Overlay, PluginUi, QuestionOptions } from './types.ts';
