#ifndef TESTS_SCREENS_H
#define TESTS_SCREENS_H

#include <stddef.h>

/* The name of each screen that comes with the program, as display.h takes it,
 * by its file below screens/; NULL behind the last. */
const char *screens_name(size_t index);

#endif
