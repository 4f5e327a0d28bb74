// The keyboard's way through a chart: arrows go from mark to mark, Home and End to the first and the last. What a mark
// says is shown beside it and read out.
const walk = (live, words, label) => {
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("aria-live", "polite");
  const ring = document.createElement("div");
  ring.className = "ring";
  ring.hidden = true;
  live.append(ring);
  live.after(spoken);
  live.tabIndex = 0;
  live.setAttribute("role", "application");
  live.setAttribute("aria-roledescription", words.chart);
  live.setAttribute("aria-label", `${label} ${words.keys}`);
  live.querySelector("svg").setAttribute("aria-hidden", "true");

  let at = -1;
  const marks = () => [...live.querySelectorAll("svg *")].filter((mark) => typeof mark.__data__?.tooltip === "object");
  const text = (value) =>
    Object.entries(value).filter(([, said]) => said).map(([name, said]) => (name.trim() ? `${name}: ${said}` : said)).join("; ");
  const leave = () => {
    ring.hidden = true;
    tip.hide();
  };
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  live.addEventListener("keydown", (event) => {
    const all = marks();
    if (!all.length) return;
    if (event.key in steps) at = (at + steps[event.key] + all.length) % all.length;
    else if (event.key === "Home") at = 0;
    else if (event.key === "End") at = all.length - 1;
    else return;
    event.preventDefault();
    const [mark, frame] = [all[at].getBoundingClientRect(), live.getBoundingClientRect()];
    ring.hidden = false;
    ring.style.left = `${mark.left - frame.left - 4}px`;
    ring.style.top = `${mark.top - frame.top - 4}px`;
    ring.style.width = `${mark.width + 8}px`;
    ring.style.height = `${mark.height + 8}px`;
    tip.show(all[at].__data__.tooltip, mark.right, mark.bottom);
    spoken.textContent = text(all[at].__data__.tooltip);
  });
  live.addEventListener("blur", leave);
  live.addEventListener("keyup", (event) => {
    if (event.key === "Escape") leave();
  });
};
