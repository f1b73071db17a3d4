#!/usr/bin/env bash
# Builds the same invented text with briefing and with Hugo and prints a Markdown table.
#
#     compare.sh [SOURCES…]        1000 and 10000 if left out
#
# BRIEFING and HUGO name the programs, WORK a folder with room for some 20 GB.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
briefing=${BRIEFING:-$here/../target/release/briefing}
hugo=${HUGO:-hugo}
work=${WORK:-$here/../target/compare}
sizes=("${@:-1000}")
[ $# -gt 0 ] || sizes=(1000 10000)

# Runs a command; leaves wall seconds, CPU seconds and peak kilobytes in $work/time.
measure() {
    sync
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
}

# A row of the table: sources, program, then what `measure` and the output folder say.
row() {
    local sources=$1 name=$2 output=$3 pages bytes wall user system peak
    read -r pages bytes < <(find "$output" -name '*.html' -printf '%s\n' | awk '{ s += $1 } END { print NR, s }')
    read -r wall user system peak <"$work/time"
    awk -v OFS=' | ' -v n="$sources" -v name="$name" -v p="$pages" -v b="$bytes" -v w="$wall" -v u="$user" \
        -v s="$system" -v m="$peak" \
        'BEGIN { print "| " n, name, p, sprintf("%.1f", b / 1e6), w, sprintf("%.1f", u + s), sprintf("%.0f", m / 1024) " |" }'
    echo "$name $sources $wall $(awk "BEGIN { print $user + $system }") $peak" >>"$work/runs"
}

mkdir -p "$work"
: >"$work/runs"
echo "| sources | program | HTML pages | MB of HTML | wall s | CPU s | peak MiB |"
echo "|---:|---|---:|---:|---:|---:|---:|"
for sources in "${sizes[@]}"; do
    python3 "$here/corpus.py" "$sources" "$work/$sources" >&2
    measure "$briefing" check --root "$work/$sources/briefing"
    if grep -E '^(error|warning|hint)' "$work/log" >&2; then exit 1; fi
    measure "$briefing" build --root "$work/$sources/briefing" --output "$work/$sources/briefing/site"
    row "$sources" briefing "$work/$sources/briefing/site"
    rm -rf "$work/$sources/briefing/site"
    measure "$hugo" --minify --source "$work/$sources/hugo" --destination "$work/$sources/hugo/public"
    row "$sources" Hugo "$work/$sources/hugo/public"
    rm -rf "$work/$sources/hugo/public"
done

echo
echo "| from … to | program | wall × | CPU × | peak × |"
echo "|---|---|---:|---:|---:|"
for name in briefing Hugo; do
    awk -v name="$name" -v OFS=' | ' '$1 == name {
        if (n) print "| " n " … " $2, name, sprintf("%.1f", $3 / w), sprintf("%.1f", $4 / c), sprintf("%.1f", $5 / m) " |"
        n = $2; w = $3; c = $4; m = $5
    }' "$work/runs"
done
