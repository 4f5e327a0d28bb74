// Each picture is replaced by its living chart; one that cannot be drawn keeps its picture and its table.
(() => {
  if (!window.econsecVega) return;
  const words = JSON.parse(document.getElementById("words").textContent);
  const refuse = () => Promise.reject(new Error("this page makes no request"));
  const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  const say = (value) => {
    tip.replaceChildren();
    if (typeof value !== "object") {
      tip.textContent = String(value);
      return;
    }
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(value)) {
      const row = document.createElement("div");
      for (const [tag, words] of [["dt", name], ["dd", text]]) {
        const cell = document.createElement(tag);
        cell.textContent = String(words);
        row.append(cell);
      }
      list.append(row);
    }
    tip.append(list);
  };
  const place = (x, y) => {
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? Math.max(4, y - height - 10) : y + 18}px`;
  };
  const tooltip = (_, event, __, value) => {
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    say(value);
    place(event.clientX, event.clientY);
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
  });

  const draw = async (chart) => {
    const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
    const fluid = chart.classList.contains("fluid");
    if (fluid) spec.width = chart.clientWidth;
    const live = document.createElement("div");
    live.className = "live";
    chart.append(live);
    try {
      const view = await window.econsecVega(live, spec, { loader, tooltip, logLevel: 0 });
      const svg = live.querySelector("svg");
      if (!svg) throw new Error("nothing was drawn");
      chart.classList.add("drawn");
      if (fluid) new ResizeObserver(() => resize(view, chart)).observe(chart);
    } catch (error) {
      live.remove();
      chart.dataset.failed = String(error);
    }
  };
  const resize = (view, chart) => {
    const width = chart.clientWidth;
    if (width && width !== view.width()) view.width(width).runAsync();
  };
  const waiting = [...document.querySelectorAll("[data-spec]")];
  const next = async () => {
    const chart = waiting.shift();
    if (!chart) {
      document.documentElement.dataset.charts = "done";
      return;
    }
    await draw(chart);
    setTimeout(next);
  };
  requestAnimationFrame(() => setTimeout(next));
})();
