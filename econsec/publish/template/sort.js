// Tables sort by a press on a column's name; rows keep their order among equals.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const value = (row, index) => row.cells[index].dataset.v ?? row.cells[index].textContent;
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    if (!Number.isNaN(x) && !Number.isNaN(y) && a !== "" && b !== "") return x - y;
    return a.localeCompare(b, document.documentElement.lang, { numeric: true });
  };
  for (const table of document.querySelectorAll(".exhibit table")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort.replace("{column}", () => head.textContent);
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "descending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => (down ? 1 : -1) * compare(value(a, index), value(b, index)));
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
