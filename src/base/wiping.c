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
const char *sanitizer_options(void) __asm__("__asan_default_options");

const char *
sanitizer_options(void)
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

/* glibc's own. */
void *glibc_malloc(size_t size) __asm__("__libc_malloc");
void glibc_free(void *bytes) __asm__("__libc_free");
void *glibc_realloc(void *old, size_t size) __asm__("__libc_realloc");

/* These stand before them, in this program and in each library of it. */
void give_back(void *bytes) __asm__("free");
void *resize(void *old, size_t size) __asm__("realloc");
void *resize_rows(void *old, size_t count, size_t size) __asm__("reallocarray");

static bool wipes;

void
wiping_begin(void)
{
    wipes = true;
}

void
give_back(void *bytes)
{
    if (wipes && bytes != NULL)
        explicit_bzero(bytes, malloc_usable_size(bytes));
    glibc_free(bytes);
}

/* What moves would be left where it was, as would what is cut off. */
void *
resize(void *old, size_t size)
{
    size_t had = malloc_usable_size(old);

    if (!wipes || old == NULL || size == 0)
        return glibc_realloc(old, size);
    if (size <= had) {
        explicit_bzero((char *)old + size, had - size);
        return glibc_realloc(old, size);
    }
    void *moved = glibc_malloc(size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, old, had);
    give_back(old);
    return moved;
}

/* glibc's goes to its own way to resize. */
void *
resize_rows(void *old, size_t count, size_t size)
{
    size_t bytes;

    return __builtin_mul_overflow(count, size, &bytes) ? NULL
                                                       : resize(old, bytes);
}

#endif
