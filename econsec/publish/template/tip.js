// What a mark says, beside the pointer or beside the mark that the keyboard is on. Text only, never markup. What has a
// blank for a name names itself.
const tip = (() => {
  const box = document.createElement("div");
  box.className = "tip";
  box.hidden = true;
  document.body.append(box);

  const rows = (value) => {
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(value)) {
      const row = document.createElement("div");
      for (const [tag, said] of [["dt", name], ["dd", text]]) {
        if (tag === "dt" && !name.trim()) continue;
        const cell = document.createElement(tag);
        cell.textContent = String(said);
        row.append(cell);
      }
      list.append(row);
    }
    return list;
  };
  const hide = () => {
    box.hidden = true;
  };
  const show = (value, x, y) => {
    if (value === null || value === undefined || value === "") return hide();
    box.replaceChildren(typeof value === "object" ? rows(value) : String(value));
    box.hidden = false;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`;
    box.style.top = `${y + 18 + height > innerHeight ? Math.max(4, y - height - 10) : y + 18}px`;
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("scroll", hide, { passive: true });
  return { show, hide };
})();
