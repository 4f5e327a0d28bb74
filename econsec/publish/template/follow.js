// The contents list follows the reader: the last heading above the middle of the window is where they are.
(() => {
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  let current = null;
  const follow = () => {
    let [here] = links.values();
    for (const [heading, link] of links) if (heading.getBoundingClientRect().top < innerHeight / 2) here = link;
    if (here === current) return;
    current?.removeAttribute("aria-current");
    here?.setAttribute("aria-current", "true");
    current = here;
  };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow, { passive: true });
  follow();
})();
