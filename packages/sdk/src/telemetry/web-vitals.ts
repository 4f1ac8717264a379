import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { Metric } from 'web-vitals';

/** One measurement. `value` in milliseconds; for CLS a score without unit. Holds nothing about page or person. */
export interface Vital {
  name: Metric['name'];
  value: number;
  id: string;
}

/** Reports each web vital of this document as it becomes final, and those that are known so far when the page is hidden. */
export function measureVitals(report: (vital: Vital) => void): void {
  const pass = ({ name, value, id }: Metric) => report({ name, value, id });
  for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) observe(pass);
}
