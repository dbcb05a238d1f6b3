#ifndef TESTS_MACHINE_H
#define TESTS_MACHINE_H

#include <stdint.h>

/* From here on the machine shows `at` (UTC seconds) and its time stands still;
 * what is measured in ticks goes on. With HOMEROOM_CLOCK, which world_open()
 * sets, the first moment is to be WORLD_NOW. */
void machine_set(int64_t at);

#endif
