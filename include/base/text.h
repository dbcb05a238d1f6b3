#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* A string that grows. {0} is empty; `bytes` is NUL-terminated once anything
 * was added, NULL before: read it with text_bytes(). */
struct text {
    char *bytes; /* owned */
    size_t length;
    size_t capacity;
};

void text_clear(struct text *text);
void text_truncate(struct text *text, size_t length);
const char *text_bytes(const struct text *text); /* never NULL */
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t count);
void text_add_format(struct text *text, const char *format, ...)
    PRINTF_LIKE(2, 3);
void text_remove(struct text *text, size_t at, size_t count);
void text_insert(struct text *text, size_t at, const char *bytes, size_t count);
/* The bytes, owned by the caller; the text is empty afterwards. */
char *text_take(struct text *text);
/* Adds the first line, without its end, to one and what follows to the other.
 */
void text_split_line(const struct text *text, struct text *line,
    struct text *rest);

/* Copies with an end, cut at a character's start so that UTF-8 stays whole;
 * `size` counts the NUL. True when all of it fitted. */
bool text_copy(char *destination, size_t size, const char *source);

bool text_equals(const char *a, const char *b); /* NULL equals only NULL */
bool text_starts(const char *text, const char *prefix);

/* A whole decimal number and nothing else, from `least` to `most`. */
bool text_number(const char *text, int64_t least, int64_t most,
    int64_t *number);

#endif
