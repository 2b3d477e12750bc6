#!/usr/bin/env bash
# A page that says what does not hold must be noticed. fsdocs is silent about it; docs/site/guard.fsx is not, which this shows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/docs"
ln -s "$PWD/src" "$stage/src"
{ cat docs/prelude.fsx; echo; cat docs/site/guard.fsx; } >"$stage/docs/prelude.fsx"
cat >"$stage/docs/canary.fsx" <<'E'
#load "prelude.fsx"

open Prelude

check "a canary flies" false
E

export SITE_EXCEPTIONS=$stage/exceptions
dotnet fsdocs build --input "$stage/docs" --output "$stage/written" --noapidocs --eval --strict --nodefaultcontent \
    --properties Configuration=Release --parameters root / >"$stage/log" 2>&1 || true
grep -q 'Not so: a canary flies' "$SITE_EXCEPTIONS" || { cat "$stage/log"; echo 'A page whose check fails was built without a word.'; exit 1; }
