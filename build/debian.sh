# Sourced by ./test and ./bench: makes sure that the programs a machine needs are there.
# SPDX-License-Identifier: Apache-2.0

# postern_need PROGRAM PACKAGE: installs PACKAGE with apt when PROGRAM is missing and this is Debian as root; else remembers to name it.
postern_missing=""
postern_need() {
    local program=$1 package=$2
    if command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || [ -x "/usr/bin/$program" ]; then
        return 0
    fi
    postern_missing="$postern_missing $package"
}

# postern_install: installs all that postern_need found missing; returns 1 after naming them when that cannot be done here.
postern_install() {
    [ -n "$postern_missing" ] || return 0
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Please install:$postern_missing" >&2
        return 1
    fi
    echo "Installing:$postern_missing" >&2
    # The packages' own services must not start: tests and measurements run private instances on ports of their own.
    local policy=/usr/sbin/policy-rc.d made_policy=no status=0
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made_policy=yes
    fi
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
    apt-get -q -o DPkg::Lock::Timeout=300 update >&2 || status=$?
    # shellcheck disable=SC2086
    apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $postern_missing >&2 && status=0 || status=$?
    [ "$made_policy" = yes ] && rm -f "$policy"
    [ "$status" = 0 ] || { echo "Could not install:$postern_missing" >&2; return 1; }
    postern_missing=""
}

# postern_java: checks for a JDK of at least 17 and for Maven, honouring JAVA_HOME.
postern_java() {
    local javac=javac version
    [ -n "${JAVA_HOME:-}" ] && javac="$JAVA_HOME/bin/javac"
    command -v "$javac" >/dev/null 2>&1 || postern_need javac openjdk-17-jdk-headless
    postern_need mvn maven
    postern_install || return 1
    version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -lt 17 ]; then
        echo "Postern needs a JDK 17 or later; '$javac' is version ${version:-unknown}. Set JAVA_HOME to a newer one." >&2
        return 1
    fi
}

# postern_stock_rules DIRECTORY: puts the rule files of Debian's package spamassassin there, unless it has some already.
postern_stock_rules() {
    local directory=$1 work
    ls "$directory"/*.cf >/dev/null 2>&1 && return 0
    if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-deb >/dev/null 2>&1; then
        echo "Debian's package spamassassin cannot be fetched here; name a directory with the rules instead" >&2
        return 1
    fi
    work=$(mktemp -d) || return 1
    chmod 755 "$work"
    if ! (cd "$work" && apt-get -q download spamassassin >&2); then
        [ "$(id -u)" = 0 ] && apt-get -q -o DPkg::Lock::Timeout=300 update >&2
        (cd "$work" && apt-get -q download spamassassin >&2) || {
            rm -rf "$work"
            echo "Could not fetch Debian's package spamassassin" >&2
            return 1
        }
    fi
    # Put in place in one step, so that a stop in between leaves nothing half done.
    dpkg-deb -x "$work"/spamassassin_*.deb "$work/all" && mkdir -p "$(dirname "$directory")" && rm -rf "$directory.new" &&
        cp -r "$work/all/usr/share/spamassassin" "$directory.new" && cp "$work/all/usr/share/doc/spamassassin/copyright" "$directory.new/" &&
        mv "$directory.new" "$directory" || {
        rm -rf "$work"
        echo "Could not unpack Debian's package spamassassin into $directory" >&2
        return 1
    }
    rm -rf "$work"
}
