// Each picture is replaced by its living chart; one that cannot be drawn keeps its picture and its table.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const NARROW = 560; // pixels of a column in which names of rows stand above their bars
  const refuse = () => Promise.reject(new Error("this page makes no request"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  const tooltip = (_, event, __, value) => tip.show(value, event.clientX, event.clientY);

  const draw = async (chart) => {
    const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
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
      walk(live, words, chart.querySelector(".still").getAttribute("aria-label"));
      chart.classList.add("drawn");
      if (fluid) for (const name of ["role", "tabindex", "aria-label", "aria-labelledby"]) chart.removeAttribute(name); // nothing to scroll
      if (fluid) follow(view, live, width);
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
  // Names were laid out for a wide column: of two that meet in a narrow one the first, which weighs more, stays.
  const part = (live, narrow) => {
    const shown = (text) => text.textContent.trim() && text.getAttribute("opacity") !== "0";
    const texts = [...live.querySelectorAll("svg text")].filter(shown);
    for (const text of texts) {
      text.removeAttribute("display");
      if (text.hasAttribute("stroke")) text.setAttribute("paint-order", "stroke");
    }
    if (!narrow) return;
    const kept = [];
    for (const text of texts) {
      const box = text.getBoundingClientRect();
      const meets = ([other, said]) =>
        said !== text.textContent && box.left < other.right + 3 && other.left < box.right + 3 &&
        box.top < other.bottom - 3 && other.top < box.bottom - 3;
      if (kept.some(meets)) text.setAttribute("display", "none");
      else kept.push([box, text.textContent]);
    }
  };
  const follow = (view, live, width) => {
    const chart = live.parentElement;
    const fit = () => {
      if (!chart.clientWidth || chart.clientWidth === width) return;
      width = chart.clientWidth;
      view.signal("narrow", width < NARROW).width(width).runAsync().then(() => settle(view, live));
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
    await draw(waiting.shift());
    setTimeout(next);
  };
  requestAnimationFrame(() => setTimeout(next));
})();
