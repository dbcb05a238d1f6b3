/* Wiping: what is given back to the heap leaves nothing behind. */

#include "base/wiping.h"

#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(HOMEROOM_SANITIZE)

/* The sanitizer has a heap of its own, which it can be asked to fill. */
const char *__asan_default_options(void); /* NOLINT: its name */

const char *
__asan_default_options(void) /* NOLINT */
{
    return "max_free_fill_size=65536:free_fill_byte=0";
}

void
wiping_begin(void)
{
}

#elif defined(HOMEROOM_WATCHED)

void
wiping_begin(void)
{
}

#else

/* glibc's own, which those of the same names below stand before, in this
 * program and in each library of it. */
void *__libc_malloc(size_t size);             /* NOLINT: its name */
void __libc_free(void *bytes);                /* NOLINT */
void *__libc_realloc(void *old, size_t size); /* NOLINT */

static bool wipes;

void
wiping_begin(void)
{
    wipes = true;
}

void
free(void *bytes)
{
    if (wipes && bytes != NULL)
        explicit_bzero(bytes, malloc_usable_size(bytes));
    __libc_free(bytes);
}

/* What moves would be left where it was, as would what is cut off. */
void *
realloc(void *old, size_t size)
{
    size_t had = malloc_usable_size(old);

    if (!wipes || old == NULL || size == 0)
        return __libc_realloc(old, size);
    if (size <= had) {
        explicit_bzero((char *)old + size, had - size);
        return __libc_realloc(old, size);
    }
    void *moved = __libc_malloc(size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, old, had);
    free(old);
    return moved;
}

/* glibc's goes to its own realloc(). */
void *
reallocarray(void *old, size_t count, size_t size)
{
    size_t bytes;

    return __builtin_mul_overflow(count, size, &bytes) ? NULL
                                                       : realloc(old, bytes);
}

#endif
