import { roles } from './roles.ts';

type Role = keyof typeof roles;

/**
 * For those who ask their device for more contrast, or choose it on the page. No further colours: a role takes those of
 * one that stands out more, so that text is at least 7:1 and edges and shapes are 4.5:1 (WCAG 1.4.6).
 */
export const contrastRoles = {
  'text-muted': 'text',
  border: 'border-strong',
  'border-strong': 'text',
  'ok-border': 'ok-text',
  'info-border': 'info-text',
  'warn-border': 'warn-text',
  'danger-border': 'danger-text',
  'chart-grid': 'border',
} as const satisfies Partial<Record<Role, Role>>;

/** The colours of the roles that change, as `[light, dark]`. */
export const contrastColours = (): Record<string, readonly [light: string, dark: string]> =>
  Object.fromEntries(Object.entries(contrastRoles).map(([name, as]) => [name, roles[as]]));
