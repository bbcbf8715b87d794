#!/bin/sh
# Replaces a drop file by what it reads: `KEY VALUE` lines.
#
#   printf 'offline_queue_depth %s\n' "$depth" | write-drop-file.sh /var/lib/plimsoll/drop offline-tasks
set -eu
directory=$1
name=$2

# What a killed writer has left.
find "$directory" -maxdepth 1 -name ".$name.drop.??????" -user "$(id -u)" -mmin +10 -delete

# In the same directory, so that the rename below is one step.
new=$(mktemp "$directory/.$name.drop.XXXXXX")
trap 'rm -f -- "$new"' EXIT
trap 'exit 143' HUP INT TERM
cat >"$new"
chmod 0640 "$new"
mv -fT -- "$new" "$directory/$name.drop"
trap - EXIT
