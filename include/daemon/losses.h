#ifndef DAEMON_LOSSES_H
#define DAEMON_LOSSES_H

#include <stdint.h>

/* How often a process was lost of late: what is begun again must not be so for
 * ever. All zero: never. */
struct losses {
    int count;
    int64_t first_at; /* ticks, of those that count */
};

/* Notes one; how many there were within a minute, with this one. */
int losses_add(struct losses *losses, int64_t now);
/* Milliseconds to wait before the process is begun again after so many: none
 * for the first, then half a second, doubled up to 30 s. */
int64_t losses_pause(int count);

#endif
