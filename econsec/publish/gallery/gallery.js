"use strict";
// Search: without this script every report is shown, which is what a reader without script needs.
const field = document.querySelector("#search");
const cards = [...document.querySelectorAll(".card")];
const status = document.querySelector("#found");
const plain = (text) => text.normalize("NFKC").toLowerCase();
const texts = cards.map((card) => plain(card.textContent));
field.closest(".find").hidden = false;
field.addEventListener("input", () => {
  const words = plain(field.value).split(/\s+/u).filter(Boolean);
  let count = 0;
  cards.forEach((card, index) => {
    card.hidden = !words.every((word) => texts[index].includes(word));
    count += card.hidden ? 0 : 1;
  });
  status.textContent = words.length ? status.dataset.found.replace("{n}", count) : "";
});
