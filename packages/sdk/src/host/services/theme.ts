import type { Theme } from '../../contract/services.ts';

/** Of a workplace that says nothing about its looks. */
export const PLAIN_THEME: Theme = { colorScheme: 'light', density: 'comfortable', properties: {} };
