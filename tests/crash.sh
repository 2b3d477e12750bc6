#!/usr/bin/env bash
# Kills a training run at random moments, many of them within a save, and fills the disk under it. Every time its checkpoints must load,
# and the resumed run must end with the same bytes as one that was never interrupted.
# Usage: tests/crash.sh [KILLS]       (after: dotnet build -c Release docs/examples/Checkpoints)
set -euo pipefail

kills=${1:-50}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
example=$root/docs/examples/Checkpoints/bin/Release/net10.0/Checkpoints.dll
work=$(mktemp -d)
small=$work/small
running=

clean_up() {
    if [ -n "$running" ]; then kill -9 "$running" 2>/dev/null || true; fi
    if mountpoint -q "$small" 2>/dev/null; then umount "$small"; fi
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

train=(dotnet "$example" --epochs 12 --every 1 --folder)

# Which file has a name: another one after each save.
generation() { stat -c '%i %y' "$1/run.checkpoint" 2>/dev/null || echo none; }

loads() { dotnet "$example" --folder "$1" --status || fail "a checkpoint in $1 does not load ($2)"; }

# A run that had saved twice has two checkpoints from then on.
both_stay() { ! [ -e "$work/saved-twice" ] || [ "$(wc -l <<<"$1")" = 2 ] || fail "the checkpoint before is gone"; [[ "$1" != *before* ]] || touch "$work/saved-twice"; }

same_as_whole() { cmp "$work/whole/run.checkpoint" "$1/run.checkpoint" && cmp "$work/whole/model.safetensors" "$1/model.safetensors"; }

no_drafts() { ! compgen -G "$1/*.draft" >/dev/null; }

# Whether a draft is in a folder that was not there when this was last asked.
left_draft() {
    compgen -G "$1/*.draft" | sort >"$work/drafts-now" || true
    touch "$work/drafts"
    comm -13 "$work/drafts" "$work/drafts-now" >"$work/drafts-new"
    mv "$work/drafts-now" "$work/drafts"
    [ -s "$work/drafts-new" ]
}

# kill_once FOLDER: trains until a checkpoint was saved, or for a random while before that, and kills at a random moment after.
# Fails when the run came to its end before.
kill_once() {
    local before
    before=$(generation "$1")
    "${train[@]}" "$1" >"$work/output" 2>&1 &
    running=$!
    while ((RANDOM % 200 != 0)) && [ "$(generation "$1")" = "$before" ] && kill -0 "$running" 2>/dev/null; do sleep 0.01; done
    sleep "0.$(printf '%03d' $((RANDOM % 400)))"
    kill -9 "$running" 2>/dev/null || { wait "$running" || fail "a run ended with an error: $(cat "$work/output")"; running=; return 1; }
    wait "$running" 2>/dev/null || true
    running=
}

kill_many() {
    local killed=0 within=0 whole=0 found run=$work/run
    while ((killed < kills)); do
        if kill_once "$run"; then
            killed=$((killed + 1))
            ! left_draft "$run" || within=$((within + 1))
            found=$(loads "$run" "kill $killed") || exit 1
            printf '%3d  %s\n' "$killed" "${found//$'\n'/ }"
            both_stay "$found"
        else
            same_as_whole "$run" || fail "a resumed run ended with other bytes"
            whole=$((whole + 1))
            rm -rf "$run" "$work/saved-twice"
        fi
    done
    "${train[@]}" "$run" >/dev/null
    same_as_whole "$run" || fail "the resumed run ended with other bytes"
    # What a saver may not have locked yet is left to it for some seconds.
    sleep 11
    dotnet "$example" --epochs 13 --every 1 --folder "$run" >/dev/null
    no_drafts "$run" || fail "a draft was left behind"
    echo "$killed kills, $within of them within a save: all checkpoints loaded, and $((whole + 1)) resumed runs ended with the same bytes."
}

# refused FOLDER REASON: training must end with one line of error that names the file and the reason, and leave both checkpoints.
refused() {
    local status=0 found
    "${train[@]}" "$1" >/dev/null 2>"$work/error" || status=$?
    ((status == 1)) || fail "training in $1 ended with status $status"
    [ "$(wc -l <"$work/error")" = 1 ] && grep -qF "'$1/run.checkpoint' cannot be saved: " "$work/error" && grep -qiF "$2" "$work/error" ||
        fail "not one line that names the file and '$2': $(cat "$work/error")"
    cat "$work/error"
    found=$(loads "$1" "$2") || exit 1
    [ "$(wc -l <<<"$found")" = 2 ] || fail "not both checkpoints are in $1"
    no_drafts "$1" || fail "a draft was left in $1"
}

# A file system with room for two checkpoints and no third.
fill_disk() {
    local size
    size=$(stat -c %s "$work/whole/run.checkpoint")
    mkdir "$small"
    if [ "$(id -u)" != 0 ] || ! mount -t tmpfs -o "size=$((size * 5 / 2))" tmpfs "$small" 2>/dev/null; then
        echo 'Skipped: a full disk and a read-only folder take the right to mount.'
        return
    fi
    refused "$small" 'no space left'
    mount -o "remount,size=$((size * 10)),ro" "$small"
    refused "$small" 'read-only'
    mount -o "remount,rw" "$small"
    "${train[@]}" "$small" >/dev/null
    same_as_whole "$small" || fail "after a full disk the resumed run ended with other bytes"
    echo 'A full disk and a read-only folder: one error each, both checkpoints loaded, and the resumed run ended with the same bytes.'
}

[ -e "$example" ] || fail "$example is not built"
"${train[@]}" "$work/whole" >/dev/null
fill_disk
kill_many
