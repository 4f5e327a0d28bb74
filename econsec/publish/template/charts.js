// Each picture is replaced by its living chart; one that cannot be drawn keeps its picture and its table.
const charts = (() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const NARROW = 640; // pixels of a column in which names of rows stand above their bars
  const refuse = () => Promise.reject(new Error("this page makes no request"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  const tooltip = (_, event, __, value) => tip.show(value, event.clientX, event.clientY);

  const draw = async (chart, spec, label) => {
    const fluid = chart.classList.contains("fluid");
    const width = chart.clientWidth;
    if (fluid) {
      spec.width = width;
      for (const signal of spec.signals) if (signal.name === "narrow") signal.value = width < NARROW;
    }
    const live = document.createElement("div");
    live.className = "live";
    chart.append(live);
    try {
      const view = await window.econsecVega(live, spec, { loader, tooltip, logLevel: 0 });
      if (!live.querySelector("svg")) throw new Error("nothing was drawn");
      if (fluid) await settle(view, live);
      live.querySelector("form")?.remove(); // Vega's place for inputs, which no chart of ours has
      walk(live, words, label);
      const again = apart(live, words);
      chart.classList.add("drawn");
      if (fluid) for (const name of ["role", "tabindex", "aria-label", "aria-labelledby"]) chart.removeAttribute(name); // nothing to scroll
      if (fluid) follow(view, live, width, again);
    } catch (error) {
      live.remove();
      chart.dataset.failed = String(error);
    }
  };
  // Vega measures once what reaches over the edge, and makes room for it; where marks move in that room, it is measured
  // again until it holds.
  const settle = async (view, live) => {
    for (let left = 5, before; left && before !== view.signal("width"); left--) {
      before = view.signal("width");
      await view.resize().runAsync();
    }
    part(live, view.signal("narrow"));
  };
  // Names were laid out for a wide column. Where two meet in a narrow one the name of a row stays whatever it meets, then
  // other names, which may move by a line or two, then amounts, then the ticks of an axis; of one kind the first. A name
  // moves off the name of a row, and off marks, where there is a place free of all of them.
  const rank = (text) => {
    const number = /\d/.test(text.textContent);
    if (text.closest(".role-axis-label")) return text.hasAttribute("stroke") ? 0 : number ? 3 : 1;
    return number ? 2 : 1;
  };
  // The box of a text is that of its font, which is higher than its letters.
  const letters = (text) => {
    const { left, right, top, bottom, height } = text.getBoundingClientRect();
    const line = height / (text.querySelectorAll("tspan").length || 1);
    const spare = Math.max(0, line - 0.9 * parseFloat(getComputedStyle(text).fontSize)) / 2;
    return { left, right, top: top + spare, bottom: bottom - spare };
  };
  const part = (live, narrow) => {
    const shown = (text) => text.textContent.trim() && text.getAttribute("opacity") !== "0";
    const texts = [...live.querySelectorAll("svg text")].filter(shown);
    for (const text of texts) {
      text.removeAttribute("display");
      text.style.translate = "";
      if (text.hasAttribute("stroke")) text.setAttribute("paint-order", "stroke");
    }
    if (!narrow) return;
    const kept = [];
    const marks = [...live.querySelectorAll("svg .mark-symbol path")].map((mark) => mark.getBoundingClientRect());
    const frame = live.querySelector("svg").getBoundingClientRect();
    const ranked = texts.map((text) => ({ text, weight: rank(text), box: letters(text) }));
    for (const one of ranked.sort((a, b) => a.weight - b.weight)) {
      const lies = (box, down) =>
        box.left < one.box.right + 3 && one.box.left < box.right + 3 &&
        box.top < one.box.bottom + down && one.box.top + down < box.bottom;
      const others = kept.filter(({ text }) => text.textContent !== one.text.textContent);
      const crowded = (down) => others.some(({ box }) => lies(box, down));
      const meets = (down) => others.some(({ weight, box }) => weight + one.weight > 1 && lies(box, down));
      const free = (down) => !crowded(down) && !marks.some((box) => lies(box, down));
      const inside = (down) => one.box.top + down >= frame.top && one.box.bottom + down <= frame.bottom;
      const line = one.box.bottom - one.box.top + 1;
      if (one.weight && (meets(0) || (one.weight === 1 && crowded(0)))) {
        const places = one.weight === 1 ? [1, -1, 2, -2].map((lines) => lines * line).filter(inside) : [];
        const down = places.find(free) ?? (meets(0) ? places.find((at) => !meets(at)) : 0);
        if (down === undefined) {
          one.text.setAttribute("display", "none");
          continue;
        }
        one.text.style.translate = `0 ${down}px`;
        one.box = { ...one.box, top: one.box.top + down, bottom: one.box.bottom + down };
      }
      kept.push(one);
    }
  };
  const follow = (view, live, width, again) => {
    const chart = live.parentElement;
    const fit = () => {
      if (!chart.clientWidth || chart.clientWidth === width) return;
      width = chart.clientWidth;
      view.signal("narrow", width < NARROW).width(width).runAsync().then(() => settle(view, live)).then(again);
    };
    new ResizeObserver(fit).observe(chart);
  };

  // One after another, so that the page answers between two charts.
  const waiting = [...document.querySelectorAll("[data-spec]")];
  const next = async () => {
    if (!waiting.length) {
      document.documentElement.dataset.charts = "done";
      return;
    }
    const chart = waiting.shift();
    const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
    await draw(chart, spec, chart.querySelector(".still").getAttribute("aria-label"));
    setTimeout(next);
  };
  requestAnimationFrame(() => setTimeout(next));
  return { draw };
})();
