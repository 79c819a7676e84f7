# shellcheck shell=bash
# Read by .ci/package and .ci/tool: a folder for their work, which goes with them, and what says ok: or FAILED: of a command.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# check WHAT COMMAND...
check() {
  local what=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok: $what"
  else
    failed=1
    echo "FAILED: $what: $(grep -m 5 -E ' (error|warning) ' "$work/log" || tail -n 5 "$work/log")"
    return 1
  fi
}
