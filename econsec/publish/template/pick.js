// In an exhibit that offers it, a reader picks another economy or product. The rows of each choice are in the page, with
// the sentence on them: here they are looked up, and nothing is computed. The exhibit itself stays as it was, one press
// away, and is what paper has.
(() => {
  const name = (text) => text.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
  const quoted = (value) => {
    if (value === null) return "";
    const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const sheet = (lines) => `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${lines.map((line) => `${line.map(quoted).join(",")}\n`).join("")}`)}`;

  // A column is read when it is first asked for: numbers between commas, which may be places in a list of texts.
  const reader = (columns) => {
    const lines = {};
    const line = (of) => (lines[of] ??= columns[of].v.split(","));
    return (column, row) => {
      const { of, t, d } = columns[column];
      const said = line(of ?? column)[row];
      return t ? t[said] : said === "" ? null : Number(said) / 10 ** d;
    };
  };

  const offer = (place) => {
    const figure = place.closest("figure");
    const { by, shown, views, descriptions, rows, table, file, about, spec } = JSON.parse(document.getElementById(place.dataset.rows).textContent);
    const [picked, status, back] = [figure.querySelector(".picked"), place.querySelector("[role=status]"), place.querySelector("button")];
    const [fields, actions] = [[...place.querySelectorAll("select")], figure.querySelector(".actions")];
    const [csv, told, link] = [actions.querySelector('[href^="data:text/csv"]'), actions.querySelector('[href^="data:application"]'), actions.querySelector('[href^="#"]')];
    const [notes, lines] = [".caveats p", ".whose > span"].map((one) => [...picked.querySelectorAll(one)]);
    const source = picked.querySelector(".whose").firstChild;
    const before = [csv, told].map((each) => [each, each.getAttribute("href"), each.download]);
    const names = by.map((one) => new Map(one.names));
    const cell = reader(rows);
    const fitted = filter(picked.querySelector("table"));
    const starts = views.map(() => 0);
    views.forEach(([, count], at) => (starts[at + 1] = starts[at] + count));
    const find = (of) => views.findIndex((view) => view[0].every((value, at) => value === of[at]));
    let chosen = shown;

    // What may be picked: of the second choice what there is for the first.
    const open = (at, wanted = "") => {
      const first = fields[0].value || chosen?.[0];
      const among = new Set(views.filter(([of]) => !at || !first || of[0] === first).map(([of]) => of[at]));
      const options = chosen && among.has(chosen[at]) && !wanted ? [] : [new Option(fields[at].dataset.first, "")];
      for (const [value, said] of by[at].names)
        if (among.has(value) && (plain(said).includes(plain(wanted)) || plain(value) === plain(wanted))) options.push(new Option(said, value));
      const current = wanted ? "" : (chosen?.[at] ?? "");
      fields[at].replaceChildren(...options);
      fields[at].value = [...fields[at].options].some((option) => option.value === current) ? current : (fields[at].options[0]?.value ?? "");
    };
    const refill = () => {
      fields.forEach((_, at) => open(at));
      for (const input of place.querySelectorAll("input")) input.value = "";
    };
    const address = () => {
      const own = chosen && chosen !== shown;
      const words = new URLSearchParams(own ? by.map(({ key }, at) => [key, chosen[at]]) : []);
      link.href = own ? `#${figure.id}?${words}` : `#${figure.id}`;
      if (own) [figure.dataset.address, figure.dataset.file] = [`${figure.id}?${words}`, name([figure.id, ...chosen].join("-"))];
      else ["address", "file"].forEach((each) => delete figure.dataset[each]);
      dispatchEvent(new Event("scroll")); // the links to other languages follow
    };

    const close = () => {
      chosen = shown;
      picked.hidden = back.hidden = true;
      figure.classList.remove("picking");
      picked.querySelector(".place").replaceChildren();
      for (const [each, href, download] of before) [each.href, each.download] = [href, download];
      address();
    };
    const show = (of) => {
      const at = find(of);
      const who = of.map((value, place) => names[place].get(value)).join(" · ");
      const drawn = Array.from({ length: views[at][1] }, (_, row) =>
        Object.fromEntries([...by.map(({ key }, place) => [key, of[place]]), ...Object.keys(rows).map((column) => [column, cell(column, starts[at] + row)])]));
      chosen = of;
      picked.hidden = back.hidden = false;
      figure.classList.add("picking");
      const [label, sentence] = picked.querySelectorAll(".finding > :not(.mark)");
      [label.textContent, sentence.textContent] = [who, views[at][2]];
      // Of the notes and sources of all that can be picked those of this choice.
      const [caption, own, whose] = descriptions[views[at][3]];
      for (const place of picked.querySelectorAll(".shows, caption")) place.textContent = caption;
      if (notes.length) picked.querySelector(".caveats").replaceChildren(...own.map((note) => notes[note]));
      picked.querySelector(".whose").replaceChildren(source, ...whose.flatMap((one, place) => [place ? "; " : "", lines[one]]));
      const body = picked.querySelector("tbody");
      body.replaceChildren(...drawn.map((row) => line(row)));
      fitted();
      for (const head of picked.querySelectorAll("th[aria-sort]")) head.removeAttribute("aria-sort");
      const chart = document.createElement("div");
      chart.className = "chart fluid";
      picked.querySelector(".place").replaceChildren(chart);
      const drawing = structuredClone(spec);
      drawing.data[0].values = drawn;
      charts.draw(chart, drawing, `${who}: ${views[at][2]}. ${caption}`);
      address();
      csv.href = sheet([file, ...drawn.map((row) => file.map((column) => row[column]))]);
      csv.download = `${figure.dataset.file}.csv`;
      const known = JSON.parse(decodeURIComponent(before[1][1].slice(before[1][1].indexOf(",") + 1)));
      const said = { "dc:title": `${picked.querySelector(".mark").textContent}: ${who}: ${views[at][2]}`, "dc:description": caption };
      const from = { "dc:source": whose.map((one) => ({ "dc:bibliographicCitation": lines[one].textContent })) };
      const whole = { ...known, ...said, ...from, url: csv.download, tableSchema: { columns: about } };
      told.href = `data:application/csvm+json;charset=utf-8,${encodeURIComponent(JSON.stringify(whole))}`;
      told.download = `${csv.download}-metadata.json`;
      status.textContent = `${picked.querySelector(".mark").textContent}: ${who}. ${views[at][2]}`;
    };
    const line = (row) => {
      const made = document.createElement("tr");
      table.forEach(([text, value, bar], at) => {
        const one = document.createElement(at ? "td" : "th");
        if (!at) one.scope = "row";
        if (value && row[value] !== null) one.dataset.v = row[value];
        if (bar && row[value] !== null) {
          const strip = document.createElement("i");
          strip.style.setProperty("--w", `${Math.round(100 * row[value])}%`);
          one.append(strip);
        }
        const kind = picked.querySelectorAll("thead th")[at].className;
        if (at && kind) one.className = kind;
        one.append(row[text] ?? "");
        made.append(one);
      });
      return made;
    };

    const remember = () => {
      try {
        history.replaceState(null, "", link.hash);
      } catch {} // a page in a frame may not: the link below the exhibit has it
    };
    const choose = (of) => {
      if (shown && shown.every((value, at) => value === of[at])) close();
      else show(of);
      refill();
    };
    fields.forEach((field, at) =>
      field.addEventListener("change", () => {
        if (!field.value) return;
        const wanted = fields.map((each) => each.value);
        if (find(wanted) >= 0) {
          choose(wanted);
          remember();
          return;
        }
        // What there is not of both is not chosen for the reader, unless there is but one: the other field asks for it.
        const other = 1 - at;
        const left = views.filter(([of]) => of[at] === field.value);
        if (left.length === 1) {
          choose(left[0][0]);
          remember();
          return;
        }
        if (other) open(other);
        status.textContent = `${fields[other].closest("label").firstChild.textContent.trim()}: ${fields[other].dataset.first}`;
      }));
    for (const input of place.querySelectorAll("input")) {
      const at = fields.indexOf(input.parentElement.previousElementSibling.querySelector("select"));
      input.addEventListener("input", () => {
        open(at, input.value.trim());
        status.textContent = `${[...fields[at].options].filter((option) => option.value).length} / ${by[at].names.length}`;
      });
      input.addEventListener("keydown", (event) => {
        const first = [...fields[at].options].find((option) => option.value);
        if (event.key !== "Enter" || !first) return;
        fields[at].value = first.value;
        fields[at].dispatchEvent(new Event("change"));
      });
    }
    back.addEventListener("click", () => {
      close();
      refill();
      remember();
      fields[0].focus();
      status.textContent = figure.querySelector(".headline").textContent;
    });
    // A search that was given up leaves the fields as they were.
    place.addEventListener("focusout", ({ relatedTarget }) => {
      if (!place.contains(relatedTarget)) refill();
    });
    refill();
    place.hidden = false;

    // An address may name a choice: one that is not there leaves the exhibit as it is.
    const read = () => {
      const [id, words] = location.hash.slice(1).split("?");
      if (id !== figure.id) return;
      const asked = new URLSearchParams(words ?? "");
      const of = by.map(({ key }) => asked.get(key));
      const fold = figure.closest("details:not([open])");
      if (fold) fold.open = true;
      if (find(of) >= 0) choose(of);
      else {
        close();
        refill();
      }
      figure.scrollIntoView();
    };
    addEventListener("hashchange", read);
    if (location.hash.includes("?")) read();
  };
  for (const place of document.querySelectorAll(".pick")) offer(place);
})();
