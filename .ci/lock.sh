#!/usr/bin/env bash
# Resolve pyproject.toml into requirements.lock: every package pinned and hashed, no index named. Usage: .ci/lock.sh VENV [--keep]
# --keep: change nothing but what pyproject.toml asks for otherwise.
set -euo pipefail
venv=$1
upgrade=()
[ "${2:-}" != --keep ] && upgrade=(--upgrade)
"$venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes ${upgrade[@]+"${upgrade[@]}"} \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
  --all-extras --group dev pyproject.toml --output-file requirements.lock
{
  echo '# Made by `make lock` from pyproject.toml: every package of the project, pinned and hashed, for any platform.'
  cat requirements.lock
} > requirements.lock.new
mv requirements.lock.new requirements.lock
