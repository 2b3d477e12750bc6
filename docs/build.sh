#!/usr/bin/env bash
# Builds the site into artifacts/site, from the Release build of the library: dotnet build -c Release && docs/build.sh
# Any warning, any error of an evaluated example, any bad formula and any dead link fails it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stage=artifacts/site-sources
written=artifacts/site-written
log=artifacts/site.log
SITE_EXCEPTIONS=$PWD/artifacts/site-exceptions.log
export SITE_EXCEPTIONS

rm -rf .fsdocs "$stage" "$written" "$SITE_EXCEPTIONS" artifacts/site
mkdir -p "$stage/docs"

if ! cmp -s docs/site/package-lock.json docs/site/node_modules/.installed; then
    npm ci --prefix docs/site --ignore-scripts --no-audit --no-fund --silent
    cp docs/site/package-lock.json docs/site/node_modules/.installed
fi

# The sources without build outputs; ../src, which the prelude refers to, is where it is in the repository.
tar -C docs --exclude=./examples --exclude=./site --exclude=./build.sh -cf - . | tar -C "$stage/docs" -xf -
ln -s ../../src "$stage/src"
{ echo; cat docs/site/guard.fsx; } >>"$stage/docs/prelude.fsx"
# fsdocs does not see a table right below a comment.
find "$stage/docs" -name '*.md' -exec sed -i -E 's/^<!--.*-->$//' {} +

dotnet fsdocs build --projects src/*/*.*proj \
    --input "$stage/docs" --output "$written" --eval --strict --clean --nodefaultcontent --properties Configuration=Release FsDocsGenerateLlmsTxt=false \
    --parameters root / >"$log" 2>&1 || { cat "$log"; exit 1; }
if grep -nE '\b(warning|error)\b|deprecated' "$log" | grep -v 'error during cleaning, continuing'; then
    echo "fsdocs warned; all it said is in $log."
    exit 1
fi
if [ -e "$SITE_EXCEPTIONS" ]; then
    grep -v '^   at ' "$SITE_EXCEPTIONS" | sort -u
    echo "A snippet ended with an exception; its trace is in $SITE_EXCEPTIONS."
    exit 1
fi

node docs/site/build.mjs "$written" artifacts/site
