"""One reader a publisher: its own file format in, a tidy frame with ISO3 codes and base units out.

The quirks of a publisher stay in its module; its spellings are code lists in ``data/codes``. What a reader gives
becomes a table by its recipe, in :mod:`econsec.store.recipes`; what fetches the file, where a program can, is in
``live/connectors``.
"""
