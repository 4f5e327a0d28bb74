"""The language that the command speaks: Japanese where the locale says so and the output can hold it, else English.

- :mod:`econsec.cli.language.choice` reads the locale;
- :mod:`econsec.cli.language.words` holds what commands say of their own, by its English template;
- :mod:`econsec.cli.language.sentences` finds the template of a sentence that was made elsewhere, such as an error;
- :mod:`econsec.cli.language.pages` writes the pages of ``--help``.

Only the command translates, and only what it prints for a person: errors in a session, the log of runs, JSON and CSV
stay as they are. The language of reports (``--language``) is another matter.
"""
