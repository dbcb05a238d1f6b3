#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

/* cmocka with the headers it wants first, in that order. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

/* A new empty folder under TMPDIR, removed with all in it at exit. */
const char *support_folder(void);
/* A file or folder of Homeroom's own source, by its path there; until the next
 * call. */
const char *support_source(const char *path);
/* Whether this is the test's long form: ctest -L long. */
bool support_is_long(void);

#endif
