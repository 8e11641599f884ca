#!/bin/sh
# Menaruh Jangkau di menu pengguna ini dan membuatnya membuka paket berkas kasus (.jangkau). Tanpa hak administrator.
# Hapus lagi dengan: ./pasang-menu.sh hapus
here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}
desktop=$data/applications/jangkau.desktop
type=$data/mime/packages/jangkau.xml
icon=$data/icons/hicolor/256x256/apps/jangkau.png
if [ "$1" = hapus ]; then
    rm -f "$desktop" "$type" "$icon"
else
    set -e
    mkdir -p "${desktop%/*}" "${type%/*}" "${icon%/*}"
    # Dalam berkas .desktop nama berkas diapit tanda kutip, dan tanda persen digandakan.
    program=$(printf '%s/jangkau' "$here" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g')
    sed "s|@PROGRAM@|\"$program\"|" "$here/menu/jangkau.desktop" > "$desktop"
    cp "$here/menu/jangkau.xml" "$type"
    cp "$here/menu/jangkau.png" "$icon"
    set +e
fi
if command -v update-mime-database > /dev/null; then update-mime-database "$data/mime" > /dev/null 2>&1; fi
if command -v update-desktop-database > /dev/null; then update-desktop-database "$data/applications" > /dev/null 2>&1; fi
exit 0
