/* The keeper's notes: heads of the record of acts, for the log. */

#include "daemon/keeper_heads.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/auditing.h"

enum {
    NOTE_PAUSE = 3600 * 1000 /* milliseconds */
};

void
keeper_note_head(struct viewer *viewer, struct noted_head *noted)
{
    struct act_chain chain;
    int64_t now = clock_ticks();

    if (auditing_head(viewer, &chain) != STATUS_OK) {
        log_error("audit.head", "reason=%s", reason());
        return;
    }
    if (text_equals(chain.head, noted->head) && now < noted->again_at)
        return;
    log_info("audit.head", "id=%lld head=%s", (long long)chain.last_id,
        chain.head);
    memcpy(noted->head, chain.head, sizeof noted->head);
    noted->again_at = now + NOTE_PAUSE;
}
