#!/usr/bin/env bash
# Makes the environment in .venv and installs what the program needs, as far as this account may; `make setup` runs it.
# Says the exact command for what it may not do. PYTHON=python3.12 tools/setup.sh chooses the interpreter.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
cd "$here/.."

venv=.venv
# What Qt's xcb and offscreen platforms load on Debian and Ubuntu.
libraries=(libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4
  libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxcb-xinerama0)
# The typeface that the pages are drawn for; on Windows it is Segoe UI.
font=fonts-inter

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Installs packages when this account may; otherwise returns 1, and the caller names the command.
apt_install() {
  command -v apt-get >/dev/null || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  say "installing $*"
  ${as[@]+"${as[@]}"} apt-get update -qq || say "the package lists could not be refreshed; trying with the old ones"
  ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import ctypes, ensurepip, ssl, venv' >/dev/null 2>&1; }

# The first Python 3.11 to 3.13 that can make an environment; else the first that fits at all.
find_python() {
  local candidate fitting='' candidates=()
  if [ -n "${PYTHON:-}" ]; then
    candidates=("$PYTHON")
  else
    candidates=(python3.13 python3.12 python3.11 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[123].*/bin/python3)
  fi
  for candidate in "${candidates[@]}"; do
    fits "$candidate" || continue
    if can_make_venv "$candidate"; then
      printf '%s' "$candidate"
      return
    fi
    [ -n "$fitting" ] || fitting=$candidate
  done
  printf '%s' "$fitting"
}

name_missing_python() {
  local version
  [ -z "${PYTHON:-}" ] || stop "PYTHON=$PYTHON is no Python 3.11, 3.12 or 3.13."
  for version in 3.13 3.12 3.11; do
    if apt-cache show "python$version" >/dev/null 2>&1; then
      stop "no Python 3.11 to 3.13 here. Run: sudo apt-get install python$version python$version-venv"
    fi
  done
  stop "no Python 3.11 to 3.13 here and none in this system's packages (after 'sudo apt-get update' there may be:" \
    "sudo apt-get install python3 python3-venv). Debian 12, Ubuntu 24.04 and later have one."
}

make_venv() {
  if [ -x $venv/bin/python ] && fits $venv/bin/python && $venv/bin/python -m pip --version >/dev/null 2>&1; then
    if [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V)" = "$($venv/bin/python -V)" ]; then return; fi
  fi
  local python version
  python=$(find_python)
  [ -n "$python" ] || name_missing_python
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if ! can_make_venv "$python"; then
    apt_install "python$version-venv" || stop "Python $version cannot make environments yet. Run: sudo apt-get install python$version-venv"
  fi
  say "making $venv with Python $version"
  "$python" -m venv --clear $venv
}

missing_packages() {
  local package
  for package in "${libraries[@]}" "$font"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

install_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  if ! command -v dpkg-query >/dev/null; then
    say "not Debian or Ubuntu: Qt's libraries are not checked; 'ldd' on PySide6's plugins names what is missing"
    return
  fi
  local missing
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086  # a list of words
  if ! apt_install $missing; then
    say "missing for the window; run: sudo apt-get install $missing"
  fi
}

make_venv
install_libraries
say "installing the program and its tools into $venv (the first time takes a minute or two)"
$venv/bin/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
QT_QPA_PLATFORM=offscreen $venv/bin/python -c 'from PySide6 import QtWidgets, QtSvg; QtWidgets.QApplication([])' ||
  stop "Qt does not start; the line above names the library it misses"
say "ready"
