# SPDX-License-Identifier: Apache-2.0
# ./run rules apply FILE: sends a rule file to a running gateway. Sourced by ./run.

postern_rules_help() {
    cat <<'TEXT'
Usage: ./run rules apply FILE [--url URL] [--account NAME] [--comment TEXT]

Stores the rule set in FILE (YAML or JSON, - for standard input) as a new version of a running gateway and puts it into force on all
nodes. A rule set with a mistake, or with an example that fails, is not stored: the mistake is printed and the status is 1.

  --url URL       address of the web interface (default POSTERN_URL, or else http://127.0.0.1:8000)
  --account NAME  account to sign in with (default POSTERN_ACCOUNT, or else admin)
  --comment TEXT  why, kept with the version (default: the name of the file)

The password is taken from POSTERN_PASSWORD or POSTERN_ADMIN_PASSWORD, or for admin from the data directory (POSTERN_DATA) as long as the
first administrator's is kept there; otherwise it is asked for.

Exit status: 0 in force, 1 not stored, 2 wrong use.
TEXT
}

# json TEXT: as a JSON string
postern_json() {
    printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g' | tr '\n\r\t' '   ' | sed 's/^/"/; s/$/"/'
}

# field NAME: the text of a field of the JSON on standard input
postern_field() {
    tr '\n' ' ' | sed -n "s/.*\"$1\" *: *\"\\(\\([^\"\\\\]\\|\\\\.\\)*\\)\".*/\\1/p" | sed 's/\\"/"/g; s/\\\\/\\/g'
}

# reason URL: what the answer on standard input gives as reason
postern_reason() {
    local message
    message=$(postern_field message)
    printf '%s' "${message:-what answers at $1 is no Postern}"
}

postern_rules() {
    local url=${POSTERN_URL:-http://127.0.0.1:${POSTERN_HTTP_PORT:-8000}} user=${POSTERN_ACCOUNT:-admin} comment="" file="" word
    case " $* " in
    *" --help "* | *" -h "*)
        postern_rules_help
        return 0
        ;;
    esac
    if [ "${1:-}" != apply ]; then
        postern_rules_help >&2
        return 2
    fi
    shift
    while [ $# -gt 0 ]; do
        word=$1
        shift
        case "$word" in
        --url | --account | --comment)
            if [ $# = 0 ]; then
                echo "postern: $word needs a value" >&2
                return 2
            fi
            case "$word" in
            --url) url=${1%/} ;;
            --account) user=$1 ;;
            --comment) comment=$1 ;;
            esac
            shift
            ;;
        --*)
            echo "postern: unknown option $word (./run rules --help lists all)" >&2
            return 2
            ;;
        *)
            if [ -n "$file" ]; then
                echo "postern: one file at a time, please" >&2
                return 2
            fi
            file=$word
            ;;
        esac
    done
    if [ -z "$file" ] || { [ "$file" != - ] && { [ ! -r "$file" ] || [ -d "$file" ]; }; }; then
        echo "postern: cannot read the file '$file'" >&2
        return 2
    fi
    command -v curl >/dev/null 2>&1 || {
        echo "postern: ./run rules needs curl" >&2
        return 2
    }
    local password=${POSTERN_PASSWORD:-${POSTERN_ADMIN_PASSWORD:-}} kept="${POSTERN_DATA:-data}/conf/admin-password" answer status token
    if [ -z "$password" ] && [ "$user" = admin ] && [ -r "$kept" ]; then
        password=$(head -n 1 "$kept")
    fi
    # Asked for at the terminal: the rules may come by standard input.
    if [ -z "$password" ]; then
        { : </dev/tty; } 2>/dev/null || {
            echo "postern: set POSTERN_PASSWORD to the password of $user" >&2
            return 2
        }
        read -rsp "Password of $user: " password </dev/tty
        echo >&2
    fi
    # The password and the token go through standard input and a file descriptor, so that no list of processes shows them.
    answer=$(printf '{"user":%s,"password":%s}' "$(postern_json "$user")" "$(postern_json "$password")" \
        | curl -sS -H 'Content-Type: application/json' --data-binary @- "$url/postern/login") || {
        echo "postern: cannot reach $url" >&2
        return 1
    }
    token=$(printf '%s' "$answer" | postern_field token)
    if [ -z "$token" ]; then
        echo "postern: cannot sign in as $user: $(printf '%s' "$answer" | postern_reason "$url")" >&2
        return 1
    fi
    comment=${comment:-$(basename "$file")}
    answer=$(curl -sS -K <(printf 'header = "Authorization: Bearer %s"\n' "$token") -H 'Content-Type: application/yaml' \
        -w '\n%{http_code}' --data-binary "@$file" "$url/postern/rules/apply?comment=$(postern_percent "$comment")") || {
        echo "postern: $url does not answer any more; whether the rules are stored is not known" >&2
        return 1
    }
    status=${answer##*$'\n'}
    answer=${answer%$'\n'*}
    if [ "$status" = 201 ]; then
        echo "Version $(printf '%s' "$answer" | sed -n 's/.*"number" *: *"\{0,1\}\([0-9]*\).*/\1/p') is in force."
        return 0
    fi
    echo "postern: the rules are not stored: $(printf '%s' "$answer" | postern_reason "$url")" >&2
    printf '%s' "$answer" | grep -o '"problem" *: *"[^"]*"' | sed 's/^"problem" *: *"/  /; s/"$//' >&2
    return 1
}

# percent TEXT: for a query
postern_percent() {
    local text=$1 out="" i char LC_ALL=C
    for ((i = 0; i < ${#text}; i++)); do
        char=${text:i:1}
        case "$char" in
        [a-zA-Z0-9._-]) out+=$char ;;
        *) out+=$(printf '%%%02X' "'$char" | sed 's/^%FFFFFFFFFFFFFF/%/') ;;
        esac
    done
    printf '%s' "$out"
}
