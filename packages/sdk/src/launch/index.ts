/** SMART App Launch 2.2 in the browser: discovery, authorization, session, renewal, logout. */
export { completeLaunch, isLaunchAnswer, startLaunch } from './launch.ts';
export type { LaunchOptions } from './launch-options.ts';
export { readSmartStyle, themeOfSmartStyle } from './smart-style.ts';
export type { SmartStyle } from './smart-style.ts';
export { SmartSession, resumeSession } from './session.ts';
export { KEY_RELEASE_MEMBER, discover } from './discovery.ts';
export type { SmartConfiguration } from './discovery.ts';
export { UNSENT_MEMBER, unsentServiceOf } from './unsent-service.ts';
export type { DeviceUnsent, UnsentReport, UnsentService } from './unsent-service.ts';
