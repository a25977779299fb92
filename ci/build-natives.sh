#!/usr/bin/env bash
# Builds the native library of depthwise4j from src/main/native. The repository contains the result, so that only those
# who change the source need a C compiler. The same compiler gives the same bytes for Linux; those for Windows contain
# a time.
# By hand: ci/build-natives.sh [directory (native-config/natives)]
# Needs gcc, Maven and a JDK; for Windows, which is not tested, x86_64-w64-mingw32-gcc. A platform without compiler is
# skipped. oneDNN's headers come from the jar with oneDNN's library: the compiler then checks what is called.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${1:-native-config/natives}
home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

headers=$(mktemp -d)
trap 'rm -rf "$headers"' EXIT
mvn -B -q dependency:unpack-dependencies -DincludeArtifactIds=dnnl -DincludeClassifiers=linux-x86_64 \
  -Dmdep.unpack.includes='**/include/**' -DoutputDirectory="$headers" -DmarkersDirectory="$headers/markers"

options=(
  -std=c11 -O2 -shared -s -Wall -Wextra -Werror -Wno-unused-parameter -Wno-attributes
  -I"$home/include" -I"$home/include/linux" -I"$headers/org/bytedeco/dnnl/linux-x86_64/include"
  # The caller of malloc is then this library, and not Java. The abuse tests have to know it.
  -fno-optimize-sibling-calls
  # No call to a function of the compiler's or of the C library's runtime that other systems may not have.
  -nostdlib -fno-stack-protector -ffreestanding
  # Nothing that differs from build to build.
  -ffile-prefix-map="$PWD"=. -fno-ident
)

build() {
  local compiler=$1 file=$target/$2
  shift 2
  if ! command -v "$compiler" >/dev/null; then
    echo "== no $compiler: $file is not built"
    return
  fi
  mkdir -p "$(dirname "$file")"
  "$compiler" "${options[@]}" "$@" -o "$file" "${sources[@]}" "${libraries[@]}"
  chmod 644 "$file"
  echo "== $(sha256sum "$file")"
}

libraries=()
sources=(src/main/native/depthwise4j.c src/main/native/onednn.c)
build gcc linux-x86_64/libjnidepthwise4j.so -fPIC -fvisibility=hidden -Wl,--build-id=none,-z,noseparate-code
libraries=(-lmsvcrt)
# JavaCPP's binding calls oneDNN on Windows.
sources=(src/main/native/depthwise4j.c)
build x86_64-w64-mingw32-gcc windows-x86_64/jnidepthwise4j.dll -Wl,--no-insert-timestamp,--entry=0
