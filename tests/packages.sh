#!/usr/bin/env bash
# packages.sh [FOLDER]: a new project in an empty folder, in C# and in F#, that has nothing but the packages of FOLDER (packed here if none is
# given) and what they depend on, runs all code of the site's first pages: to a trained model, a loaded file and a resumed checkpoint.
#
# NuGet is given two sources and a cache of its own: the packages, and a folder with the very packages that they name as dependencies, copied from
# this machine's cache. Nothing comes from the network, and nothing that a package fails to name is there.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
machine_cache=$(dotnet nuget locals global-packages --list)
machine_cache=${machine_cache#*: }
export NUGET_PACKAGES="$work/cache" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

fail() {
    echo "$1" >&2
    exit 1
}

# The dependencies of a package as lines "id version". Its nuspec is compressed in it.
dependencies_of() {
    unzip -p "$1" '*.nuspec' | sed -nE 's/.*<dependency id="([^"]+)" version="\[?([^",]+).*/\1 \2/p'
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

# start NAME LANGUAGE PACKAGE: a new project in an empty folder that refers to the package.
start() {
    mkdir "$work/$1"
    cd "$work/$1"
    dotnet new console --language "$2" --no-restore >new.log || fail "$(cat new.log)"
    dotnet add package "$3" --version "$(version_of "$3")" >add.log 2>&1 || fail "$(cat add.log)"
}

version_of() {
    local file
    file=$(basename "$(echo "$packages/$1".[0-9]*.nupkg)" .nupkg)
    echo "${file#"$1".}"
}

# The code that a reader of the page for C# sees, from top to bottom.
program_in_csharp() { sed -n '/^```csharp$/,/^```$/ { /^```/! p }' "$root/docs/start/csharp.md"; }

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

packages=${1:-$work/packages}
if [ $# = 0 ]; then
    for project in VaeFunctional VaeFunctional.FSharp; do
        NUGET_PACKAGES=$machine_cache dotnet pack "$root/src/$project" -c Release -o "$packages" >"$work/pack.log" || fail "$(cat "$work/pack.log")"
    done
fi
packages=$(cd "$packages" && pwd)

mkdir "$work/dependencies"
for package in "$packages"/*.nupkg; do feed "$package"; done
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
start csharp C# VaeFunctional
program_in_csharp >Program.cs
runs csharp

printf '\nF#\n'
start fsharp F# VaeFunctional.FSharp
program_in_fsharp >Program.fs
runs fsharp
