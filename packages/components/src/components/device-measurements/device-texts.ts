import da from '../../locales/da/deviceMeasurements.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-device-measurements. */
export const deviceTexts = { part: 'deviceMeasurements', da } as const satisfies Catalogue;
