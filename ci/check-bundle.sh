#!/usr/bin/env bash
# Checks the bundle of a release: its layout, checksums, signatures, poms and licences, and that an application
# resolves, compiles and runs with it, from an empty local repository.
# By hand: ci/check-bundle.sh BUNDLE.zip VERSION (ci/release.sh calls it)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ $# -eq 2 ]] || { echo "usage: ci/check-bundle.sh BUNDLE.zip VERSION" >&2; exit 1; }
bundle=$(realpath "$1")
version=$2
name=depthwise4j-$version
folder=io/github/depthwise4j/depthwise4j/$version

fail() {
  echo "ci/check-bundle.sh: $*" >&2
  exit 1
}

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
mkdir "$temporary/bundle"
(cd "$temporary/bundle" && jar --extract --file "$bundle")
cd "$temporary/bundle/$folder" || fail "the bundle has no folder $folder"

files=("$name.jar" "$name.pom" "$name-sources.jar" "$name-javadoc.jar" "$name-cli.jar" "$name-cyclonedx.json"
  "$name-cyclonedx.xml")
for file in "${files[@]}"; do
  [[ -s $file ]] || fail "the bundle lacks $file"
  gpg --batch --quiet --verify "$file.asc" "$file" 2>"$temporary/gpg" \
    || { cat "$temporary/gpg" >&2; fail "the signature of $file is missing or wrong"; }
  for sum in md5 sha1 sha256 sha512; do
    [[ $(<"$file.$sum") == "$("${sum}sum" "$file" | cut -d ' ' -f 1)" ]] || fail "$file.$sum is missing or wrong"
  done
done
# Each file has a signature, and both have at most four checksums; nothing else may be in the bundle.
expected=$(printf '%s\n' "${files[@]}" | sed 's/[.]/\\./g' | paste -sd '|')
others=$(find "$temporary/bundle" -type f -printf '%P\n' \
  | grep -vE "^$folder/($expected)(\.asc)?(\.(md5|sha1|sha256|sha512))?$" || true)
[[ -z $others ]] || fail "the bundle holds what was not expected: $others"
echo "== ${#files[@]} files, each with its signature and four checksums"

for tag in name description url licenses developers scm connection; do
  grep -q "<$tag>" "$name.pom" || fail "the pom lacks <$tag>"
done
grep -q "<version>$version</version>" "$name.pom" || fail "the pom is not of version $version"
! grep -E '<(build|profiles?|properties|repositor)|<scope>test|SNAPSHOT|\$\{' "$name.pom" \
  || fail "the pom has leftovers of the build"
for jar in "$name.jar" "$name-sources.jar" "$name-cli.jar"; do
  jar --list --file "$jar" >"$temporary/names"
  for text in LICENSE NOTICE licenses/Apache-2.0.txt licenses/GPL-3.0.txt; do
    grep -qx "META-INF/$text" "$temporary/names" || fail "$jar lacks META-INF/$text"
  done
  ! grep -E '(^|/)[A-Za-z]*Test(s)?\.(class|java)$|^META-INF/maven/.*junit' "$temporary/names" \
    || fail "$jar holds tests"
done
jar --list --file "$name-javadoc.jar" >"$temporary/names"
grep -q '/DepthwiseConv2d.html$' "$temporary/names" || fail "the Javadoc lacks DepthwiseConv2d"
! grep -E '/depthwise4j/(plan|onednn|operation|memory|loading)/' "$temporary/names" \
  || fail "the Javadoc shows internals"
grep -q '"bomFormat" : "CycloneDX"' "$name-cyclonedx.json" || fail "the list of components is not of CycloneDX"
for component in dnnl javacpp opencl; do
  grep -q "\"name\" : \"$component\"" "$name-cyclonedx.json" || fail "the list of components lacks $component"
done
! grep -qE '"name" : "(junit|assertj)' "$name-cyclonedx.json" || fail "the list of components names test libraries"
echo "== pom, licences, Javadoc and list of components are as they should be"

# What is on Central already is taken from the local repository of this machine, if it is there.
cd "$OLDPWD"
known=$(mvn -B help:evaluate -Dexpression=settings.localRepository -q -DforceStdout)
known=${known//$'\e[0m'/}
mkdir -p "$temporary/application/src"
cp -r src/test/consumer/. "$temporary/application/src"
cat >"$temporary/application/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>application</groupId>
  <artifactId>application</artifactId>
  <version>1</version>
  <repositories>
    <repository><id>bundle</id><url>file://$temporary/bundle</url></repository>
    <repository><id>known</id><url>file://$known</url></repository>
  </repositories>
  <pluginRepositories>
    <pluginRepository><id>known</id><url>file://$known</url></pluginRepository>
  </pluginRepositories>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>io.github.depthwise4j</groupId>
      <artifactId>depthwise4j</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
  <build>
    <sourceDirectory>src</sourceDirectory>
    <plugins>
      <plugin>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>$(sed -n 's|.*<compiler.plugin.version>\(.*\)</.*|\1|p' pom.xml)</version>
      </plugin>
      <plugin>
        <artifactId>maven-resources-plugin</artifactId>
        <version>$(sed -n 's|.*<resources.plugin.version>\(.*\)</.*|\1|p' pom.xml)</version>
      </plugin>
      <plugin>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>$(sed -n 's|.*<dependency.plugin.version>\(.*\)</.*|\1|p' pom.xml)</version>
      </plugin>
    </plugins>
  </build>
</project>
POM
# The pom of the known versions may be there under this version too, after mvn install.
[[ ! -e $known/$folder ]] || sed -i '/<repository><id>known/d' "$temporary/application/pom.xml"
mvn -B -q -f "$temporary/application" -Dmaven.repo.local="$temporary/empty" compile \
  dependency:build-classpath -Dmdep.outputFile="$temporary/classpath" -Dmdep.includeScope=runtime \
  >"$temporary/log" 2>&1 || { tail -n 30 "$temporary/log" >&2; fail "an application cannot be built with the bundle"; }
cmp -s "$temporary/empty/$folder/$name.jar" "$temporary/bundle/$folder/$name.jar" \
  || fail "the application did not take the jar of the bundle"
! grep -qE 'junit|assertj|picocli|jspecify|micrometer' "$temporary/classpath" \
  || fail "users would get libraries they do not need"
printed=$(java -cp "$temporary/application/target/classes:$(<"$temporary/classpath")" consumer.Main)
[[ $printed == *'[10.0, 14.0, 14.0, 20.0, 18.0, 26.0, 22.0, 32.0]' ]] || fail "the application printed: $printed"
echo "== an application resolves, compiles and runs with the bundle from an empty repository: $printed"
