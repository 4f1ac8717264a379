/** What the package must have for each public element beside its manifest, and has not. Sentences, each naming its element. */

/**
 * @param {import('./public-elements.mjs').PublicElement[]} elements
 * @param {{ exports: Record<string, object> }} packageJson
 * @param {(path: string) => string} textOf a source below `packages/components/src`
 * @returns {string[]}
 */
export function packagingFaults(elements, { exports }, textOf) {
  const [classes, definitions] = ['index.ts', 'define/index.ts'].map(textOf);
  return elements.flatMap(({ name, tag, className, source }) => {
    const faults = [];
    for (const path of [`./components/${name}`, `./define/${name}`])
      if (!exports[path]) faults.push(`exports of package.json have no ${path}`);
    if (!classes.includes(`./${source}'`)) faults.push('index.ts does not export its class');
    if (!definitions.includes(`'./${name}.ts'`)) faults.push('define/index.ts does not register it');
    // What types `document.querySelector()`, React's refs and Angular's templates.
    if (!textOf(source).includes(`'${tag}': ${className};`))
      faults.push('HTMLElementTagNameMap does not name its class');
    return faults.map((fault) => `${tag}: ${fault}.`);
  });
}
