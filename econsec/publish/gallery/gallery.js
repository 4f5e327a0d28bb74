// Search: without this script every report is shown, which is what a reader without script needs. It goes through what
// the reports say, and shows the sentences that were meant, each leading to its exhibit.
const field = document.querySelector("#search");
const status = document.querySelector("#found");
const MOST = 3; // sentences shown of a report
const cards = [...document.querySelectorAll(".card")].map((card) => {
  const kept = card.querySelector("script");
  const { page, said } = kept ? JSON.parse(kept.textContent) : { page: "", said: [] };
  kept?.remove();
  const sentences = said.map(([anchor, text]) => ({ href: anchor ? `${page}#${anchor}` : page, text, plain: plain(text) }));
  return { card, list: card.querySelector(".said"), text: plain(card.textContent), sentences };
});
for (const tool of document.querySelectorAll(".find")) tool.hidden = false;
// What changed most since its edition before comes first; unticked, all stand in the order of the portfolio.
document.querySelector("#changed")?.addEventListener("change", ({ target }) => {
  const listed = cards.map(({ card }) => card);
  if (target.checked) listed.sort((one, other) => (other.dataset.changed ?? 0) - (one.dataset.changed ?? 0));
  document.querySelector(".cards").append(...listed);
});
field.addEventListener("input", () => {
  const words = plain(field.value).split(/\s+/u).filter(Boolean);
  const holds = (text) => words.every((word) => text.includes(word));
  let count = 0;
  for (const { card, list, text, sentences } of cards) {
    const meant = words.length ? sentences.filter((one) => holds(one.plain)) : [];
    card.hidden = !holds(text) && !meant.length;
    count += card.hidden ? 0 : 1;
    if (!list) continue;
    list.hidden = !meant.length;
    list.replaceChildren(
      ...meant.slice(0, MOST).map((one) => {
        const [item, link] = [document.createElement("li"), document.createElement("a")];
        link.href = one.href;
        link.textContent = one.text;
        item.append(link);
        return item;
      }),
    );
  }
  status.textContent = words.length ? status.dataset.found.replace("{n}", count) : "";
});
