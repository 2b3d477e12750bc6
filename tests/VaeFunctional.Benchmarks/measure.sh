#!/usr/bin/env bash
# Measures what docs/performance.md reports, and writes it into that page.
# Usage: measure.sh [--data DIR] [SECTION...]    DIR holds binarized_mnist_*.amat; without it MNIST is left out.
# Sections: machine startup memory likelihood batch samples threads products steps mnist; all if none is named.
# The lines of JSON stay in artifacts/performance. Steps and mnist need PyTorch: python3-torch and libopenblas0-openmp on Debian.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
project=tests/VaeFunctional.Benchmarks
output=artifacts/performance
data=

usage() {
    sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

benchmark() { dotnet "$project/bin/Release/net10.0/VaeFunctional.Benchmarks.dll" "$@"; }

# The backends of products that this machine has.
backends() {
    local libraries
    libraries=$(PATH="$PATH:/sbin" ldconfig -p)
    echo managed
    if [[ $libraries == *libopenblas.so* ]]; then printf '%s\n' openblas-raw openblas; fi
    if [[ $libraries == *libmkl_rt* ]]; then echo mkl; fi
}

measure() {
    case $1 in
        machine | startup | memory | likelihood | threads) benchmark "$1" ;;
        batch | samples) benchmark scaling --over "$1" ;;
        products)
            local names
            mapfile -t names < <(backends)
            # Left alone, OpenBLAS does not use AVX-512 on every processor that has it.
            if grep -qsw avx512f /proc/cpuinfo; then export OPENBLAS_CORETYPE=SkylakeX; fi
            benchmark gemm --json --backend "${names[@]}"
            ;;
        steps) "$project/peers/compare.py" --json "$output/steps.jsonl" >&2 && cat "$output/steps.jsonl" ;;
        mnist) "$project/peers/compare_mnist.py" --data "$data" ;;
        *) usage ;;
    esac
}

sections=()
while (($# > 0)); do
    case $1 in
        --data)
            data=$(realpath "${2:?--data takes a folder}")
            shift
            ;;
        -*) usage ;;
        *) sections+=("$1") ;;
    esac
    shift
done
if ((${#sections[@]} == 0)); then
    sections=(machine startup memory likelihood batch samples threads products steps)
    if [ -n "$data" ]; then sections+=(mnist); fi
fi

dotnet build -c Release "$project" >&2
dotnet build -c Release docs/examples/Mnist >&2
mkdir -p "$output"
for section in "${sections[@]}"; do
    printf '== %s\n' "$section" >&2
    measure "$section" | tee "$output/$section.new"
    mv "$output/$section.new" "$output/$section.jsonl"
done
benchmark page
