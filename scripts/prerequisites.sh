#!/usr/bin/env bash
# Installs what is used from the system, where it is missing, this is root and
# apt-get exists; elsewhere it says what is missing. It never fails: each thing is
# reported by what needs it. With `run` it cares for what `make up` needs only,
# with `test`, the default, also for what the tests use.
set -euo pipefail
for_what=${1:-test}

# What is looked for, the Debian package that has it, and what it is for.
wanted() {
  echo "command:initdb        postgresql      the private PostgreSQL"
  [ "$for_what" = run ] || cat <<'LIST'
command:chromium      chromium        browser tests and screenshots
command:ffprobe       ffmpeg          tests that have recordings played by a program not ours
command:pdftotext     poppler-utils   tests that read PDF files back and check their signatures
command:qpdf          qpdf            tests that check the structure of PDF files
command:softhsm2-util softhsm2        tests of keys in a token (PKCS #11)
command:dot           graphviz        diagrams in the documentation
font:NotoSansCJK      fonts-noto-cjk  Chinese text in browser tests
LIST
}

present() {
  local kind=${1%%:*} name=${1#*:}
  case $kind in
    command)
      command -v "$name" >/dev/null 2>&1 && return 0
      if [ "$name" = initdb ]; then
        compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ||
          compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' >/dev/null ||
          compgen -G '/usr/local/opt/postgresql*/bin/initdb' >/dev/null
      else
        [ "$name" = chromium ] && { command -v google-chrome || command -v chromium-browser; } >/dev/null 2>&1
      fi
      ;;
    font)
      # macOS has Chinese fonts of its own.
      [ "$(uname)" = Darwin ] ||
        find /usr/share/fonts /usr/local/share/fonts -name "$name*" 2>/dev/null | grep -q .
      ;;
  esac
}

missing=()
while read -r what package purpose; do
  present "$what" && continue
  echo "prerequisites: $package is missing ($purpose)"
  missing+=("$package")
done < <(wanted)

if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "prerequisites: please install: ${missing[*]} (Debian, Ubuntu: sudo apt-get install ${missing[*]})"
  exit 0
fi
echo "prerequisites: installing ${missing[*]} with apt-get"
export DEBIAN_FRONTEND=noninteractive
# No cluster of Debian's own: ours are private and started by the program.
if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
apt-get update -qq </dev/null >/dev/null || echo "prerequisites: apt-get update failed; trying with the lists at hand"
if ! apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null; then
  echo "prerequisites: could not install all of: ${missing[*]}"
fi
