export { controls } from './controls.styles.ts';
export { tokens } from './page-tokens.ts';
export { compactMeasures, contrastColours, contrastRoles, measures, roles } from './roles.ts';
export { elementTokens } from './tokens.ts';
