// What a reader takes along: an exhibit's picture with its headline and its source, its address, the line to cite.
// Everything is made in the page; nothing is asked for.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const [EDGE, HEAD, FOOT, SCALE] = [16, 20, 11, 2];
  const pen = document.createElement("canvas").getContext("2d");

  // Lines that fit, broken between words, or between letters where a language has no spaces.
  // An amount keeps its units, and no line begins with what closes a sentence or a bracket.
  const PARTS =
    /(?:(?:[\d.,−+]+\s?(?:[兆億万]|ドル|円|%|ポイント|年|月|日|か国|品目)*)+|[\u3000-\u9fff\uff00-\uffef]|[^\s\d\u3000-\u9fff\uff00-\uffef]+)[、。，．）」』！？％：；]*\s*|\s+/gu;
  const broken = (text, font, width) => {
    pen.font = font;
    const lines = [""];
    for (const part of text.match(PARTS) ?? []) {
      if (lines.at(-1) && pen.measureText(lines.at(-1) + part.trimEnd()).width > width) lines.push("");
      lines[lines.length - 1] += part;
    }
    return lines;
  };
  const write = (picture, lines, top, size, look) => {
    lines.forEach((line, at) => {
      const text = document.createElementNS(SVG, "text");
      for (const [name, value] of Object.entries({ x: EDGE, y: top + at * size * 1.4, "font-size": size, ...look }))
        text.setAttribute(name, value);
      text.textContent = line.trimEnd();
      picture.append(text);
    });
    return top + lines.length * size * 1.4;
  };

  const picked = (figure) => figure.querySelector(".picked:not([hidden])"); // see pick.js
  const picture = (figure) => {
    const own = picked(figure);
    const drawn = own ? own.querySelector(".live svg") : (figure.querySelector(".live svg") ?? figure.querySelector(".still svg"));
    if (!drawn) throw new Error("what was picked is not drawn");
    const [width, height] = ["width", "height"].map((side) => parseFloat(drawn.getAttribute(side)));
    const family = getComputedStyle(document.body).fontFamily;
    const whole = document.createElementNS(SVG, "svg");
    const ground = document.createElementNS(SVG, "rect");
    whole.append(ground);
    const say = (part) => (own?.querySelector(part) ?? figure.querySelector(part))?.textContent.trim() ?? "";
    const lines = (part, size, weight = "") => broken(say(part), `${weight} ${size}px ${family}`, width);
    const look = { fill: "#1A1A1A", "font-family": family };
    let top = write(whole, lines(own ? ".finding" : ".headline", HEAD, "bold"), EDGE + HEAD, HEAD, { ...look, "font-weight": "bold" });
    top = write(whole, lines(own ? ".shows" : ".subtitle", FOOT + 2), top, FOOT + 2, { ...look, fill: "#595959" });
    const inner = drawn.cloneNode(true);
    inner.setAttribute("x", EDGE);
    inner.setAttribute("y", top);
    inner.setAttribute("font-family", family);
    whole.append(inner);
    top = write(whole, lines(own ? ".whose" : "figcaption", FOOT), top + height + FOOT * 2, FOOT, { ...look, fill: "#595959" });
    const size = { width: width + 2 * EDGE, height: Math.ceil(top) };
    for (const [name, value] of Object.entries(size)) {
      whole.setAttribute(name, value);
      ground.setAttribute(name, value);
    }
    ground.setAttribute("fill", "#FFFFFF");
    return { text: new XMLSerializer().serializeToString(whole), ...size };
  };
  const save = (name, blob) => {
    const link = document.createElement("a");
    link.download = name;
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const named = (figure) => figure.dataset.file ?? figure.id;
  const asSvg = (figure) => save(`${named(figure)}.svg`, new Blob([picture(figure).text], { type: "image/svg+xml" }));
  const asPng = async (figure) => {
    const { text, width, height } = picture(figure);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(`${named(figure)}.png`, blob), "image/png");
  };

  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.title = label;
    made.addEventListener("click", () => act(made));
    return made;
  };
  // A page that lies in a folder may not write to the clipboard everywhere: the older way does.
  const copy = async (text, told) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      told.focus();
      if (!done) return;
    }
    const before = told.textContent;
    if (before === words.copied) return;
    told.textContent = words.copied;
    setTimeout(() => (told.textContent = before), 1500);
  };

  for (const figure of document.querySelectorAll(".exhibit")) {
    const [actions, number] = [figure.querySelector(".actions"), figure.querySelector(".ordinal").textContent];
    if (figure.querySelector(".still svg"))
      for (const [kind, act] of [["SVG", asSvg], ["PNG", asPng]])
        actions.append(button(kind, words.picture.replace("{exhibit}", number).replace("{kind}", kind), () => act(figure)));
    const link = actions.querySelector(`a[href="#${figure.id}"]`);
    link.addEventListener("click", () => copy(link.href, link));
  }
  const cite = document.querySelector(".cite");
  cite.append(" ", button(words.copy, words.copy_cite, (made) => copy(cite.firstElementChild.textContent, made)));

  // The same exhibit in the other language: exhibits have one name in all of them.
  const elsewhere = document.querySelectorAll(".elsewhere a");
  const follow = () => {
    const seen = [...document.querySelectorAll(".exhibit")].filter((one) => one.getBoundingClientRect().top < innerHeight / 2);
    const last = scrollY > innerHeight / 2 ? seen.at(-1) : undefined;
    // What a reader picked the static form does not have: there it is the exhibit.
    for (const link of elsewhere) link.hash = (link.hreflang && last?.dataset.address) || (last?.id ?? "");
  };
  addEventListener("scroll", follow, { passive: true });
})();
