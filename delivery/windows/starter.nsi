; Jangkau.exe of a home: opens the version that versi.txt names and ends with its exit code.
; makensis -DVERSION=1.2.3 -DTARGET=Jangkau.exe -DICON=jangkau.ico delivery/windows/starter.nsi
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
ManifestDPIAware true
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "TextFunc.nsh"

Name "Jangkau"
OutFile "${TARGET}"
Icon "${ICON}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Jangkau"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Jangkau"
VIAddVersionKey "LegalCopyright" "MIT"

Section
  ClearErrors
  FileOpen $0 "$EXEDIR\versi.txt" r
  FileRead $0 $1
  FileClose $0
  ${TrimNewLines} "$1" $1
  ${If} $1 == ""
    StrCpy $1 "${VERSION}" ; the version this starter came with
  ${EndIf}
  ${IfNot} ${FileExists} "$EXEDIR\app-$1\Jangkau.exe"
    MessageBox MB_ICONSTOP "Jangkau $1 tidak lengkap di komputer ini. Pasang Jangkau lagi; data kantor tidak berubah." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${GetParameters} $2
  ExecWait '"$EXEDIR\app-$1\Jangkau.exe" $2' $3
  SetErrorLevel $3
SectionEnd
