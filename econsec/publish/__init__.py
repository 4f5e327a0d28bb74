"""From a notebook to an edition: run it, check it, draw the page, write it whole.

This room knows notebooks and nothing about trade: it would render any notebook folder::

    portfolio -> parameters -> fingerprint -> (workers: engine -> proof -> html) -> edition -> site
"""
