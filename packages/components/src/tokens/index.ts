export { contrastRoles } from './contrast.ts';
export { controls } from './controls.styles.ts';
export { tokens } from './page-tokens.ts';
export { compactMeasures, measures, roles } from './roles.ts';
export { elementTokens } from './tokens.ts';
