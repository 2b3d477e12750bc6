#!/usr/bin/env bash
# packages.sh [FOLDER]: a new project in an empty folder, in C# and in F#, that has nothing but the packages of FOLDER (packed here if none is
# given) and what they depend on, runs the first examples of the README to a trained model.
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

# The dependencies of a package as lines "id version". Its nuspec stands compressed in it.
dependencies_of() {
    unzip -p "$1" '*.nuspec' | sed -nE 's/.*<dependency id="([^"]+)" version="\[?([^",]+).*/\1 \2/p'
}

# feed PACKAGE: copies what a package depends on, and what that depends on, from this machine's cache into the second source.
feed() {
    local id version file
    while read -r id version; do
        [ -e "$packages/$id.$version.nupkg" ] && continue
        file=${id,,}.${version,,}.nupkg
        [ -e "$work/dependencies/$file" ] && continue
        cp "$machine_cache/${id,,}/${version,,}/$file" "$work/dependencies/" || fail "$(basename "$1") needs $id $version, which this machine does not have."
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

# example FILE: the part of a test that the README shows.
example() { sed -n '/readme:begin/,/readme:end/p' "$root/tests/$1"; }

# runs NAME: the project builds without a warning, and its last line of progress is that of a model that has learned.
runs() {
    local elbo
    cd "$work/$1"
    dotnet run -c Release -p:TreatWarningsAsErrors=true >run.log 2>&1 || fail "$(cat run.log)"
    cat run.log
    elbo=$(sed -nE 's/^ *200 .*elbo ([-0-9.]+).*/\1/p' run.log)
    awk -v elbo="$elbo" 'BEGIN { exit !(elbo > -60 && elbo < 0) }' || fail "The model of $1 has not learned: its ELBO is '$elbo'."
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
echo "Sources:" && (cd "$packages" && ls -- *.nupkg) && ls "$work/dependencies"

printf '\nC#\n'
start csharp C# VaeFunctional
{ echo 'using VaeFunctional;' && example VaeFunctional.Tests/Readme/FirstVae.cs; } >Program.cs
runs csharp
[ -s "$work/csharp/samples.png" ] || fail 'The program in C# drew no picture.'

printf '\nF#\n'
start fsharp F# VaeFunctional.FSharp
example VaeFunctional.FSharp.Tests/Readme/FirstVae.fs >Program.fs
runs fsharp
