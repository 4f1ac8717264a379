/** `packages/components/src/version.ts`: the package's own version as code, so that elements on a page can say it. */

/** @param {{ version: string }} packageJson @returns {string} the module's text */
export function versionModule({ version }) {
  return `/** The version of this package, from its package.json. Made by \`npm run manifest\`, held by \`npm run check\`. */
export const VERSION = '${version}';
`;
}
