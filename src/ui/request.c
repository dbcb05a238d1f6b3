/* Requests: what each key asks for, from the one table in request.h. */

#include "ui/request.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "ui/keymap.h"

enum {
    KEY_NAME_BYTES = 16,
    WHEEL_UP = 64,
    WHEEL_DOWN = 65
};

static const struct {
    const char *keys; /* separated by spaces */
    const char *help;
} requests[REQUEST_COUNT] = {[REQUEST_NONE] = {"", ""},
#define X(name, keys, help) [REQUEST_##name] = {keys, help},
    REQUESTS(X)
#undef X
};

/* The next written key from `at` on: its bytes, 0 at the end. */
static size_t
next_word(const char **at)
{
    *at += strspn(*at, " ");
    return strcspn(*at, " ");
}

static bool
asks_for(const char *keys, const struct key *key)
{
    size_t count;

    for (const char *at = keys; (count = next_word(&at)) > 0; at += count) {
        struct key written;

        if (keymap_parse(at, count, &written) && keymap_equals(&written, key))
            return true;
    }
    return false;
}

static const char *
keys_of(enum request request)
{
    return request < REQUEST_COUNT ? requests[request].keys : "";
}

static enum request
request_of_mouse(uint32_t button)
{
    if (button == WHEEL_UP)
        return REQUEST_PREVIOUS;
    return button == WHEEL_DOWN ? REQUEST_NEXT : REQUEST_NONE;
}

enum request
request_of(const struct key *key)
{
    if (key->kind == KEY_MOUSE)
        return request_of_mouse(key->point);
    for (int i = REQUEST_NONE + 1; i < REQUEST_COUNT; i++) {
        if (asks_for(requests[i].keys, key))
            return (enum request)i;
    }
    return REQUEST_NONE;
}

const char *
request_key(enum request request)
{
    static char shown[REQUEST_COUNT][KEY_NAME_BYTES];
    const char *at = keys_of(request);
    size_t count = next_word(&at);

    if (count == 0)
        return "";
    return keymap_show(at, count, shown[request], KEY_NAME_BYTES);
}

const char *
request_keys(enum request request, char *out, int size)
{
    const char *at = keys_of(request);
    size_t count;
    int used = 0;

    *out = '\0';
    while ((count = next_word(&at)) > 0 && used < size) {
        char shown[KEY_NAME_BYTES];

        used += snprintf(out + used, (size_t)(size - used), "%s%s",
            used > 0 ? ", " : "", keymap_show(at, count, shown, sizeof shown));
        at += count;
    }
    return out;
}

const char *
request_help(enum request request)
{
    return request < REQUEST_COUNT ? requests[request].help : "";
}
