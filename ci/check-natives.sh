#!/usr/bin/env bash
# Checks that the native artifacts, and the native library of this project, are byte for byte those pinned in
# native-config/natives.sha256.
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
platform=$(property native.platform)

# What ci/build-natives.sh built.
own=(native-config/natives/*/*)

# The artifacts that the build uses: JavaCPP's own native code is needed on Windows only.
artifacts=("$dnnl:jar" "$dnnl:jar:$platform" "$opencl:jar" "$opencl:jar:$platform" "$javacpp:jar")
if [[ -n $mode ]]; then
  artifacts=("$dnnl:jar" "$opencl:jar" "$javacpp:jar")
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
  lines=$(sha256sum "${own[@]}" && cd "$repository" && sha256sum "${paths[@]}")
  LC_ALL=C sort -k 2 <<<"$lines" >"$pins"
  echo "== pinned ${#own[@]} files and ${#paths[@]} artifacts in $pins; review the change before you commit it"
  exit 0
fi

# The pins of the given files.
pinned() {
  local file
  for file in "$@"; do
    grep -F "  $file" "$pins" \
      || fail "$pins has no line for $file; after a change of version run ci/check-natives.sh --update"
  done
}

if [[ $mode == --all && $(wc -l <"$pins") -ne $((${#own[@]} + ${#paths[@]})) ]]; then
  fail "$pins has lines that pom.xml does not account for; run ci/check-natives.sh --update"
fi
echo "== SHA-256 of ${#own[@]} own files and ${#paths[@]} native artifacts"
lines=$(pinned "${own[@]}")
sha256sum --check --strict - <<<"$lines" || fail "a file differs from its pin; after ci/build-natives.sh, use --update"
lines=$(pinned "${paths[@]}")
(cd "$repository" && sha256sum --check --strict - <<<"$lines") \
  || fail "an artifact differs from its pin; do not use it before you know why"
