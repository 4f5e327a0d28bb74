// A table of many rows shows those that hold what is typed; paper has all of them.
const filter = (() => {
  const LEAST = 10;
  const words = JSON.parse(document.getElementById("words").textContent);
  // Returns what a table of other rows needs: an empty field, or none where there are few rows.
  const offer = (table) => {
    const rows = () => [...table.tBodies[0].rows];
    const place = document.createElement("p");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    place.className = "filter";
    input.type = "search";
    input.autocomplete = "off";
    count.setAttribute("role", "status");
    label.append(words.filter, " ", input);
    place.append(label, " ", count);
    table.closest(".scroll").before(place);
    input.addEventListener("input", () => {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows()) {
        // Cell by cell: two that stand side by side make no word together.
        const held = [...row.cells].map((cell) => plain(cell.textContent));
        row.hidden = !wanted.every((word) => held.some((text) => text.includes(word)));
        shown += !row.hidden;
      }
      count.textContent = wanted.length ? words.rows.replace("{shown}", shown).replace("{all}", rows().length) : "";
    });
    const fit = () => {
      input.value = count.textContent = "";
      place.hidden = rows().length < LEAST;
    };
    fit();
    return fit;
  };
  for (const table of document.querySelectorAll(".exhibit table")) if (table.tBodies[0].rows.length >= LEAST) offer(table);
  return offer;
})();
