/**
 * What colours are for, each as `[light, dark]`. Elements use roles only, never a colour of their own; a theme changes
 * roles, never layout. Contrast: text on its background at least 4.5:1, edges and shapes 3:1 (components.md 6.1).
 */
export const roles = {
  /** What text stands on. */
  surface: ['#ffffff', '#151c24'],
  /** Behind surfaces: the page, the head of a table. */
  'surface-sunken': ['#f2f5f8', '#0d1218'],
  /** What lies above the page: cards, dialogs. */
  'surface-raised': ['#ffffff', '#1c2530'],
  /** Lines that only divide. */
  border: ['#cdd5de', '#36434f'],
  /** Edges of what can be used. */
  'border-strong': ['#66737f', '#8796a5'],
  /** Text that must be read. */
  text: ['#15212e', '#e9eff5'],
  /** Labels and what is said beside. */
  'text-muted': ['#4a5866', '#aebbc8'],
  /** Links, and the button of the next step. */
  accent: ['#0b5688', '#7cc2f0'],
  /** Text on the accent. */
  'on-accent': ['#ffffff', '#06202f'],
  /** The ring around what has the keyboard. */
  focus: ['#0b62d6', '#9bd0ff'],
  /** Words of what is well. */
  'ok-text': ['#0e5531', '#92e2b3'],
  /** Behind what is well. */
  'ok-surface': ['#e4f4eb', '#122f1f'],
  /** Around what is well. */
  'ok-border': ['#2f855a', '#4aa873'],
  /** Words of what is good to know. */
  'info-text': ['#0b4a73', '#a5d6f8'],
  /** Behind what is good to know. */
  'info-surface': ['#e4f1fa', '#122a3b'],
  /** Around what is good to know. */
  'info-border': ['#2f7fb0', '#4f97c4'],
  /** Words of what needs attention. */
  'warn-text': ['#663e00', '#f8d28c'],
  /** Behind what needs attention. */
  'warn-surface': ['#fdf1d8', '#382a0f'],
  /** Around what needs attention. */
  'warn-border': ['#a86a12', '#c9902f'],
  /** Words of what is wrong or dangerous. */
  'danger-text': ['#911a1a', '#ffb9b9'],
  /** Behind what is wrong or dangerous. */
  'danger-surface': ['#fdeaea', '#421719'],
  /** Around what is wrong or dangerous. */
  'danger-border': ['#c53030', '#e36161'],
  /** Behind what must be acted on now. */
  'alarm-surface': ['#a41818', '#ff9a9a'],
  /** Text on the alarm. */
  'on-alarm': ['#ffffff', '#2b0505'],
  /** The line of a chart. */
  'chart-line': ['#0b5688', '#7cc2f0'],
  /** The reference range in a chart. */
  'chart-band': ['#d9ecdf', '#1c3a2a'],
  /** The grid of a chart. */
  'chart-grid': ['#e2e7ec', '#2a3641'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

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
} as const satisfies Partial<Record<keyof typeof roles, keyof typeof roles>>;

/** The colours of the roles that change, as `[light, dark]`. */
export const contrastColours = (): Record<string, readonly [light: string, dark: string]> =>
  Object.fromEntries(Object.entries(contrastRoles).map(([name, as]) => [name, roles[as]]));

/** Measures of type, space and touch. The same in every theme. */
export const measures = {
  /** The typeface; one that the device has. */
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif",
  /** Corners of cards. */
  radius: '0.5rem',
  /** Corners of what lies in cards. */
  'radius-small': '0.3125rem',
  /** The distance that others are made of. */
  space: '0.75rem',
  /** Least height of what a finger must hit. */
  touch: '2.75rem',
} as const;

/** For a mouse at a desk, where a page says `data-density="compact"`. Where there is a finger, targets stay as they are. */
export const compactMeasures = {
  space: '0.5rem',
  touch: '2rem',
} as const satisfies Partial<Record<keyof typeof measures, string>>;
