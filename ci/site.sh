#!/usr/bin/env bash
# Builds the documentation in target/site, with the Javadoc, and follows every link between its pages.
# By hand: ci/site.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mkdir -p target/ci
rm -rf target/site
mvn -B site >target/ci/site.log 2>&1 || { tail -n 40 target/ci/site.log >&2; exit 1; }
warnings=$(grep -E '\[WARNING\]' target/ci/site.log || true)
[[ -z $warnings ]] || { echo "ci/site.sh: the site has warnings: $warnings" >&2; exit 1; }

broken=0
for page in target/site/*.html; do
  # Links to other sites and to places in the same page are not followed.
  while read -r link; do
    if [[ ! -e target/site/${link%%[#?]*} ]]; then
      echo "ci/site.sh: $page has a broken link: $link" >&2
      broken=1
    fi
  done < <(grep -oE '(href|src)="[^"]+"' "$page" | sed -E 's/^[a-z]+="(\.\/)?//; s/"$//' \
    | grep -vE '^(https?:|mailto:|#)')
done
for source in src/site/markdown/*.md; do
  page=target/site/$(basename "$source" .md).html
  [[ -s $page ]] || { echo "ci/site.sh: $page was not made" >&2; broken=1; }
done
(( broken == 0 )) || exit 1
echo "== $(ls target/site/*.html | wc -l) pages in target/site, no broken link"
