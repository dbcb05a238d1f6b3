/* Handles: which names may be taken, and which count as the same. */

#include "base/handle.h"

#include <string.h>

#include "base/text.h"

enum {
    HANDLE_LEAST = 2,
    HANDLE_MOST = 20
};

static const char *const reserved[] = {"join", "root", "admin", "operator",
    "moderator", "system", "homeroom", "everyone", "all", "here", "nobody"};

/* What reads alike, the longer ones first. */
static const struct {
    const char *seen;
    const char *counted;
} alike[] = {
    {"rn", "m"},
    {"vv", "w"},
    {"0", "o"},
    {"1", "l"},
    {"i", "l"},
    {"_", ""},
    {"-", ""},
};

static void
replace_all(char *text, const char *seen, const char *counted)
{
    size_t seen_length = strlen(seen);
    size_t counted_length = strlen(counted);
    char *at = text;

    while ((at = strstr(at, seen)) != NULL) {
        for (size_t i = 0; i < counted_length; i++)
            at[i] = counted[i];
        memmove(at + counted_length, at + seen_length,
            strlen(at + seen_length) + 1);
        at += counted_length;
    }
}

void
handle_skeleton(const char *handle, char *skeleton, size_t size)
{
    text_copy(skeleton, size, handle);
    for (char *at = skeleton; *at != '\0'; at++) {
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    }
    /* From the end: once "_" and "-" are gone, "r_n" reads as "rn". */
    for (size_t i = sizeof alike / sizeof alike[0]; i-- > 0;)
        replace_all(skeleton, alike[i].seen, alike[i].counted);
}

static bool
is_reserved(const char *handle)
{
    char wanted[HANDLE_MOST + 1];
    char kept[HANDLE_MOST + 1];

    handle_skeleton(handle, wanted, sizeof wanted);
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
        handle_skeleton(reserved[i], kept, sizeof kept);
        if (strcmp(wanted, kept) == 0)
            return true;
    }
    return false;
}

bool
handle_is_valid(const char *handle)
{
    size_t length = strlen(handle);

    return length >= HANDLE_LEAST && length <= HANDLE_MOST &&
           handle[0] >= 'a' && handle[0] <= 'z' &&
           strspn(handle, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length &&
           !is_reserved(handle);
}
