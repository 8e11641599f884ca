; The installer for one person's account: no administrator, versions side by side, an office's data untouched.
; makensis -DVERSION=1.2.3 -DSOURCE=dist/jangkau -DSTARTER=Jangkau.exe -DICON=jangkau.ico -DTARGET=jangkau-1.2.3-setup.exe delivery/windows/jangkau.nsi
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

Name "Jangkau ${VERSION}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Jangkau"
!define KEY "Software\Jangkau"
!define TYPE "Software\Classes\Jangkau.Berkas"
!define ENDING "Software\Classes\.jangkau"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jangkau"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Jangkau"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Pemasang Jangkau"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Jangkau.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "Jangkau memerlukan Windows 64-bit; komputer ini 32-bit. Tidak ada yang diubah." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ; Qt 6.8 starts from Windows 10 version 1809 on.
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP "Jangkau memerlukan Windows 10 versi 1809 atau yang lebih baru. Tidak ada yang diubah. Perbarui Windows lebih dahulu, atau pasang di komputer lain." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  ; A program that is running keeps its files: the same version is then not replaced.
  ${If} ${FileExists} "$INSTDIR\app-${VERSION}\Jangkau.exe"
    ClearErrors
    Rename "$INSTDIR\app-${VERSION}\Jangkau.exe" "$INSTDIR\app-${VERSION}\Jangkau.exe.lama"
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "Jangkau ${VERSION} sedang terbuka. Tutup programnya, lalu pasang lagi. Tidak ada yang diubah." /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
    RMDir /r "$INSTDIR\app-${VERSION}"
  ${EndIf}
  SetOutPath "$INSTDIR\app-${VERSION}"
  File /r "${SOURCE}/*"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ; The starter goes on waiting for a program that is open; it is then left as it is.
  SetOverwrite try
  File "/oname=Jangkau.exe" "${STARTER}"
  SetOverwrite on
  CreateShortCut "$SMPROGRAMS\Jangkau.lnk" "$INSTDIR\Jangkau.exe"
  CreateShortCut "$SMPROGRAMS\Jangkau (latihan).lnk" "$INSTDIR\Jangkau.exe" "--training"
  CreateShortCut "$DESKTOP\Jangkau.lnk" "$INSTDIR\Jangkau.exe"
  ; Packages of cases open with Jangkau, for this person.
  WriteRegStr HKCU "${ENDING}" "" "Jangkau.Berkas"
  WriteRegStr HKCU "${ENDING}" "Content Type" "application/vnd.jangkau.berkas"
  WriteRegStr HKCU "${TYPE}" "" "Paket berkas kasus Jangkau"
  WriteRegStr HKCU "${TYPE}\DefaultIcon" "" "$INSTDIR\Jangkau.exe,0"
  WriteRegStr HKCU "${TYPE}\shell\open\command" "" '"$INSTDIR\Jangkau.exe" --open "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Jangkau"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Jangkau.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; Last of all: until here the version used so far is the one that opens.
  FileOpen $0 "$INSTDIR\versi.txt" w
  FileWrite $0 "${VERSION}$\r$\n"
  FileClose $0
SectionEnd

Section "Uninstall"
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoWhile} $1 != ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  ; What an update that was interrupted may have left.
  FindFirst $0 $1 "$INSTDIR\baru-*"
  ${DoWhile} $1 != ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  Delete "$INSTDIR\unduh-*"
  Delete "$INSTDIR\versi.txt"
  Delete "$INSTDIR\pembaruan.kunci"
  Delete "$INSTDIR\Jangkau.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Jangkau.lnk"
  Delete "$SMPROGRAMS\Jangkau (latihan).lnk"
  Delete "$DESKTOP\Jangkau.lnk"
  ReadRegStr $0 HKCU "${ENDING}" ""
  ${If} $0 == "Jangkau.Berkas"
    DeleteRegKey HKCU "${ENDING}"
  ${EndIf}
  DeleteRegKey HKCU "${TYPE}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_ICONINFORMATION "Program Jangkau sudah dihapus. Data kantor tidak dihapus dan tetap tersandi di $LOCALAPPDATA\Jangkau." /SD IDOK
SectionEnd
