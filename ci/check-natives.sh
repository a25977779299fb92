#!/usr/bin/env bash
# Checks that the native artifacts are byte for byte those pinned in native-config/natives.sha256.
# By hand: ci/check-natives.sh (those the build uses) | --all (every platform) | --update (pin the versions in pom.xml)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pins=native-config/natives.sha256

fail() {
  echo "ci/check-natives.sh: $*" >&2
  exit 1
}

# The value of a property of pom.xml.
property() {
  local value
  value=$(sed -n "s|^ *<$1>\(.*\)</$1>.*|\1|p" pom.xml)
  [[ -n $value ]] || fail "pom.xml has no property $1"
  echo "$value"
}

mode=${1:-}
[[ $# -le 1 && ( -z $mode || $mode == --all || $mode == --update ) ]] \
  || fail "usage: ci/check-natives.sh [--all|--update]"

dnnl=org.bytedeco:dnnl:$(property dnnl.version)
opencl=org.bytedeco:opencl:$(property opencl.version)
javacpp=org.bytedeco:javacpp:$(property javacpp.version)
jna=net.java.dev.jna:jna:$(property jna.version)
platform=$(property native.platform)

# The artifacts that the build uses: JavaCPP's own native code is needed on Windows only, and JNA has all platforms in
# one jar.
artifacts=("$dnnl:jar" "$dnnl:jar:$platform" "$opencl:jar" "$opencl:jar:$platform" "$javacpp:jar" "$jna:jar")
if [[ -n $mode ]]; then
  artifacts=("$dnnl:jar" "$opencl:jar" "$javacpp:jar" "$jna:jar")
  for platform in linux-x86_64 macosx-x86_64 windows-x86_64; do
    artifacts+=("$dnnl:jar:$platform" "$opencl:jar:$platform" "$javacpp:jar:$platform")
  done
fi

# group:artifact:version:jar[:classifier] as a path in a Maven repository.
path() {
  local group artifact version classifier
  IFS=: read -r group artifact version _ classifier <<<"$1"
  echo "${group//./\/}/$artifact/$version/$artifact-$version${classifier:+-$classifier}.jar"
}

repository=$(mvn -B help:evaluate -Dexpression=settings.localRepository -q -DforceStdout)
# Removes colour codes, which some builds of Maven always write.
repository=${repository//$'\e[0m'/}
[[ -d $repository ]] || fail "Maven names $repository as its local repository, but that is no directory"

paths=()
for artifact in "${artifacts[@]}"; do
  file=$(path "$artifact")
  paths+=("$file")
  if [[ ! -f $repository/$file ]]; then
    echo "== fetching $artifact"
    mvn -B -q dependency:get -Dtransitive=false -Dartifact="$artifact"
  fi
done

if [[ $mode == --update ]]; then
  # Uses a variable first, so a failure leaves the old pins unchanged.
  lines=$(cd "$repository" && sha256sum "${paths[@]}" | LC_ALL=C sort -k 2)
  printf '%s\n' "$lines" >"$pins"
  echo "== pinned ${#paths[@]} artifacts in $pins; review the change before you commit it"
  exit 0
fi

wanted=
for file in "${paths[@]}"; do
  line=$(grep -F "  $file" "$pins") \
    || fail "$pins has no line for $file; after a change of version run ci/check-natives.sh --update"
  wanted+=$line$'\n'
done
if [[ $mode == --all && $(wc -l <"$pins") -ne ${#paths[@]} ]]; then
  fail "$pins has lines that pom.xml does not account for; run ci/check-natives.sh --update"
fi
echo "== SHA-256 of ${#paths[@]} native artifacts"
(cd "$repository" && sha256sum --check --strict - <<<"${wanted%$'\n'}") \
  || fail "an artifact differs from its pin; do not use it before you know why"
