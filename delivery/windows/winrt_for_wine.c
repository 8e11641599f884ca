/* Stands in for what wine 8 lacks, so that the frozen program can be tried under it. Never delivered.
 *
 * Qt asks WinRT for the screen's colours and font scale when it starts, and stops without an answer: every interface
 * here says yes to every question and leaves the answers as they are, but for a colour and a scale of one.
 */
#define COBJMACROS
#include <string.h>
#include <windows.h>

typedef struct {
    void **methods;
} Object;

static HRESULT WINAPI query(Object *self, const GUID *wanted, void **found);
static HRESULT WINAPI activate(Object *self, void **found);

static ULONG WINAPI count(Object *self) { return 2; }
static HRESULT WINAPI agree() { return S_OK; }

static HRESULT WINAPI identities(Object *self, ULONG *number, void **list)
{
    *number = 0;
    *list = 0;
    return S_OK;
}

/* A, R, G, B: white for the background (0), black for the text (1), blue for accents. */
static HRESULT WINAPI color_value(Object *self, int kind, unsigned char *color)
{
    static const unsigned char colors[3][4] = {{255, 255, 255, 255}, {255, 0, 0, 0}, {255, 0, 0x78, 0xd7}};
    memcpy(color, colors[kind < 0 || kind > 1 ? 2 : kind], 4);
    return S_OK;
}

static HRESULT WINAPI text_scale(Object *self, double *scale)
{
    *scale = 1.0;
    return S_OK;
}

#define INSPECTABLE query, count, count, identities, agree, agree
#define REST agree, agree, agree, agree, agree, agree, agree, agree, agree, agree, agree, agree
static void *anything[] = {INSPECTABLE, REST, REST};
static void *factory_methods[] = {INSPECTABLE, activate, REST};
static void *color_methods[] = {INSPECTABLE, color_value, REST};
static void *scale_methods[] = {INSPECTABLE, text_scale, REST};
static Object general = {anything}, factory = {factory_methods}, colors = {color_methods}, scales = {scale_methods};

static const GUID UI_SETTINGS_3 = {0x03021be4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xf7, 0xd0, 0x6d, 0x7b}};
static const GUID UI_SETTINGS_2 = {0xbad82401, 0x2721, 0x44f9, {0xbb, 0x91, 0x2b, 0xb2, 0x28, 0xbe, 0x44, 0x2f}};
static const GUID ACTIVATION = {0x00000035, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID MARSHAL = {0x00000003, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID AGILE = {0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};

static HRESULT WINAPI query(Object *self, const GUID *wanted, void **found)
{
    if (!memcmp(wanted, &MARSHAL, sizeof(GUID))) {
        *found = 0;
        return E_NOINTERFACE;
    }
    if (!memcmp(wanted, &ACTIVATION, sizeof(GUID)))
        *found = &factory;
    else if (!memcmp(wanted, &UI_SETTINGS_3, sizeof(GUID)))
        *found = &colors;
    else if (!memcmp(wanted, &UI_SETTINGS_2, sizeof(GUID)))
        *found = &scales;
    else if (!memcmp(wanted, &AGILE, sizeof(GUID)))
        *found = self;
    else
        *found = &general;
    return S_OK;
}

static HRESULT WINAPI activate(Object *self, void **found)
{
    *found = &general;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *name, void **found)
{
    *found = &factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) { return TRUE; }
