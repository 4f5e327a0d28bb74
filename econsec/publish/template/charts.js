// Each picture is replaced by its living chart; one that cannot be drawn keeps its picture and its table.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const refuse = () => Promise.reject(new Error("this page makes no request"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  const tooltip = (_, event, __, value) => tip.show(value, event.clientX, event.clientY);

  const draw = async (chart) => {
    const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
    const fluid = chart.classList.contains("fluid");
    if (fluid) spec.width = chart.clientWidth;
    const live = document.createElement("div");
    live.className = "live";
    chart.append(live);
    try {
      const view = await window.econsecVega(live, spec, { loader, tooltip, logLevel: 0 });
      if (!live.querySelector("svg")) throw new Error("nothing was drawn");
      live.querySelector("form")?.remove(); // Vega's place for inputs, which no chart of ours has
      walk(live, words, chart.querySelector(".still").getAttribute("aria-label"));
      chart.classList.add("drawn");
      if (fluid) for (const name of ["role", "tabindex", "aria-label", "aria-labelledby"]) chart.removeAttribute(name); // nothing to scroll
      if (fluid) new ResizeObserver(() => fit(view, chart)).observe(chart);
    } catch (error) {
      live.remove();
      chart.dataset.failed = String(error);
    }
  };
  const fit = (view, chart) => {
    const width = chart.clientWidth;
    if (width && width !== view.width()) view.width(width).runAsync();
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
