#!/usr/bin/env bash
# packages.sh [FOLDER]: new projects in empty folders, in C# and in F#, that have nothing but the packages of FOLDER (packed here if none is
# given) and what they depend on. A program runs all code of the site's first pages: to a trained model, a loaded file and a resumed checkpoint.
# An xunit project runs the tests of a model that are on the page on verification, and they fail once the model has a mistake.
#
# NuGet is given two sources and a cache of its own: the packages, and a folder with the very packages that they name as dependencies, copied from
# this machine's cache. Nothing comes from the network, and nothing that a package fails to name is there.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
machine_cache=$(dotnet nuget locals global-packages --list)
machine_cache=${machine_cache#*: }
export NUGET_PACKAGES="$work/cache" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

fail() {
    echo "$1" >&2
    exit 1
}

# The dependencies of a package as lines "id version". Its nuspec is compressed in it.
dependencies_of() {
    unzip -p "$1" '*.nuspec' | sed -nE 's/.*<dependency id="([^"]+)" version="\[?([^],"]+).*/\1 \2/p'
}

# feed PACKAGE: copies what a package depends on, and what that depends on, from this machine's cache into the second source. What is asked for other
# frameworks only may be missing; if it is wanted after all, NuGet will say so.
feed() {
    local id version file
    while read -r id version; do
        [ -e "$packages/$id.$version.nupkg" ] && continue
        file=${id,,}.${version,,}.nupkg
        [ -e "$work/dependencies/$file" ] && continue
        cp "$machine_cache/${id,,}/${version,,}/$file" "$work/dependencies/" 2>/dev/null || continue
        feed "$work/dependencies/$file"
    done < <(dependencies_of "$1")
}

# start NAME TEMPLATE LANGUAGE PACKAGE: a new project in an empty folder that refers to the package.
start() {
    mkdir "$work/$1"
    cd "$work/$1"
    dotnet new "$2" --language "$3" --no-restore >new.log || fail "$(cat new.log)"
    if [ "$2" = xunit ]; then use_known_versions; fi
    dotnet add package "$4" --version "$(version_of "$4")" >add.log 2>&1 || fail "$(cat add.log)"
}

# The packages that the template of an xunit project asks for, in the versions that this machine has: those of the repository's own tests.
test_packages=(coverlet.collector Microsoft.NET.Test.Sdk xunit xunit.runner.visualstudio)

known_version() { sed -nE "s/.*Include=\"$1\" Version=\"([^\"]+)\".*/\1/p" "$root/Directory.Packages.props"; }

use_known_versions() {
    local id
    for id in "${test_packages[@]}"; do
        sed -i -E "s/(Include=\"$id\" Version=\")[^\"]+/\1$(known_version "$id")/" ./*.*proj
    done
}

version_of() {
    local file
    file=$(basename "$(echo "$packages/$1".[0-9]*.nupkg)" .nupkg)
    echo "${file#"$1".}"
}

# blocks LANGUAGE PAGE: the code in that language in the text of a page, from top to bottom.
blocks() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/ { /^\`\`\`/! p }" "$root/docs/$2"; }

# The code that a reader of the page for C# sees.
program_in_csharp() { blocks csharp start/csharp.md; }

# The code that a reader of the page for F# sees: neither its text, (** ... *), nor what follows (*** hide ***).
program_in_fsharp() {
    awk '/^\(\*\*\* hide/ { hidden = 1 }
         /^\(\*\*\*/ { next }
         /^\(\*\* \*\)/ { hidden = 0; next }
         /^\(\*\*/ { hidden = 0; text = 1 }
         !text && !hidden
         /^\*\)/ { text = 0 }' "$root/docs/start/fsharp.fsx"
}

# runs NAME: the project builds without a warning, its model has learned, the model it loads is the one it saved, and the run it resumes ends as
# one that was never interrupted.
runs() {
    local elbo
    cd "$work/$1"
    dotnet run -c Release -p:TreatWarningsAsErrors=true >run.log 2>&1 || fail "$(cat run.log)"
    cat run.log
    elbo=$(sed -nE 's/^ *800 .*elbo ([-0-9.]+).*/\1/p' run.log)
    awk -v elbo="$elbo" 'BEGIN { exit !(elbo > -50 && elbo < 0) }' || fail "The model has not learned: its ELBO is '$elbo'."
    [ "$(grep -c '^True$' run.log)" = 2 ] || fail 'What was loaded is not what was saved.'
    [ -s drawn.png ] && [ -s shapes.safetensors ] && [ -s training.safetensors.previous ] || fail "A file is missing: $(ls)"
}

# tests_pass NAME FILE: the project builds without a warning, and every test in the file passes.
tests_pass() {
    local tests name
    cd "$work/$1"
    tests=$(names_of_tests "$2")
    [ "$(wc -w <<<"$tests")" -ge 3 ] || fail "The page has too few tests: $tests"
    run_tests pass.log || fail "$(cat pass.log)"
    for name in $tests; do grep -E "Passed .*\.$name \[" pass.log || fail "$name did not run: $(cat pass.log)"; done
    grep -qE "^ +Passed: $(wc -w <<<"$tests")$" pass.log || fail "Not every test ran: $(cat pass.log)"
}

# tests_fail NAME FILE: once the encoder sees the batch of an example, the law about that fails by name, and nothing else does.
tests_fail() {
    cd "$work/$1"
    sed -i -E 's/Encoder\.Apply(\(x\)| x)/Encoder.Apply(x - x.Mean(0))/' "$2"
    if run_tests fail.log; then fail "A mistake was not found: $(cat fail.log)"; fi
    grep -E "Failed .*\.The_model_obeys_every_law \[" fail.log && grep -F "an example's ELBO does not depend on its batch" fail.log &&
        grep -qE '^ +Failed: 1$' fail.log || fail "The mistake was not found by its law: $(cat fail.log)"
}

run_tests() { dotnet test -c Release -p:TreatWarningsAsErrors=true --logger 'console;verbosity=normal' >"$1" 2>&1; }

# The functions below [Fact] and [Property].
names_of_tests() { grep -A 1 -E '^ *\[<?(Fact|Property)' "$1" | sed -nE 's/^.* (\w+) ?\(.*$/\1/p'; }

packages=${1:-$work/packages}
if [ $# = 0 ]; then
    for project in VaeFunctional VaeFunctional.FSharp VaeFunctional.FsCheck; do
        NUGET_PACKAGES=$machine_cache dotnet pack "$root/src/$project" -c Release -o "$packages" >"$work/pack.log" || fail "$(cat "$work/pack.log")"
    done
fi
packages=$(cd "$packages" && pwd)

mkdir "$work/dependencies"
for package in "$packages"/*.nupkg; do feed "$package"; done
for id in "${test_packages[@]}"; do
    file=${id,,}.$(known_version "$id").nupkg
    cp "$machine_cache/${id,,}/$(known_version "$id")/$file" "$work/dependencies/"
    feed "$work/dependencies/$file"
done
cat >"$work/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <clear />
    <add key="packages" value="$packages" />
    <add key="dependencies" value="$work/dependencies" />
  </packageSources>
  <fallbackPackageFolders>
    <clear />
  </fallbackPackageFolders>
</configuration>
CONFIG
echo "Sources: $(cd "$packages" && echo *.nupkg), and of this machine's packages $(cd "$work/dependencies" && echo *.nupkg)"

printf '\nC#\n'
start csharp console C# VaeFunctional
program_in_csharp >Program.cs
runs csharp

printf '\nF#\n'
start fsharp console F# VaeFunctional.FSharp
program_in_fsharp >Program.fs
runs fsharp

printf '\nTests in C#\n'
start csharp-tests xunit C# VaeFunctional.FsCheck
blocks csharp guides/verification.fsx >UnitTest1.cs
tests_pass csharp-tests UnitTest1.cs
tests_fail csharp-tests UnitTest1.cs

printf '\nTests in F#\n'
start fsharp-tests xunit F# VaeFunctional.FsCheck
blocks fsharp guides/verification.fsx >Tests.fs
tests_pass fsharp-tests Tests.fs
tests_fail fsharp-tests Tests.fs
