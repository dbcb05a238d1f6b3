/* Losses: how often a process was lost, and how long until it begins anew. */

#include "daemon/losses.h"

enum {
    WINDOW = 60 * 1000, /* milliseconds */
    PAUSE_FIRST = 500,
    PAUSE_MOST = 30 * 1000
};

int
losses_add(struct losses *losses, int64_t now)
{
    if (losses->count == 0 || now - losses->first_at >= WINDOW)
        *losses = (struct losses){.first_at = now};
    return ++losses->count;
}

int64_t
losses_pause(int count)
{
    int64_t pause = PAUSE_FIRST;

    if (count <= 1)
        return 0;
    for (int i = 2; i < count && pause < PAUSE_MOST; i++)
        pause *= 2;
    return pause < PAUSE_MOST ? pause : PAUSE_MOST;
}
