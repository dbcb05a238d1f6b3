#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Strict UTF-8, one code point at a time (Unicode 3.9, table 3-7). */

/* The bytes of the code point at the start of `bytes`; of ill-formed ones,
 * those of the maximal part that one U+FFFD stands for, with `point` -1.
 * `count` is at least 1, and so is the result. */
size_t utf8_decode(const char *bytes, size_t count, int32_t *point);
/* The bytes written, 1 to 4; `point` is a scalar value. */
size_t utf8_encode(int32_t point, char bytes[4]);
/* No control, format, private, unassigned or surrogate character, no line or
 * paragraph separator: what a terminal shows as a character or a space. */
bool utf8_is_printable(int32_t point);
/* A letter, mark or number: what words are made of. */
bool utf8_is_word(int32_t point);

#endif
