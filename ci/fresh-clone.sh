#!/usr/bin/env bash
# What a newcomer meets: a clone of HEAD, an empty local Maven repository, and the two commands of the README.
# By hand: ci/fresh-clone.sh (downloads everything anew: several minutes and some 300 MB in a temporary directory)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

git clone -q . "$temporary/clone"
cd "$temporary/clone"
echo "== $(git log -1 --format='%h %s')"

echo "== mvn -q compile exec:java"
mvn -B -q -Dmaven.repo.local="$temporary/repository" compile exec:java
echo "== mvn -B verify"
mvn -B -Dmaven.repo.local="$temporary/repository" verify

if [[ -n $(git status --porcelain) ]]; then
  git status --short
  echo "ci/fresh-clone.sh: the build changed or left files that git sees" >&2
  exit 1
fi
echo "== a fresh clone builds, runs and passes"
