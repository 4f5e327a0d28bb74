// What is typed and what is written are compared in one form: without case, accents, widths of letters, and kinds of
// apostrophes, hyphens and "and". Marks of Japanese are no accents: a voiced letter is another one.
const plain = (text) =>
  text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
    .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/ & /g, " and ");
