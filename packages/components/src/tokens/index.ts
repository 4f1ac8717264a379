export { controls } from './controls.styles.ts';
export { measures, roles } from './roles.ts';
export { elementTokens, tokens } from './tokens.ts';
