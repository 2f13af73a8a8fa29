# need_packages PACKAGE…: installs the Debian packages that are missing. Quiet when
# there is nothing to do. To be sourced.

need_packages()
{
    missing=""
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "these Debian packages are missing, and there is no sudo:$missing" >&2
            return 1
        fi
        as_root=sudo
    fi
    echo "installing$missing"
    log=$(mktemp)
    install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends"
    # The package lists may be stale or absent: fetch them only then.
    if $as_root $install $missing >"$log" 2>&1 ||
        { $as_root apt-get update -qq >>"$log" 2>&1 && $as_root $install $missing >>"$log" 2>&1; }; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "installing failed:$missing" >&2
    return 1
}
