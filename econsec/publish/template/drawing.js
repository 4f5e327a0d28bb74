// A picture that is drawn ahead. How wide words are in it: not as the fonts of this machine have it, since the same
// edition must come out byte for byte on another, but as in DejaVu Sans, the widest face a page is read in. Thousandths
// of the size of the letters, from the space to the tilde.
const ASCII = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
  603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
  634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
const OTHER = {"–": 500, "—": 1000, "‘": 318, "’": 318, "“": 518, "”": 518, "·": 318, "…": 1000, "°": 500};
const MARKS = /\p{M}/gu;
const WIDE = 0x2e80; // from here on, letters of East Asia are square; below, what is in no list is a sign
const HALVES = [0xff61, 0xffdc];
const BOLD = 1.12;

function width(letter) {
  const code = letter.codePointAt(0);
  if (code < WIDE) return OTHER[letter] ?? ASCII[code - 32] ?? 838;
  return code >= HALVES[0] && code <= HALVES[1] ? 500 : 1000;
}

function measure() {
  const pen = Object.getPrototypeOf(document.createElement("canvas").getContext("2d"));
  pen.measureText = function (text) {
    const [size] = /[\d.]+(?=px)/.exec(this.font);
    const weight = /\b(?:bold|[6-9]00)\b/.test(this.font) ? BOLD : 1;
    // Accents take no room of their own.
    const letters = [...String(text).normalize("NFD").replace(MARKS, "").normalize("NFC")];
    const thousandths = letters.reduce((sum, letter) => sum + width(letter), 0);
    return {width: (thousandths * size * weight) / 1000};
  };
}

// Room for words at the ends of marks is taken off the plot once, by what they reached beyond it before; the marks then
// end elsewhere, and the words still reach beyond the picture. The page, which is sized again, comes to rest.
const ROUNDS = 5;
const STILL = 0.25; // pixels

export default function (vega) {
  measure();
  const draw = vega.View.prototype.toSVG;
  vega.View.prototype.toSVG = async function (...asked) {
    await this.runAsync();
    for (let round = 0, before; round < ROUNDS && !(Math.abs(before - this.width()) < STILL); round++) {
      before = this.width();
      await this.resize().runAsync();
    }
    return draw.apply(this, asked);
  };
}
