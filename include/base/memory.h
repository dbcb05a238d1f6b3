#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Memory that is there or the process is not: out of memory ends it with a
 * line in the log and exit status 70. The listener and the keeper use fixed
 * tables instead, and so outlive it. */

/* Zeroed bytes, owned by the caller; size at least 1. */
void *memory_new(size_t size);

/* The bytes moved into `size` bytes, at least 1; those that are new are not
 * zeroed. The old pointer is gone; NULL is fine. */
void *memory_resize(void *bytes, size_t size);

/* `rows` with room for `count` rows of `size` bytes; it doubles at the powers
 * of two, so pass the count that comes by one: grow(rows, count + 1, ...).
 * New room is zeroed. The old pointer is gone. */
void *grow(void *rows, size_t count, size_t size);

/* An owned copy; NULL stays NULL. */
char *memory_copy(const char *text);

/* Frees and sets the pointer to NULL; a function in all else, so named as one.
 */
#define memory_free(pointer) (memory_release(pointer), (pointer) = NULL)
void memory_release(void *pointer);

#endif
