/**
 * For `compilerOptions.isCustomElement` of Vue's compiler: these tags are elements of the page, no components of Vue.
 *
 * @param {string} tag
 */
export const isSamspilElement = (tag) => tag.startsWith('samspil-');
