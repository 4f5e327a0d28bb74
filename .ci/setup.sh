#!/usr/bin/env bash
# Make the virtual environment from the pinned, hashed lock file. Usage: .ci/setup.sh VENV
set -euo pipefail
venv=$1
python=${PYTHON:-python3}
lock=requirements.lock

say() { printf '%s\n' "$*" >&2; }
supported() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! supported "$python"; then
  for other in python3.14 python3.13 python3.12 python3.11; do
    if supported "$other"; then python=$other; break; fi
  done
fi
if ! supported "$python"; then
  say "econsec needs Python 3.11 or newer; '$python' is not. Install one, or name it: make setup PYTHON=/path/to/python3.12"
  exit 4
fi

# A half-made or foreign environment is worse than none: begin again unless the stamp says that it is whole.
if [ -e "$venv" ] && [ ! -e "$venv/.installed" ] && [ ! -e "$venv/pyvenv.cfg" ] && [ -n "$(ls -A "$venv")" ]; then
  say "'$venv' exists and is no virtual environment: not touching it. Name another: make setup VENV=..."
  exit 4
fi
say "Setting up $venv ($("$python" --version 2>&1)) ..."
if ! "$python" -m venv --clear "$venv"; then
  say "'$python' cannot make a virtual environment (on Debian or Ubuntu: apt-get install python3-venv)."
  exit 4
fi
"$venv/bin/python" -m pip install --quiet --require-hashes --only-binary :all: --requirement "$lock"
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
# Python reads where the project lies in the letters of the locale, and does not start where LC_ALL=C has none for it:
# said from where that is written, it takes none but those of ASCII.
"$venv/bin/python" -S - "$venv"/lib/python*/site-packages/*econsec*.pth <<'PY'
import os, sys
for file in sys.argv[1:]:
    with open(file, "wb") as written:
        written.write(os.fsencode(os.path.relpath(os.getcwd(), os.path.dirname(os.path.abspath(file)))) + b"\n")
PY
"$venv/bin/python" -m pip check >/dev/null || say "Warning: 'pip check' finds packages that disagree."
touch "$venv/.installed"
