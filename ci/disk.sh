#!/usr/bin/env bash
# Writes files on a full disk, and kills processes while they write. The error names the reason, the old file stays
# complete, and no other file is left. Only kill -9 may leave a temporary file; its name starts with a dot and ends in
# .part, and it can be deleted.
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

  echo "== $kind: the limit of a file is 1 MB, and 4 MB are written"
  # The limit: 1024 blocks of 1024 bytes. HotSpot must not write its statistics to a file.
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
    "${work[@]}" check "$file" || fail "$file is not complete after kill -9"
  done
  echo "== $kind: complete after $kills times kill -9; temporary files left:" \
    "$(find "$directory" -name '.*.part' -delete -print | wc -l)"
  rm "$directory/old"
done

if [[ -c /dev/full ]]; then
  echo "== a full device"
  if message=$("${work[@]}" write /dev/full 1); then
    fail "writing to /dev/full went well"
  fi
  echo "$message"
  [[ $message == *"No space left"* ]] || fail "that is no clear error"
fi
echo "== old files stay complete"
