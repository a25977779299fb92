#!/usr/bin/env bash
# Makes a release from HEAD: sets the version and the tag in a scratch clone, builds and signs what Maven Central wants,
# checks it, and uploads it. The upload waits at Central until a person publishes it there; then push the tag.
# With --dry-run nothing is uploaded: no account and no key is needed, a key is made and thrown away.
# By hand: ci/release.sh --dry-run [VERSION] | ci/release.sh VERSION (needs the server "central" in Maven's settings
# and a key in gpg; default of VERSION: the version in pom.xml)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

fail() {
  echo "ci/release.sh: $*" >&2
  exit 1
}

dry=
if [[ ${1:-} == --dry-run ]]; then
  dry=yes
  shift
fi
[[ $# -le 1 && ( -n $dry || $# -eq 1 ) ]] || fail "usage: ci/release.sh --dry-run [VERSION] | ci/release.sh VERSION"

# The version of the project in a pom.
pom_version() {
  sed -n '0,/<version>/s|^ *<version>\(.*\)</version>$|\1|p' "$1"
}

version=${1:-$(pom_version pom.xml)}
version=${version%-SNAPSHOT}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "$version is not a version like 0.1.0"
name=depthwise4j-$version
[[ -n $dry || -z $(git status --porcelain) ]] || fail "commit your changes first: the release is made from HEAD"
! git rev-parse -q --verify "refs/tags/v$version" >/dev/null || fail "the tag v$version exists already"
# Compilers of other versions write other bytes; those who build it again must know which one.
jdk=$(java -version 2>&1 | head -n 1)
[[ -n $dry || $jdk == *'"17.'* ]] || fail "releases are built by a JDK 17; this is $jdk"
grep -q "^## \[$version\]" CHANGELOG.md || fail "CHANGELOG.md has no section for $version"
grep -q "<version>$version</version>" README.md || fail "the README does not name version $version"

temporary=$(mktemp -d)
central=
finish() {
  [[ -z $central ]] || kill "$central" 2>/dev/null || true
  [[ ! -d $temporary/gnupg ]] || gpgconf --homedir "$temporary/gnupg" --kill all || true
  rm -rf "$temporary"
}
trap finish EXIT

echo "== version $version in a scratch clone of $(git log -1 --format='%h %s')"
git clone -q . "$temporary/clone"
cd "$temporary/clone"
[[ $(pom_version pom.xml) == "$version" ]] \
  || mvn -B -q -f src/pom.xml versions:set -DnewVersion="$version" -DgenerateBackupPoms=false -DprocessAllModules
[[ $(pom_version pom.xml) == "$version" ]] || fail "the version in pom.xml could not be set"
git -c user.name=release -c user.email=release@example.invalid commit -q --allow-empty -am "Release $version"
git -c user.name=release -c user.email=release@example.invalid tag -a "v$version" -m "Version $version"

# What would be uploaded goes to a stand-in on this machine first, and is checked.
java ci/release/StandInForCentral.java "$temporary/port" &
central=$!
until [[ -s $temporary/port ]]; do
  kill -0 "$central" 2>/dev/null || fail "the stand-in for Maven Central does not run"
  sleep 0.2
done
options=()
if [[ -n $dry ]]; then
  export GNUPGHOME=$temporary/gnupg
  mkdir -m 700 "$GNUPGHOME"
  gpg --batch --quiet --passphrase '' --quick-generate-key 'dry run <dry-run@example.invalid>' ed25519 sign 1d
  cat >"$temporary/settings.xml" <<'XML'
<settings><servers>
  <server><id>central</id><username>nobody</username><password>none</password></server>
</servers></settings>
XML
  # The tests ran before; a dry run is about what is shipped.
  options=(-DskipTests -gs "$temporary/settings.xml")
fi
echo "== building, signing and bundling; the log is target/ci/release.log"
mkdir -p "$root/target/ci"
mvn -B -Prelease -Dmaven.install.skip=true "${options[@]}" deploy \
  -DcentralBaseUrl="http://127.0.0.1:$(<"$temporary/port")" \
  >"$root/target/ci/release.log" 2>&1 \
  || { tail -n 40 "$root/target/ci/release.log" >&2; fail "the build of the release failed"; }
[[ -z $(git status --porcelain) ]] || fail "the build changed files or left files that git does not ignore"

bundle=target/central-publishing/central-bundle.zip
[[ -f $bundle ]] || fail "no bundle was made"
bash ci/check-bundle.sh "$bundle" "$version"

if [[ -n $dry ]]; then
  mkdir -p "$root/target/release"
  cp "$bundle" "$root/target/release/$name-bundle.zip"
  echo "== dry run: target/release/$name-bundle.zip is what would be uploaded; nothing was, and no tag was made here"
  exit 0
fi
echo "== uploading"
mvn -B -Prelease -DskipTests -Dmaven.install.skip=true deploy
git -C "$root" fetch -q "$temporary/clone" "refs/tags/v$version:refs/tags/v$version"
echo "== uploaded; publish it at Central, then: git push origin v$version"
