/* Text: strings that grow, and copies that end where they should. */

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum {
    CAPACITY_LEAST = 32
};

/* Makes room for `count` more bytes and the NUL. */
static void
text_reserve(struct text *text, size_t count)
{
    size_t needed = text->length + count + 1;
    size_t capacity = text->capacity < CAPACITY_LEAST ? CAPACITY_LEAST
                                                      : text->capacity;

    if (needed <= text->capacity)
        return;
    while (capacity < needed)
        capacity = capacity > needed / 2 ? capacity * 2 : needed;
    text->bytes = memory_resize(text->bytes, capacity);
    text->capacity = capacity;
}

void
text_clear(struct text *text)
{
    memory_release(text->bytes);
    *text = (struct text){0};
}

void
text_truncate(struct text *text, size_t length)
{
    if (length >= text->length)
        return;
    text->length = length;
    text->bytes[length] = '\0';
}

const char *
text_bytes(const struct text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

void
text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void
text_add_bytes(struct text *text, const char *bytes, size_t count)
{
    text_insert(text, text->length, bytes, count);
}

void
text_add_format(struct text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length <= 0)
        return;

    text_reserve(text, (size_t)length);
    va_start(arguments, format);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format,
        arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

void
text_remove(struct text *text, size_t at, size_t count)
{
    if (at >= text->length)
        return;
    if (count > text->length - at)
        count = text->length - at;
    memmove(text->bytes + at, text->bytes + at + count,
        text->length - at - count + 1);
    text->length -= count;
}

void
text_insert(struct text *text, size_t at, const char *bytes, size_t count)
{
    if (at > text->length)
        at = text->length;
    text_reserve(text, count);
    memmove(text->bytes + at + count, text->bytes + at, text->length - at);
    if (count > 0)
        memcpy(text->bytes + at, bytes, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void
text_split_line(const struct text *text, struct text *line, struct text *rest)
{
    size_t length = strcspn(text_bytes(text), "\n");

    text_add_bytes(line, text_bytes(text), length);
    text_add(rest, text_bytes(text) + length);
}

char *
text_take(struct text *text)
{
    char *bytes = text->bytes == NULL ? memory_copy("") : text->bytes;

    *text = (struct text){0};
    return bytes;
}

bool
text_copy(char *destination, size_t size, const char *source)
{
    size_t length = strnlen(source, size);
    bool fits = length < size;

    if (size == 0)
        return false;
    if (!fits) {
        length = size - 1;
        while (length > 0 && ((unsigned char)source[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(destination, source, length);
    destination[length] = '\0';
    return fits;
}

bool
text_equals(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

bool
text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
text_number(const char *text, int64_t least, int64_t most, int64_t *number)
{
    bool is_negative = text[0] == '-';
    const char *digit = is_negative ? text + 1 : text;
    int64_t value = 0; /* negated, so that INT64_MIN fits */

    if (*digit == '\0')
        return false;
    for (; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9' ||
            __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, *digit - '0', &value))
            return false;
    }
    if (!is_negative && __builtin_sub_overflow(0, value, &value))
        return false;
    if (value < least || value > most)
        return false;
    *number = value;
    return true;
}
