#!/bin/sh
# Membuka versi Jangkau yang tertulis di versi.txt.
here=$(dirname "$(readlink -f "$0")")
read -r version < "$here/versi.txt"
exec "$here/app-$version/jangkau" "$@"
