// Runs in a page before anything else of it, as it stands here: no compiler comes between.
(() => {
  const shown = [];
  globalThis.shownStates = shown;
  let elements = 0;
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    if (this.localName !== 'samspil-sync-status') return root;
    const element = elements++;
    let last = '';
    const note = () => {
      const spoken = root.querySelector('.summary [role=status]')?.textContent ?? '';
      const words = spoken.replace(/\s+/g, ' ').trim();
      if (words !== last) shown.push({ at: Date.now(), element, words });
      last = words;
    };
    new MutationObserver(note).observe(root, { subtree: true, childList: true, characterData: true });
    return root;
  };
})();
