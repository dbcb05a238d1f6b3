/* Place: where a view is, as text that survives the session. */

#include "ui/place.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

enum {
    WORD_BYTES = 32
};

/* The word at `at`, or false at the end; `at` moves behind it. A word that is
 * too long comes cut, and so matches nothing. */
static bool
next_word(const char **at, char word[WORD_BYTES])
{
    *at += strspn(*at, " ");
    size_t count = strcspn(*at, " ");

    if (count == 0)
        return false;
    snprintf(word, WORD_BYTES, "%.*s", (int)count, *at);
    *at += count;
    return true;
}

bool
place_number(const char *place, int64_t *number)
{
    char word[WORD_BYTES];

    return next_word(&place, word) && text_number(word, 1, INT64_MAX, number);
}

bool
place_word(const char *place, char *word, size_t size)
{
    char found[WORD_BYTES];

    return next_word(&place, found) && text_copy(word, size, found);
}

bool
place_find(const char *place, const char *word, int64_t *number)
{
    char found[WORD_BYTES];

    while (next_word(&place, found))
        if (text_equals(found, word))
            return place_number(place, number);
    return false;
}

int
place_count(const char *place, const char *word)
{
    int64_t number = 0;

    if (!place_find(place, word, &number) || number > INT32_MAX)
        return 0;
    return (int)number;
}

bool
place_has(const char *place, const char *word)
{
    char found[WORD_BYTES];

    while (next_word(&place, found))
        if (text_equals(found, word))
            return true;
    return false;
}

void
place_add_typed(struct text *place, const char *word, const char *typed)
{
    if (typed[0] == '\0')
        return;
    text_add_format(place, " %s =", word);
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ')
            text_add(place, "+");
        else if (*typed == '+' || *typed == '%' || (unsigned char)*typed < ' ')
            text_add_format(place, "%%%02X", (unsigned)*typed);
        else
            text_add_bytes(place, typed, 1);
    }
}

/* '\0': no two hex digits. */
static char
byte_of(const char *digits)
{
    static const char hex[] = "0123456789ABCDEF";
    const char *high = digits[0] == '\0' ? NULL : strchr(hex, digits[0]);
    const char *low = high == NULL || digits[1] == '\0'
                          ? NULL
                          : strchr(hex, digits[1]);

    if (low == NULL)
        return '\0';
    return (char)(unsigned char)((high - hex) * 16 + (low - hex));
}

static void
read_typed(const char *at, struct text *typed)
{
    struct text read = {0};

    for (; *at != '\0' && *at != ' '; at++) {
        char byte = *at;

        if (byte == '+')
            byte = ' ';

        if (byte == '%') {
            byte = byte_of(at + 1);
            if (byte == '\0')
                break;
            at += 2;
        }
        text_add_bytes(&read, &byte, 1);
    }
    if (text_is_utf8(text_bytes(&read), read.length, NULL))
        text_clean(typed, TEXT_LINE, text_bytes(&read), read.length, NULL);
    text_clear(&read);
}

void
place_typed(const char *place, const char *word, struct text *typed)
{
    char found[WORD_BYTES];

    while (next_word(&place, found)) {
        if (!text_equals(found, word))
            continue;
        place += strspn(place, " ");
        if (*place == '=')
            read_typed(place + 1, typed);
        return;
    }
}

bool
place_next(const char **stack, struct place_line *line)
{
    *line = (struct place_line){0};
    *stack += strspn(*stack, "\n");
    size_t count = strcspn(*stack, "\n");
    size_t name = strcspn(*stack, " \n");

    if (count == 0)
        return false;
    if (name < sizeof line->name && count - name <= sizeof line->place) {
        snprintf(line->name, sizeof line->name, "%.*s", (int)name, *stack);
        if (count > name)
            snprintf(line->place, sizeof line->place, "%.*s",
                (int)(count - name - 1), *stack + name + 1);
    }
    *stack += count;
    return true;
}
