/** The version of this package, from its package.json. Made by `npm run manifest`, held by `npm run check`. */
export const VERSION = '0.1.0';
