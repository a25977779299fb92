#!/usr/bin/env bash
# Runs all checks: first the documented build and test command, then the checks that need their own process or JDK.
# By hand: ci/verify.sh (takes about three times as long as the tests)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn -B verify
bash ci/nullness.sh
bash ci/check-natives.sh
bash ci/rebuilt-natives.sh
bash ci/instruction-sets.sh
bash ci/heap-checks.sh
bash ci/packaging.sh
bash ci/newest-java.sh
bash ci/hunt.sh --short --fail-on-reference
bash ci/server.sh --short
bash ci/spark.sh --short
bash ci/site.sh
bash ci/release.sh --dry-run
