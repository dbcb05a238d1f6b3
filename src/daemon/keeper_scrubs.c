/* The keeper's scrubs: what was taken out leaves the stores' files. */

#include "daemon/keeper_scrubs.h"

#include "base/clock.h"
#include "base/log.h"
#include "board/scrubbing.h"

enum {
    FIRST_PAUSE = 10 * 1000, /* milliseconds: whoever asks does it at once */
    NEXT_PAUSE = 600 * 1000
};

static void
rewrite(struct viewer *viewer, struct store *secrets,
    struct keeper_scrubs *scrubs)
{
    int64_t id = 0;
    int64_t now = clock_ticks();
    enum status status = scrubbing_to_rewrite(viewer, &id);

    if (status != STATUS_OK || id == 0)
        return;
    if (id != scrubs->waits_id)
        *scrubs = (struct keeper_scrubs){id, now + FIRST_PAUSE};
    if (now < scrubs->at)
        return;
    scrubs->at = now + NEXT_PAUSE;
    status = scrubbing_rewrite(viewer, secrets);
    if (status == STATUS_OK)
        log_info("scrub.rewritten", "id=%lld", (long long)id);
    else
        log_error("scrub.rewritten", "reason=%s", reason());
}

void
keeper_scrub(struct viewer *viewer, struct store *secrets,
    struct keeper_scrubs *scrubs)
{
    rewrite(viewer, secrets, scrubs);
    enum status status = scrubbing_serve(viewer);
    if (status != STATUS_OK && status != STATUS_AGAIN)
        log_error("scrub", "reason=%s", reason());
}
