#!/bin/sh
# Takes pictures of a rendered edition's email: light and dark, desktop and phone.
#
#   sh docs/pictures.sh DIR OUT
#
# DIR holds the edition, as DIR/<edition>/email.html; OUT gets email-light.png,
# email-dark.png, email-phone-light.png and email-phone-dark.png. MAX_HEIGHT (pixels)
# bounds them, since a README wants the beginning only. Needs chromium (or CHROMIUM).
set -eu

edition=${1:?"usage: sh docs/pictures.sh DIR OUT"}
out=${2:?"usage: sh docs/pictures.sh DIR OUT"}
chromium=${CHROMIUM:-chromium}
max_height=${MAX_HEIGHT:-1500}

command -v "$chromium" >/dev/null || {
    echo "pictures need chromium: install it, or name it in CHROMIUM" >&2
    exit 2
}
email=$(find "$edition" -name email.html 2>/dev/null | LC_ALL=C sort | tail -n 1)
[ -n "$email" ] || {
    echo "there is no email.html in $edition: render an edition first" >&2
    exit 2
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A profile of its own and no background requests: the same picture anywhere.
browser() {
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars \
        --no-first-run --disable-background-networking --disable-component-update \
        --disable-sync --force-color-profile=srgb --force-device-scale-factor=1 \
        --user-data-dir="$scratch/profile" "$@" 2>"$scratch/errors" ||
        { cat "$scratch/errors" >&2; exit 1; }
}

# Only a copy carries the script that measures it; pictures are of the email itself.
# The width is set there too: without a screenshot no window is narrower than 500.
height() {
    cp "$email" "$scratch/measured.html"
    echo "<script>document.documentElement.style.width = '$1px'
      document.documentElement.setAttribute('data-height',
        document.body.scrollHeight)</script>" >>"$scratch/measured.html"
    browser --window-size="$1,800" --dump-dom "file://$scratch/measured.html" |
        sed -n 's/.*data-height="\([0-9]*\)".*/\1/p' | head -n 1
}

# preferredColorScheme: 0 is dark, 1 is light.
picture() {
    tall=$(height "$2")
    [ "$tall" -le "$max_height" ] || tall=$max_height
    browser --window-size="$2,$tall" --blink-settings=preferredColorScheme="$3" \
        --screenshot="$scratch/picture.png" "file://$email"
    mv "$scratch/picture.png" "$out/$1.png"
}

email=$(cd "$(dirname "$email")" && pwd)/email.html
mkdir -p "$out"
picture email-light 700 1
picture email-dark 700 0
picture email-phone-light 375 1
picture email-phone-dark 375 0
