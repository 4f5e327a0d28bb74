#!/usr/bin/env bash
# Find or install what the browser tests need: Chromium, fonts, axe-core. Usage: .ci/browser.sh VENV
set -euo pipefail
venv=$1
axe_version=4.14.1

say() { printf '%s\n' "$*" >&2; }
apt_possible() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }
apt() { DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null; }

find_chromium() {
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null; then command -v "$candidate"; return; fi
  done
  "$venv/bin/python" - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = Path(playwright.chromium.executable_path)
if not path.exists():
    raise SystemExit(1)
print(path)
PY
}
# What pages are laid out in, one at a time: a wide face, a narrow one, and the one that pages ask for first.
fonts=$venv/fonts
installed() { fc-list : file | sed 's/: *$//' | grep -E "/$1" || true; }
# Link the files of a face, or take them out of a Debian package: what the machine itself shows pages in stays as it is.
face() {
  local name=$1 files=$2 package=$3 scratch
  if [ -n "$(ls "$fonts/$name" 2>/dev/null)" ]; then return; fi
  mkdir -p "$fonts/$name"
  installed "$files" | while read -r file; do ln -sf "$file" "$fonts/$name/"; done
  if [ -n "$(ls "$fonts/$name")" ] || ! command -v dpkg-deb >/dev/null; then return; fi
  say "Fetching $package ..."
  scratch=$(mktemp -d)
  ( cd "$scratch" && { apt-get -qq download "$package" || { apt update; apt-get -qq download "$package"; }; } &&
    dpkg-deb -x "$package"_*.deb . ) >/dev/null 2>&1 || say "Warning: $package could not be fetched."
  find "$scratch" -type f -name '*.[to]t[fc]' | grep -E "/$files" | while read -r file; do cp "$file" "$fonts/$name/"; done || true
  rm -rf "$scratch"
}
japanese_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=ja family)" ]; }

missing=()
find_chromium >/dev/null 2>&1 || missing+=(chromium)
japanese_font || missing+=(fontconfig fonts-noto-cjk)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ] && apt_possible; then
  say "Installing ${missing[*]} ..."
  apt update || say "Warning: some package lists could not be updated."
  apt install -y --no-install-recommends "${missing[@]}" || say "Warning: not all could be installed."
fi
if ! find_chromium >/dev/null 2>&1; then
  say "Downloading Playwright's Chromium ..."
  "$venv/bin/python" -m playwright install chromium >/dev/null || true
fi
if ! found=$(find_chromium 2>/dev/null); then
  say "The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium), or name it: CHROMIUM=/path/to/chrome make test"
  exit 4
fi
if ! japanese_font; then
  say "The browser tests need a Japanese font. Install one (Debian, Ubuntu: apt-get install fontconfig fonts-noto-cjk; macOS has one: brew install fontconfig)."
  exit 4
fi
mkdir -p "$fonts/ja"
fc-list :lang=ja file | sed 's/: *$//' | while read -r file; do ln -sf "$file" "$fonts/ja/"; done
face dejavu 'DejaVuSans[-.]' fonts-dejavu-core
face liberation 'LiberationSans-' fonts-liberation
face noto 'NotoSans(-(Regular|Bold|Italic|BoldItalic)\.|\[)' fonts-noto-core
for name in dejavu liberation noto; do
  if [ -z "$(ls "$fonts/$name")" ]; then
    say "The browser tests lay pages out in DejaVu Sans, Liberation Sans and Noto Sans. Install them (Debian, Ubuntu: apt-get install fonts-dejavu-core fonts-liberation fonts-noto-core; macOS: brew install font-dejavu font-liberation font-noto-sans)."
    exit 4
  fi
done
axe=$venv/axe/node_modules/axe-core
if ! grep -qs "\"version\": \"$axe_version\"" "$axe/package.json"; then
  if ! command -v npm >/dev/null; then
    say "The browser tests need axe-core, which npm installs. Install Node.js with npm (Debian, Ubuntu: apt-get install npm)."
    exit 4
  fi
  say "Installing axe-core $axe_version ..."
  mkdir -p "$venv/axe"
  npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --prefix "$venv/axe" "axe-core@$axe_version" >&2
fi
printf '%s\n' "$found" > "$venv/chromium"
