import type { ConditionKey } from './conditions.ts';
import type { LabKey } from './labs.ts';
import type { MedicationKey } from './medications.ts';
import type { WardKey } from '../places/wards.ts';

/** Vital signs of a person at one moment, breathing air. */
export interface Vitals {
  respiratoryRate: number;
  oxygenSaturation: number;
  systolic: number;
  diastolic: number;
  pulse: number;
  temperature: number;
}

/** How illness goes on from the first measurement to now. */
export type Course = 'recovering' | 'worsening' | 'relapsing' | 'stable';

/** A kind of patient, from whom everything recorded about them follows. */
export interface Archetype {
  key: string;
  /** Why they are here, as the chart says it. */
  reason: string;
  /** Where they are looked after. */
  setting: 'ward' | 'home';
  ward?: WardKey;
  ageYears: readonly [min: number, max: number];
  gender?: 'female' | 'male';
  /** When well. */
  baseline: Vitals;
  /** What is added at the height of the illness. */
  illness: Partial<Vitals>;
  course: Course;
  /** The saturation scale of NEWS2; 2 is an order for hypercapnic respiratory failure. Default 1. */
  scale?: 2;
  /** New confusion at the height of the illness. */
  confusion?: boolean;
  /** For how many days there are measurements, at which hours of the day, every so many days. */
  days: readonly [min: number, max: number];
  hours: readonly number[];
  everyDays?: number;
  conditions: readonly ConditionKey[];
  medications: readonly MedicationKey[];
  /** Each value when well, and what is added at the height of the illness. */
  labs: Partial<Record<LabKey, readonly [well: number, illness: number]>>;
  /** A device at home that measures. */
  device?: 'blood-pressure' | 'glucose' | 'oximeter';
}

/** How ill, from 0 to 1, at a point of the way from the first measurement (0) to now (1). */
export function severity(course: Course, progress: number): number {
  switch (course) {
    case 'recovering':
      return (1 - progress) ** 2;
    case 'worsening':
      return progress ** 2;
    case 'relapsing':
      // Better until two thirds of the way, then half as ill again.
      return progress < 0.66 ? (1 - progress / 0.66) ** 2 : (progress - 0.66) * 1.5;
    case 'stable':
      return 0;
  }
}
