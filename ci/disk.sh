#!/usr/bin/env bash
# A disk that is full, and a process that is killed, while files are written: the error says so, the old file is whole, and nothing is
# left beside it. Only kill -9 may leave a temporary file, whose name begins with a dot and ends in .part: nobody uses it, delete it.
# By hand: mvn -B verify, then ci/disk.sh [kills (5)]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kills=${1:-5}
mkdir -p target/ci
mvn -B -q dependency:build-classpath -Dmdep.outputFile=target/ci/classpath -Dmdep.includeScope=test
work=(java -cp "target/test-classes:target/classes:$(<target/ci/classpath)" io.github.depthwise4j.abuse.DiskWork)
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

fail() {
  echo "ci/disk.sh: $*" >&2
  exit 1
}

for kind in npy npz; do
  file=$directory/out.$kind
  "${work[@]}" write "$file" 1
  cp "$file" "$directory/old"

  echo "== $kind: a file may have 1 MB, and four are written"
  # 1024 blocks of 1024 bytes; HotSpot would write its statistics to a file of its own.
  if message=$(ulimit -f 1024 && "${work[0]}" -XX:-UsePerfData "${work[@]:1}" write "$file" 2); then
    fail "writing $file went well, although it cannot have"
  fi
  echo "$message"
  [[ $message == refused:* ]] || fail "that is no clear error"
  cmp -s "$file" "$directory/old" || fail "the old $file is no longer what it was"
  [[ -z $(find "$directory" -name '.*.part') ]] || fail "a temporary file was left"

  for kill in $(seq "$kills"); do
    "${work[@]}" write "$file" 100000 &
    writer=$!
    sleep "1.$RANDOM"
    kill -9 "$writer"
    wait "$writer" 2>/dev/null || true
    "${work[@]}" check "$file" || fail "$file is not whole after kill -9"
  done
  echo "== $kind: whole after $kills times kill -9; $(find "$directory" -name '.*.part' -delete -print | wc -l) temporary files left"
  rm "$directory/old"
done

if [[ -c /dev/full ]]; then
  echo "== a device that is full"
  if message=$("${work[@]}" write /dev/full 1); then
    fail "writing to /dev/full went well"
  fi
  echo "$message"
  [[ $message == *"No space left"* ]] || fail "that is no clear error"
fi
echo "== old files stay whole"
