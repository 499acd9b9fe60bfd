#!/bin/sh
# keep.sh SECONDS COMMAND…: start a process again whenever it ends by itself. Honcho stops everything when one
# process ends: a worker that finds the database locked must not take the answer to words of danger with it.
# One that ends within its first SECONDS could not start at all: then this ends with its code, and that is told.
least=$1
shift
while :; do
  began=$(date +%s)
  "$@"
  code=$?
  [ $(($(date +%s) - began)) -ge "$least" ] || exit "$code"
  echo "ended with $code; starting again: $*" >&2
  sleep 1
done
