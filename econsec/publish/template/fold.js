// Browsers that do not do it themselves: a link into the annex opens it, and paper shows what it holds.
(() => {
  const reveal = () => {
    // The browser's own way to read the address: one that cannot be decoded is nobody's.
    const there = document.querySelector(":target");
    const fold = there && there.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    there.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (!CSS.supports("selector(::details-content)"))
    addEventListener("beforeprint", () => {
      for (const fold of document.querySelectorAll(".annex")) fold.open = true;
    });
  reveal();
})();
