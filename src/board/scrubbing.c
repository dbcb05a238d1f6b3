/* Scrubbing: what was taken out is in none of the store's files. */

#include "board/scrubbing.h"

#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/scrubs.h"
#include "store/store.h"

static enum status
scrub(struct store *store, int64_t id)
{
    enum status status = store_scrub(store);

    return status == STATUS_OK ? scrubs_finish(store, id, clock_now()) : status;
}

enum status
scrubbing_serve(struct viewer *viewer)
{
    int64_t id = 0;
    enum status status = scrubs_due(viewer->store, true, &id);

    return status == STATUS_OK && id != 0 ? scrub(viewer->store, id) : status;
}

enum status
scrubbing_to_rewrite(struct viewer *viewer, int64_t *id)
{
    return scrubs_due(viewer->store, false, id);
}

enum status
scrubbing_rewrite(struct viewer *viewer, struct store *secrets)
{
    int64_t id = 0;
    enum status status = scrubs_due(viewer->store, false, &id);

    if (status == STATUS_OK)
        status = store_rewrite(secrets);
    if (status == STATUS_OK)
        status = store_rewrite(viewer->store);
    return status == STATUS_OK ? scrubs_rewritten(viewer->store, id) : status;
}

/* As the checkpointer, where nobody else is. */
static enum status
try_here(struct store *store, int64_t id)
{
    int lock = -1;
    enum status status = store_lock_checkpoints(store_path(store), &lock);

    if (status == STATUS_OK)
        status = scrub(store, id);
    if (lock >= 0)
        close(lock);
    return status;
}

enum status
scrubbing_run(struct viewer *viewer, struct store *secrets, int64_t patience,
    bool *is_done)
{
    static const struct timespec pause = {.tv_nsec = 50000000};
    int64_t until = clock_ticks() + patience;
    int64_t id = 0;
    bool done = false;
    enum status status = scrubbing_rewrite(viewer, secrets);

    if (status == STATUS_OK)
        status = scrubs_ask(viewer->store, clock_now(), true, &id);
    while (status == STATUS_OK && !done) {
        status = try_here(viewer->store, id);
        if (status == STATUS_OK || status == STATUS_AGAIN)
            status = scrubs_are_done(viewer->store, id, &done);
        if (done || clock_ticks() >= until)
            break;
        nanosleep(&pause, NULL);
    }
    if (status == STATUS_OK)
        *is_done = done;
    return status;
}
