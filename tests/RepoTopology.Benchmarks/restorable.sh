#!/usr/bin/env bash
# Makes a work tree of a .NET repository that restores here, for `code-edges`: with this SDK, and with the packages that this machine's sources
# have. What was changed is one commit on top, so that both loaders read the same project files.
#
#   restorable.sh REPOSITORY DIRECTORY [REVISION]
#
# REPOSITORY is only read; DIRECTORY must not be there yet; REVISION is HEAD unless given. A restore runs MSBuild on the repository's project files.
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
repository=$1 directory=$2 revision=${3:-HEAD}
[ ! -e "$directory" ] || { echo "$directory is there already" >&2; exit 2; }

git clone --quiet --shared --no-checkout "$repository" "$directory"
cd "$directory"
printf 'obj/\nbin/\n' >> .git/info/exclude
git checkout --quiet --detach --force "$(git -C "$repository" rev-parse "$revision^{commit}")" 2>/dev/null || true # A partial clone may lack a picture or a tool.
git ls-files --deleted | sed 's/^/not there: /'

# Another SDK, other sources, fixed versions.
find . -path ./.git -prune -o \( -iname global.json -o -iname nuget.config -o -name packages.lock.json \) -print -exec rm {} + | sed 's/^/removed: /'

# One framework for all: the one whose assemblies the source loader always takes, the SDK's own. With others, what differs is the frameworks, not
# the loaders; and where the newest of a project is older than the language that it asks for, the build itself doesn't compile.
newest=net$(dotnet --version | cut -d. -f1).0
for file in $(git ls-files '*.csproj' '*.fsproj' '*.vbproj' '*.props' '*.targets'); do
    if grep -qE '<TargetFramework>net([5-9]|[1-9][0-9])\.0<' "$file" && ! grep -q "<TargetFramework>$newest<" "$file"; then
        echo "retargeted: $file, $(grep -oE '<TargetFramework>[^<]*' "$file" | cut -d'>' -f2 | tr '\n' ' ')to $newest"
        sed -i -E "s#<TargetFramework>net([5-9]|[1-9][0-9])\.0<#<TargetFramework>$newest<#" "$file"
    fi
done

# The rest is said in one file, which each project imports last.
cat > Restorable.targets <<'XML'
<Project>
  <PropertyGroup>
    <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
    <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
    <NoWarn>$(NoWarn);NU1605</NoWarn>
  </PropertyGroup>
  <ItemGroup>
  </ItemGroup>
</Project>
XML
[ -e Directory.Build.targets ] || printf '<Project>\n</Project>\n' > Directory.Build.targets
find . -path ./.git -prune -o -name Directory.Build.targets -print | while read -r file; do
    up=$(realpath --relative-to="$(dirname "$file")" .)
    sed -i "s#</Project>#  <Import Project=\"\$(MSBuildThisFileDirectory)$up/Restorable.targets\" />\n</Project>#" "$file"
done

# A warning says which newer version is taken; an error, which package is absent: it is taken in the version that is there, or dropped.
mapfile -t targets < <(git ls-files ':(top,glob)*.sln' ':(top,glob)*.slnx')
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(git ls-files '*.csproj')
restored=no
for attempt in 1 2 3 4 5 6 7 8; do
    log=$(for target in "${targets[@]}"; do dotnet restore "$target" --verbosity minimal 2>&1 || echo "not restored: $target"; done)
    if ! grep -q '^not restored: ' <<< "$log"; then
        restored=yes
        break
    fi

    changes=$(
        grep -oE 'error NU110[123]: Unable to find (a stable )?package [A-Za-z0-9_.-]+' <<< "$log" | sed -E 's/.* //; s/\.$//' | sort -u | while read -r package; do
            nearest=$(grep -A1 -E "error NU110[23]: Unable to find (a stable )?package ${package//./\\.} " <<< "$log" | grep -oE 'Nearest version: [^] ]+' | head -1 | cut -d' ' -f3 || true)
            if [ -n "$nearest" ]; then
                echo "<PackageReference Update=\"$package\" Version=\"$nearest\" />"
            else
                echo "<PackageReference Remove=\"$package\" />"
            fi
        done | while read -r change; do grep -qF "$change" Restorable.targets || echo "$change"; done
    )
    [ -n "$changes" ] || break
    sed 's/^/patched: /' <<< "$changes"
    while read -r change; do sed -i "s#^  </ItemGroup>#    $change\n  </ItemGroup>#" Restorable.targets; done <<< "$changes"
done
grep -oE 'warning NU1603: .* was resolved instead' <<< "$log" | sort -u || true
git add --all
git -c user.name=restorable -c user.email=restorable@users.noreply.github.com commit --quiet --message 'What restores here'
if [ $restored = no ]; then
    grep -E ': error ' <<< "$log" | sort -u >&2
    exit 1
fi

echo "restored: ${targets[*]} at $(git rev-parse --short HEAD)"
