#ifndef TESTS_DYING_H
#define TESTS_DYING_H

#include <stdbool.h>

/* What becomes of two stores when whoever changes them is killed: at each call
 * by which SQLite changes a file, one after the other. */

/* Once, before any store is opened. */
void dying_prepare(void);
/* Does it in a process of its own, which is killed at that call, counted from
 * dying_begin() on. True: it was; false: it came to its end before. */
bool dying_at(int point, void (*act)(const void *context), const void *context);
void dying_begin(void);

/* Store and secrets (NULL: without) as they are now, in a folder of their own.
 */
void dying_copy_site(const char *store_path, const char *secrets_path,
    const char *folder);

#endif
