/* Naming: what slugs, titles and addresses may look like. */

#include "board/naming.h"

#include <string.h>

#include "base/handle.h"
#include "base/text.h"
#include "base/unicode.h"
#include "model/program.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char slug_characters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

enum status
naming_check_slug(const char *what, const char *slug)
{
    size_t length = strlen(slug);

    if (length == 0 || length >= SLUG_BYTES)
        return refuse(STATUS_INVALID, "%s: 1 to %d characters, this has %zu",
            what, SLUG_BYTES - 1, length);
    if (strspn(slug, slug_characters) != length)
        return refuse(STATUS_INVALID, "%s: only a-z, 0-9 and -", what);
    if (slug[0] == '-' || slug[length - 1] == '-')
        return refuse(STATUS_INVALID, "%s: no - at the start or end", what);
    if (strpbrk(slug, letters) == NULL)
        return refuse(STATUS_INVALID, "%s: at least one letter", what);
    return STATUS_OK;
}

enum status
naming_check_line(const char *what, const char *given, char *line, size_t size)
{
    struct text clean = {0};
    enum status status = STATUS_OK;
    size_t count = strlen(given);

    if (!text_is_utf8(given, count, NULL))
        return refuse(STATUS_INVALID, "%s: not valid UTF-8", what);
    text_clean(&clean, TEXT_LINE, given, count, NULL);
    if (clean.length == 0)
        status = refuse(STATUS_INVALID, "%s: nothing in it", what);
    else if (clean.length >= size)
        status = refuse(STATUS_INVALID, "%s: at most %zu bytes, this has %zu",
            what, size - 1, clean.length);
    else
        text_copy(line, size, text_bytes(&clean));
    text_clear(&clean);
    return status;
}

void
naming_lower(char *lower, size_t size, const char *text)
{
    text_copy(lower, size, text);
    for (; *lower != '\0'; lower++)
        if (*lower >= 'A' && *lower <= 'Z')
            *lower = (char)(*lower - 'A' + 'a');
}

enum status
naming_check_handle(const char *given)
{
    if (handle_is_valid(given))
        return STATUS_OK;
    return refuse(STATUS_INVALID,
        "handle: a letter, then 1 to 19 of a-z, 0-9, _ and -, and none "
        "of the words kept for the site");
}

enum status
naming_check_email(const char *given, char *email, size_t size)
{
    const char *at = strchr(given, '@');
    size_t length = strlen(given);

    if (length >= size)
        return refuse(STATUS_INVALID, "email: at most %zu bytes", size - 1);
    if (at == NULL || at == given || at[1] == '\0' || strchr(at + 1, '@'))
        return refuse(STATUS_INVALID, "email: one @ with something round it");
    for (size_t i = 0; i < length; i++)
        if (given[i] <= ' ' || given[i] > '~' ||
            strchr("()<>[]:;,\"\\", given[i]) != NULL)
            return refuse(STATUS_INVALID,
                "email: only printable ASCII without spaces and "
                "()<>[]:;,\"\\");
    naming_lower(email, size, given);
    return STATUS_OK;
}

static bool
is_slug_character(char character)
{
    return character != '\0' && strchr(slug_characters, character) != NULL;
}

void
naming_extend_slug(char *slug, size_t size, const char *title)
{
    struct text extended = {0};
    char lower[TITLE_BYTES];

    naming_lower(lower, sizeof lower, title);
    text_add(&extended, slug);
    text_add(&extended, "-");
    for (const char *at = lower; *at != '\0'; at++) {
        if (is_slug_character(*at) && *at != '-')
            text_add_bytes(&extended, at, 1);
        else if (extended.bytes[extended.length - 1] != '-')
            text_add(&extended, "-");
    }

    size_t length = extended.length < size ? extended.length : size - 1;
    while (length > 0 && extended.bytes[length - 1] == '-')
        length--;
    text_truncate(&extended, length);
    text_copy(slug, size, text_bytes(&extended));
    text_clear(&extended);
}
