#!/usr/bin/env bash
# Fetches the fonts of the documents to documents/fonts/files/, once. The text font comes
# from npm, pinned and checked; the one for rare characters from Debian, where it can be had.
set -euo pipefail
cd "$(dirname "$0")/../documents/fonts"

package=@expo-google-fonts/noto-serif-sc@0.4.3
tarball=expo-google-fonts-noto-serif-sc-0.4.3.tgz
tarball_sha512=7d2994a62485b527b21d5e39ff6c543b2e5275f131925430c0c28dddc42301902e8c84c70e649ba4c1c255d08c851a8c8d0b6ed19460736f6ef00f825376a47f
regular_sha256=c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742
bold_sha256=9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6
hana_a_sha256=7ca87559414474848fc513a8d8eb42d5b0f8194c30c2abdfbfedff5398ec88d7
hana_b_sha256=829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c

have() { for f in "$@"; do [ -s "files/$f.ttf.gz" ] || return 1; done; }
sum() { if command -v "$1sum" >/dev/null; then "$1sum" "$2"; else shasum -a "${1#sha}" "$2"; fi | cut -d' ' -f1; }

# keep checks a font and puts it away: keep <file> <sha256> <name>
keep() {
  if [ "$(sum sha256 "$1")" != "$2" ]; then
    echo "fonts: $3 is not the file that was pinned; it is left out" >&2
    return 1
  fi
  gzip -9 -n -c "$1" >"files/$3.ttf.gz.part"
  mv "files/$3.ttf.gz.part" "files/$3.ttf.gz"
}

if have NotoSerifSC-Regular NotoSerifSC-Bold HanaMinA HanaMinB; then
  exit 0
fi
mkdir -p files
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! have NotoSerifSC-Regular NotoSerifSC-Bold; then
  command -v npm >/dev/null || { echo "fonts: npm is needed to fetch Noto Serif SC" >&2; exit 1; }
  echo "fetching Noto Serif SC (68 MB, once)"
  (cd "$work" && npm pack --silent "$package" >/dev/null)
  if [ "$(sum sha512 "$work/$tarball")" != "$tarball_sha512" ]; then
    echo "fonts: the package is not the one that was pinned" >&2
    exit 1
  fi
  tar -xzf "$work/$tarball" -C "$work" package/400Regular/NotoSerifSC_400Regular.ttf package/700Bold/NotoSerifSC_700Bold.ttf
  keep "$work/package/400Regular/NotoSerifSC_400Regular.ttf" "$regular_sha256" NotoSerifSC-Regular
  keep "$work/package/700Bold/NotoSerifSC_700Bold.ttf" "$bold_sha256" NotoSerifSC-Bold
fi

if ! have HanaMinA HanaMinB; then
  from=
  for d in /usr/share/fonts/truetype/hanazono /usr/local/share/fonts/hanazono /usr/share/fonts/hanazono; do
    if [ -s "$d/HanaMinA.ttf" ] && [ -s "$d/HanaMinB.ttf" ]; then from=$d; fi
  done
  if [ -z "$from" ] && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    echo "fetching Hanazono for rare characters (22 MB, once)"
    if (cd "$work" && apt-get download fonts-hanazono >/dev/null 2>&1 && dpkg-deb -x fonts-hanazono_*.deb hana); then
      from=$work/hana/usr/share/fonts/truetype/hanazono
    fi
  fi
  if [ -z "$from" ] || ! keep "$from/HanaMinA.ttf" "$hana_a_sha256" HanaMinA || ! keep "$from/HanaMinB.ttf" "$hana_b_sha256" HanaMinB; then
    echo "fonts: Hanazono can't be had here; rare characters (CJK extensions B to F) will be refused by their code points" >&2
  fi
fi
