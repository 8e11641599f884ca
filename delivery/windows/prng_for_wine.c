/* Stands in for bcryptprimitives.dll of Windows 10, which wine 8 lacks. Never delivered. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID into, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T length)
{
    return SystemFunction036(into, (ULONG)length);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) { return TRUE; }
