@echo off
rem Makes the release on a Windows PC with Python 3.11 from python.org and, for the installer, NSIS 3.
cd /d "%~dp0..\.."
py -3.11 dev.py build || exit /b 1
.venv\Scripts\python.exe -m delivery || exit /b 1
dist\jangkau\Jangkau.exe self-test --out dist\uji || exit /b 1
echo Siap: dist\paket
