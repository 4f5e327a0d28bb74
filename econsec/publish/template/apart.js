// What a key names, or a name at its line, a reader picks out of a chart: the others are set back until it is picked again,
// also in the picture that is taken along. By pointer on the word itself, else by buttons that are seen when they are reached.
const apart = (live, words) => {
  const NEAR = 7; // pixels around a word that are still its own
  const group = document.createElement("div");
  group.className = "apart";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words.apart);
  const seen = (mark) => mark.getAttribute("opacity") !== "0" && mark.getAttribute("display") !== "none";
  const colour = ({ datum, fill, stroke }) => [datum?.colour, fill, stroke].find((one) => colours.has(one));
  let [names, colours, marks, chosen] = [new Map(), new Map(), [], null];

  // A word of a key stands for all of its colour; else a name is that of a series.
  const whose = (mark) => {
    const item = mark.__data__;
    const { fold, text, series, label } = item.datum ?? {};
    if (fold !== undefined) return text;
    return [series, label, mark.localName === "text" && mark.textContent].find((one) => names.has(one) && !names.get(one).key) ?? colours.get(colour(item));
  };
  const read = () => {
    [names, colours] = [new Map(), new Map()];
    marks = [...live.querySelectorAll("svg .role-mark > *")].filter((mark) => mark.__data__?.mark && seen(mark));
    const [texts, shapes] = [true, false].map((is) => marks.filter((mark) => (mark.localName === "text") === is));
    const known = new Set(shapes.flatMap(({ __data__: { datum } }) => [datum?.series, datum?.label]));
    for (const text of texts) {
      const [name, { fold, colour }] = [text.textContent, text.__data__.datum ?? {}];
      if (fold === undefined && !known.has(name)) continue;
      if (fold !== undefined) colours.set(colour, name);
      if (names.has(name)) names.get(name).texts.push(text);
      else names.set(name, { key: fold !== undefined, texts: [text] });
    }
  };
  const paint = () => {
    for (const mark of marks) mark.style.opacity = "";
    for (const one of group.children) one.setAttribute("aria-pressed", String(one.textContent === chosen));
    if (chosen === null) return;
    const boxes = marks.filter(({ localName }) => localName !== "text").map((mark) => [mark, mark.getBoundingClientRect()]);
    for (const mark of marks) {
      let name = whose(mark);
      const { marktype } = mark.__data__.mark;
      if (name === undefined && marktype === "text") { // words in a bar are the bar's
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const under = boxes.findLast(([one, box]) => one.__data__.mark.marktype === "rect" && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
        name = under && (whose(under[0]) ?? null);
      }
      // Lines that measure, land and words about the whole stay.
      if (name !== chosen && (name !== undefined || !["text", "rule", "shape"].includes(marktype))) mark.style.opacity = marktype === "text" ? ".4" : ".15";
    }
  };
  const pick = (name) => {
    chosen = name === chosen ? null : name;
    paint();
  };
  const fit = () => {
    read();
    if (!names.has(chosen)) chosen = null;
    const told = names.size > 1 ? [...names.keys()] : [];
    group.hidden = !told.length;
    if (told.join("\n") !== [...group.children].map((one) => one.textContent).join("\n"))
      group.replaceChildren(...told.map((name) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.addEventListener("click", () => pick(name));
        return button;
      }));
    paint();
  };
  const at = ({ clientX: x, clientY: y }) => {
    if (group.hidden) return undefined;
    const far = (text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return Math.max(left - x, x - right, top - y, y - bottom);
    };
    const near = [...names].map(([name, { texts }]) => [Math.min(...texts.map(far)), name]).sort(([a], [b]) => a - b)[0];
    return near?.[0] <= NEAR ? near[1] : undefined;
  };
  live.addEventListener("click", (event) => {
    const name = at(event);
    if (name !== undefined) pick(name);
  });
  live.addEventListener("pointermove", (event) => live.classList.toggle("over", at(event) !== undefined));
  live.parentElement.after(group);
  fit();
  return fit;
};
