#!/usr/bin/env bash
# Checks nullness with NullAway: code in packages marked @NullMarked may use null only where @Nullable allows it. It
# compiles the library again, in target/nullness, and takes less than a minute.
# By hand: ci/nullness.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn -B -q -f src/pom.xml -pl nullness -am compile
echo "== no null where none is allowed"
