"""Languages: numbers, names and sentences as a reader of English or of Japanese expects them.

- :mod:`econsec.i18n.numbers` writes quantities in the house style of the language;
- :mod:`econsec.i18n.text` looks up whole sentences with named placeholders.
"""

from econsec.i18n.languages import LANGUAGES, language

__all__ = ["LANGUAGES", "language"]
