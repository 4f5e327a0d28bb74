"""The colours and borders that another library gives its table: kept where they can do nothing else.

Rules are held inside the box of their output, names of classes and ids are its own, and of properties and values only
those pass that are listed here: nothing is fetched, placed, covered or made to move.
"""

from __future__ import annotations

import re

import tinycss2

#: Properties that say how something looks where it stands. What would take it elsewhere, or over something, is none.
PROPERTIES = re.compile(
    r"(background(-color)?|color|opacity|font-(weight|style|size)|text-(align|decoration|transform|indent)"
    r"|vertical-align|white-space|line-height|letter-spacing|(min-|max-)?width|height"
    r"|border(-(top|right|bottom|left|collapse|spacing|radius))?(-(color|style|width))?"
    r"|padding(-(top|right|bottom|left))?)"
)
#: Those that a reader's dark page would make unreadable, so that the whole box stays light.
COLOURED = re.compile(r"\b(background(-color)?|color):(?!\s*(inherit|transparent|initial|unset|none)\b)")
FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "linear-gradient", "calc"})
VALUE = re.compile(r"[\w\s#%.,()+*/-]{1,400}")
SELECTOR = re.compile(r"[\w\s.#>,*:()+~-]{1,20000}")
#: Behind the box's own id, these would mean what stands beside it.
BESIDE = re.compile(r"(^|,)\s*[>+~]")
PSEUDO = re.compile(r":(?!(first|last|only)-(child|of-type)\b|nth-(child|of-type)\([\w\s+-]*\))")
NAME = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")


def declarations(text: str) -> str:
    """Return what of a list of declarations may stand in the page.

    Parameters
    ----------
    text : str
        As in a ``style`` attribute.

    Returns
    -------
    str
        The same, without what is not allowed; empty if nothing is.

    Examples
    --------
    >>> declarations("color: #fff; position: fixed; background: url(https://example.org/a.png)")
    'color:#fff'
    """
    kept = []
    for one in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and PROPERTIES.fullmatch(one.lower_name) and _is_plain(one.value):
            value = tinycss2.serialize(one.value).strip()
            if VALUE.fullmatch(value):
                kept.append(f"{one.lower_name}:{value}" + "!important" * one.important)
    return ";".join(kept)


def rules(text: str, box: str) -> str:
    """Return what of a style sheet may stand in the page, held inside a box.

    Parameters
    ----------
    text : str
        The sheet. Its rules for media, its imports and its fonts are left out.
    box : str
        The id of the element around the output; names in the sheet become ``box-name``.

    Returns
    -------
    str
        Rules each of which begins with ``#box``.

    Examples
    --------
    >>> rules("#T_1 .a, td { color: red } @import url(x); body:hover { color: blue }", "shown-1")
    '#shown-1 #shown-1-T_1 .shown-1-a,#shown-1 td{color:red}'
    """
    kept = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selector = tinycss2.serialize(rule.prelude).strip()
        said = declarations(tinycss2.serialize(rule.content))
        parts = [NAME.sub(rf"\g<1>{box}-\g<2>", part.strip()) for part in selector.split(",")]
        held = SELECTOR.fullmatch(selector) and not (PSEUDO.search(selector) or BESIDE.search(selector))
        if said and held and all(parts):
            kept.append(",".join(f"#{box} {part}" for part in parts) + f"{{{said}}}")
    return "".join(kept)


def _is_plain(tokens: list[tinycss2.ast.Node]) -> bool:
    for token in tokens:
        if token.type == "function":
            if token.lower_name not in FUNCTIONS or not _is_plain(token.arguments):
                return False
        elif token.type in {"url", "string", "error", "() block", "[] block", "{} block", "at-keyword"}:
            return False
    return True
