// What axe-core does not judge: the contrast of words in charts with what lies under them, as the browser paints both.
// A word needs 4.5 to 1; of two that lie on each other, letter by letter, the upper one is read. Returns a sentence for each that has less.
() => {
  const parse = (colour) => {
    const numbers = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return colour === "none" || colour === "transparent" ? null : [...numbers.slice(0, 3), numbers[3] ?? 1];
  };
  const over = (top, alpha, below) => top.slice(0, 3).map((part, at) => part * alpha + below[at] * (1 - alpha));
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const paper = parse(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3);
  const covers = (later, word, box) => {
    const other = later.tagName === "text" && later.textContent === word.textContent && later.getBoundingClientRect();
    return other && Math.abs(other.x - box.x) < 1 && Math.abs(other.y - box.y) < 1;
  };
  const weak = [];
  for (const svg of document.querySelectorAll(".chart svg")) {
    if (!svg.checkVisibility()) continue;
    const shapes = [...svg.querySelectorAll("path, rect, circle, text")];
    shapes.forEach((word, order) => {
      if (word.tagName !== "text" || !word.textContent.trim() || !word.checkVisibility()) return;
      const box = word.getBoundingClientRect();
      if (shapes.slice(order + 1).some((later) => covers(later, word, box))) return; // a halo: the word over it is judged
      let under = paper;
      for (const shape of shapes.slice(0, order)) {
        const style = getComputedStyle(shape);
        const fill = shape.tagName === "text" ? null : parse(style.fill);
        if (!fill || !shape.isPointInFill) continue;
        const point = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()))) continue;
        under = over(fill, fill[3] * style.opacity * style.fillOpacity, under);
      }
      const style = getComputedStyle(word);
      if (Number(style.opacity) === 0) return; // a label of an axis that left its place to its neighbour
      const ink = over(parse(style.fill), style.opacity * style.fillOpacity, under);
      if (ratio(ink, under) < 4.5) {
        const figure = svg.closest("figure").id;
        weak.push(`${figure}: "${word.textContent}" ${style.fill} on ${under.map(Math.round)}: ${ratio(ink, under).toFixed(2)}`);
      }
    });
  }
  return weak;
}
