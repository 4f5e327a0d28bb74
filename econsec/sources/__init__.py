"""One reader a publisher: its own file format in, a tidy frame with ISO3 codes and base units out.

The quirks of a publisher stay in its module; its spellings are code lists in ``data/codes``.
"""
