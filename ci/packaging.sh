#!/usr/bin/env bash
# Builds a small application with the library and runs it in every form in which applications are shipped: class path,
# module path, one shaded jar, and Spring Boot's jar of jars. Each form runs once with its own unpacking, and once from
# natives that were unpacked beforehand. All must print the same numbers. Then it runs the jar of the command line, and
# the commands of the documentation's Dockerfile, without Docker.
# By hand: ci/packaging.sh (about a minute)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

expected='[10.0, 14.0, 14.0, 20.0, 18.0, 26.0, 22.0, 32.0]'
built=src/it/packaging/consumer/target
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

fail() {
  echo "ci/packaging.sh: $*" >&2
  exit 1
}

echo "== building the application"
rm -rf "$built"
# Removes colour codes, which some builds of Maven always write.
library=$(sed -n '0,/<version>/s|^ *<version>\(.*\)</version>$|\1|p' pom.xml)
mvn -q -B -Dstyle.color=never -f src/it/packaging -DskipTests -Ddepthwise4j.version="$library" package

# Java 24 and later need permission for native code; Java 17 does not know the option on the class path.
classes=() modules=()
version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
if (( version >= 24 )); then
  classes=(--enable-native-access=ALL-UNNAMED)
fi
modules=(@native-config/jvm-module-path.options)

# run NAME OPTIONS...: starts the application, which must print the expected numbers.
run() {
  local name=$1 printed
  shift
  printed=$(java "$@") || fail "$name ended with an error"
  [[ $printed == *" $expected" ]] || fail "$name printed $printed instead of $expected"
  echo "$name: $printed"
}

# try NAME OPTIONS...: runs with a new cache, then from natives unpacked beforehand and without a writable directory.
try() {
  local name=$1 directory=$temporary/$1
  shift
  mkdir -p "$directory/home" "$directory/tmp"
  run "$name" -Dorg.bytedeco.javacpp.cachedir="$directory/cache" "$@"
  [[ -n $(find "$directory/cache" -name 'libdnnl.so*' -size +1M) ]] \
    || fail "$name did not unpack to the directory it was told"
  java "$@" "$directory/natives"
  run "$name, unpacked beforehand" "@$directory/natives/java.options" \
    -Duser.home="$directory/home" -Djava.io.tmpdir="$directory/tmp" "$@"
  [[ -z $(find "$directory/home" "$directory/tmp" -mindepth 1) ]] || fail "$name wrote files although all was unpacked"
  rm -rf "$directory"
}

unset XDG_CACHE_HOME
try 'class path' "${classes[@]}" -cp "$built/consumer-1.jar:$built/lib/*" consumer.Main
try 'module path' "${modules[@]}" -p "$built/consumer-1.jar:$built/lib" -m consumer/consumer.Main
try 'shaded jar' "${classes[@]}" -jar "$built/consumer-1-shaded.jar"
try 'Spring Boot jar' "${classes[@]}" -jar "$built/consumer-1-boot.jar"
echo "== all forms print the same numbers"

jars=$(ls target/depthwise4j-*-cli.jar | head -1)
jars=${jars%-cli.jar}
[[ $(java -Dorg.bytedeco.javacpp.cachedir="$temporary/cli" -jar "$jars-cli.jar" demo) == *'equal, bit for bit'* ]] \
  || fail "the jar of the command line does not show its demo"
said=$(java -jar "$jars.jar" 2>&1) && fail "the plain jar ran without picocli"
[[ $said == *"${jars#target/}-cli.jar"* && $(wc -l <<<"$said") == 1 ]] || fail "the plain jar said: $said"
echo "the command line runs from its jar, and the plain jar names it"

# This directory contains the directories of the image.
image=$temporary/image
inside() {
  sed -E "s#(^|[ @='\"])/(app|natives|depthwise4j-cli\\.jar)#\\1$image/\\2#g; s#com\\.example\\.Main#consumer.Main#"
}
mkdir -p "$image/app"
cp "$built/consumer-1.jar" "$built"/lib/* "$image/app"
cp "$jars-cli.jar" "$image/depthwise4j-cli.jar"
page=src/site/markdown/deployment.md
commands=$(sed -n 's/^RUN //p' "$page" | inside)
[[ $(wc -l <<<"$commands") == 2 ]] || fail "the documentation's Dockerfile has other commands than expected: $commands"
while read -r command; do
  eval "$command" </dev/null >/dev/null || fail "the documentation's Dockerfile fails at: $command"
done <<<"$commands"
JDK_JAVA_OPTIONS=$(sed -n 's/^ENV JDK_JAVA_OPTIONS="\(.*\)"$/\1/p' "$page" | inside)
export JDK_JAVA_OPTIONS
[[ -n $JDK_JAVA_OPTIONS && -s $image/natives/app.jsa ]] || fail "the documentation's Dockerfile makes no archive"
run "the documentation's Dockerfile" -Dorg.bytedeco.javacpp.cachedir="$temporary/none" -cp "$image/app/*" consumer.Main
[[ -z $(find "$temporary" -path '*/none/*' -type f) ]] || fail "the documentation's Dockerfile unpacks at run time"
echo "== the command line and the documentation's Dockerfile work as packaged"
