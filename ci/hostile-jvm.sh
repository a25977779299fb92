#!/usr/bin/env bash
# Tests in separate processes what a JVM and its machine can do to the library: little stack, a full heap, a kill at the
# worst moment, native memory that only the garbage collector can free, arrays that the collector has to wait for, ten
# thousand virtual threads. Each section prints its figures, and fails if a process ends in an unexpected way.
# FirstUseTest, NativeMemoryPressureTest and VirtualThreadsTest are the short forms.
# By hand: ci/hostile-jvm.sh [section ...] (default: all, about 20 minutes; sections: stack heap unpacking mappings
# memory arrays threads)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p target/ci
mvn -B -q -DskipTests test-compile \
  dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
classpath="target/test-classes:target/classes:$(<target/ci/classpath)"
programs=io.github.depthwise4j.abuse
native_access=
if java --help | grep -q enable-native-access; then
  native_access=--enable-native-access=ALL-UNNAMED
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Calls at every depth of a recursion, on threads with many stack sizes, before and after loading, interpreted and
# compiled, and with half of the stack that the JVM reserves for native code.
stack() {
  local run="-Ddepthwise4j.measureBudgetMillis=1 -cp $classpath $programs.StackDepths"
  local mode size
  for mode in -Xint -XX:TieredStopAtLevel=1 -XX:+TieredCompilation; do
    # shellcheck disable=SC2086
    java $mode -Xss256k $run load 192 256 512 1024
    for size in 192 256 384 520 768 1024 4096; do
      # shellcheck disable=SC2086
      java $mode -Xss256k $run not $size
    done
  done
  java -XX:StackShadowPages=15 -Ddepthwise4j.measureBudgetMillis=1 \
    -cp "$classpath" $programs.StackDepths load 192 512 1024
}

# The first use with less and less free heap, with three collectors. It fails for lack of memory or computes; later
# calls compute.
heap() {
  local collector left output
  for collector in UseSerialGC UseParallelGC UseG1GC; do
    for left in 0 1 4 16 64 256 512 1024 1536 2048 2560 3072 4096 5120 6144; do
      output=$(java -Xmx48m -XX:+$collector -cp "$classpath" $programs.FirstUse "full heap" $left 2>&1)
      echo "$collector, $left KiB left: ${output//$'\n'/, then }"
      [[ $output =~ ^("OutOfMemoryError "[A-Za-z\ ]+|"computed at once")$'\n'"computed 9.0"$ ]]
    done
  done
}

# One process is killed while it unpacks; then eight processes start on the same directory, and one of them is killed.
unpacking() {
  java -cp "$classpath" $programs.Unpacking 8 "${UNPACKING_ROUNDS:-5}" "$scratch"
}

# Nothing but the JVM and oneDNN gets memory for code: the native library of this project needs none.
mappings() {
  if ! command -v cc >/dev/null; then
    echo "no C compiler: skipped"
    return
  fi
  cc -O1 -shared -fPIC -o target/ci/libno_exec.so src/test/c/no_exec.c -ldl
  local output
  output=$(LD_PRELOAD=$PWD/target/ci/libno_exec.so java -cp "$classpath" $programs.FirstUse twice 2>&1)
  echo "$output"
  [[ $output == "computed 9.0"$'\n'"computed 9.0" ]]
}

# Loops of 20 s that leave memory to the garbage collector: at most 1024 MiB above the start, and nothing refused,
# without a limit of the caller's and with one of 512 MiB, from 1 and from 8 threads. A limit that live data fills
# refuses, within about a second.
memory() {
  local loop callers output
  for loop in views forgotten; do
    for callers in 1 8; do
      output=$(java -Xmx4g -cp "$classpath" $programs.MemoryLoops "$loop" 20 "$callers")
      echo "default limit: $output"
      [[ $output =~ "at start "([0-9]+)" peak "([0-9]+) ]]
      ((BASH_REMATCH[2] - BASH_REMATCH[1] <= 1024)) && [[ $output == *" refused 0,"* ]]
      output=$(java -Xmx4g -Ddepthwise4j.memoryLimit=512m -cp "$classpath" $programs.MemoryLoops "$loop" 20 "$callers")
      echo "memoryLimit=512m: $output"
      [[ $output == *" refused 0,"* ]]
    done
  done
  output=$(java -Xmx4g -Ddepthwise4j.memoryLimit=512m -cp "$classpath" $programs.MemoryLoops live 20 200)
  echo "memoryLimit=512m, filled by live data: $output"
  [[ $output =~ "slowest refusal "([0-9]+)" ms" ]] && ((BASH_REMATCH[1] <= 3000))
}

# Eight callers over arrays of a small heap that is nearly all garbage. Before Java 22, G1 gives up a thread that has
# waited four times for arrays in use.
arrays() {
  local collector size output
  for collector in UseG1GC UseSerialGC UseParallelGC; do
    for size in 64 256; do
      output=$(java -Xmx${size}m -XX:+$collector -cp "$classpath" $programs.ArraysAndGarbage 8 20)
      echo "$collector, $size MiB: $output"
      [[ $output == *" out of memory 0" ]]
    done
  done
}

# Ten thousand virtual threads (before Java 21: threads of a pool) that meet new shapes under memory pressure.
threads() {
  local output
  output=$(OMP_NUM_THREADS=3 java $native_access -cp "$classpath" io.github.depthwise4j.VirtualThreads 10000 400)
  echo "$output"
  [[ $output == *"faults 0" ]]
}

sections=("$@")
if [[ ${#sections[@]} == 0 ]]; then
  sections=(stack heap unpacking mappings memory arrays threads)
fi
for section in "${sections[@]}"; do
  if [[ $(type -t "$section") != function ]]; then
    echo "ci/hostile-jvm.sh: there is no section $section" >&2
    exit 2
  fi
  echo "== $section"
  "$section"
done
echo "== all sections passed"
