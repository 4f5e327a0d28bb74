// What is typed and what is written are compared in one form: without case, accents, widths of letters, signs that are
// not seen, and kinds of apostrophes, quotation marks, hyphens, waves and "and". Marks of Japanese are no accents: a
// voiced letter is another one.
const STROKES = { ł: "l", ø: "o", đ: "d", ı: "i" };
const plain = (text) =>
  text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(/[łøđı]/g, (letter) => STROKES[letter]).replace(/[\u200b\u2060]/g, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c-\u201f]/g, '"').replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\u301c/g, "~").replace(/ ?& ?/g, " and ");
