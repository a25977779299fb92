#!/usr/bin/env bash
# Fuzzing by hand, for any length of time: first every public method with random and hostile arguments, then the readers
# of files and problem lines with the coverage-guided fuzzer Jazzer. The build contains a short form of both:
# PublicApiFuzzTest and the tests named *CorpusTest. Jazzer names the file with its finding; put that file beside the
# corpus in src/test/resources.
# By hand: mvn -B verify, then ci/fuzz.sh [calls (2000000) [rounds of two minutes for each reader (1) [seed]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

calls=${1:-2000000}
rounds=${2:-1}
seed=${3:-$RANDOM$RANDOM}
mkdir -p target/ci

echo "== $calls calls on one thread and $calls on four, seed $seed (to repeat: ci/fuzz.sh $calls 0 $seed)"
if ! mvn -B surefire:test -Dtest=PublicApiFuzzTest -Dsurefire.failIfNoSpecifiedTests=true \
  -Ddepthwise4j.fuzz.calls="$calls" -Ddepthwise4j.fuzz.seed="$seed" -Ddepthwise4j.fuzz.trace="$PWD/target/ci/fuzz"; then
  echo "ci/fuzz.sh: failed with seed $seed; if the JVM crashed, target/ci/fuzz.* contain its last calls" >&2
  exit 1
fi

(( rounds > 0 )) || exit 0
# The reactor builds the product too; none of its tests has such a name.
fuzz=(mvn -B -f src/pom.xml -pl fuzz -am -Dsurefire.failIfNoSpecifiedTests=false)
"${fuzz[@]}" -q test-compile
for round in $(seq "$rounds"); do
  for reader in numpy/Npy numpy/Npz network/tflite/Tflite pictures/Picture problem/Problem Wisdom; do
    name=$(basename "$reader")FuzzTest
    log=target/ci/$name.log
    echo "== round $round of $rounds: $name, two minutes"
    if ! JAZZER_FUZZ=1 "${fuzz[@]}" test -Dtest="$name" >"$log" 2>&1; then
      tail -n 60 "$log" >&2
      echo "ci/fuzz.sh: $name found a fault; see the log $log" >&2
      exit 1
    fi
    # Without its native part, Jazzer would only run the corpus.
    grep -o '#[0-9]*[[:space:]]*DONE.*' "$log" | tail -n 1 \
      || { echo "ci/fuzz.sh: Jazzer did not fuzz, see $log" >&2; exit 1; }
  done
done
echo "== nothing found"
