/**
 * What colours are for, each as `[light, dark]`. Elements use roles only, never a colour of their own; a theme changes
 * roles, never layout. Contrast: text on its background at least 4.5:1, edges and shapes 3:1 (components.md 6.1).
 */
export const roles = {
  surface: ['#ffffff', '#151c24'],
  'surface-sunken': ['#f2f5f8', '#0d1218'],
  'surface-raised': ['#ffffff', '#1c2530'],
  border: ['#cdd5de', '#36434f'],
  'border-strong': ['#66737f', '#8796a5'],
  text: ['#15212e', '#e9eff5'],
  'text-muted': ['#4a5866', '#aebbc8'],
  accent: ['#0b5688', '#7cc2f0'],
  'on-accent': ['#ffffff', '#06202f'],
  focus: ['#0b62d6', '#9bd0ff'],
  'ok-text': ['#0e5531', '#92e2b3'],
  'ok-surface': ['#e4f4eb', '#122f1f'],
  'ok-border': ['#2f855a', '#4aa873'],
  'info-text': ['#0b4a73', '#a5d6f8'],
  'info-surface': ['#e4f1fa', '#122a3b'],
  'info-border': ['#2f7fb0', '#4f97c4'],
  'warn-text': ['#663e00', '#f8d28c'],
  'warn-surface': ['#fdf1d8', '#382a0f'],
  'warn-border': ['#a86a12', '#c9902f'],
  'danger-text': ['#911a1a', '#ffb9b9'],
  'danger-surface': ['#fdeaea', '#421719'],
  'danger-border': ['#c53030', '#e36161'],
  'alarm-surface': ['#a41818', '#ff9a9a'],
  'on-alarm': ['#ffffff', '#2b0505'],
  'chart-line': ['#0b5688', '#7cc2f0'],
  'chart-band': ['#d9ecdf', '#1c3a2a'],
  'chart-grid': ['#e2e7ec', '#2a3641'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** Measures of type, space and touch. The same in every theme. */
export const measures = {
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif",
  radius: '0.5rem',
  'radius-small': '0.3125rem',
  space: '0.75rem',
  /** Least height of what a finger must hit. */
  touch: '2.75rem',
} as const;
