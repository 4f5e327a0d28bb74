"""``python -m econsec`` is ``econsec``."""

from econsec.cli import main

if __name__ == "__main__":
    main()
