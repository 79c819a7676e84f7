# shellcheck shell=bash disable=SC2034 # what is set here is used there
# Read by the scripts beside it, which start the built service (dotnet build -c Release) and measure it.
# The service runs on CORES, and what asks it on WRK_CORE. SERVICE is the folder of another build, to compare with.
cores=${CORES:-0}
core=${WRK_CORE:-1}
url=http://127.0.0.1:$((20000 + RANDOM % 20000))
service=
work=$(mktemp -d)
trap '[ -z "$service" ] || { kill $service; wait $service; }; rm -r "$work"' EXIT

# serve LOG: starts the service and waits until it is ready
serve() {
  taskset -c "$cores" dotnet "${SERVICE:-../Digits.Api/bin/Release/net10.0}/Digits.Api.dll" --urls "$url" >"$1" &
  service=$!
  until curl -sf "$url/health/ready" >/dev/null; do kill -0 $service; sleep 0.1; done
}

cpu() { awk -v hz="$(getconf CLK_TCK)" '{ printf "%.0f", ($14 + $15) * 1e6 / hz }' "/proc/$service/stat"; } # microseconds, user and system
rss() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$service/status"; } # MiB

# load PATH FILE CONTENT-TYPE CONNECTIONS RATE SECONDS patient|impatient: answers a second, p50, p99, refusals a second, p50, p99, failed
load() { taskset -c "$core" dotnet ../Digits.Benchmarks/bin/Release/net10.0/Digits.Benchmarks.dll load "$url/predict/$1" "${@:2}" | awk '/^@/ { print $2, $3, $4, $5, $6, $7, $8 }'; }
