/* Notice: the site goes down, in so many minutes. */

#include "ui/notice.h"

#include <inttypes.h>
#include <stddef.h>

enum {
    SECOND = 1000, /* ticks */
    MINUTE = 60 * SECOND,
    HOUR = 60 * MINUTE,
    IN_MINUTES_MOST = 2 * HOUR
};

static int64_t
ticks_left(const struct notice *notice, int64_t now_ticks)
{
    return notice->down_at > now_ticks ? notice->down_at - now_ticks : 0;
}

static int64_t
unit_of(int64_t left)
{
    if (left <= MINUTE)
        return SECOND;
    return left <= IN_MINUTES_MOST ? MINUTE : HOUR;
}

void
notice_set(struct notice *notice, int64_t seconds, const char *why,
    int64_t now_ticks)
{
    *notice = (struct notice){
        .is_on = seconds >= 0,
        .down_at = now_ticks + seconds * SECOND,
    };
    text_copy(notice->why, sizeof notice->why, why);
}

void
notice_words(const struct notice *notice, int64_t now_ticks, struct text *out)
{
    int64_t left = ticks_left(notice, now_ticks);
    int64_t unit = unit_of(left);
    const char *name = unit == SECOND ? "s" : unit == MINUTE ? "min" : "h";

    if (!notice->is_on) {
        text_add(out, "The site stays up after all");
        return;
    }
    text_add_format(out, "The site goes down in %" PRId64 " %s: %s",
        (left + unit - 1) / unit, name, notice->why);
}

/* A begun unit counts in full, so the words change when a whole one is left. */
int64_t
notice_wait(const struct notice *notice, int64_t now_ticks)
{
    int64_t left = ticks_left(notice, now_ticks);

    if (!notice->is_on || left == 0)
        return -1;
    int64_t rest = left % unit_of(left);
    return rest > 0 ? rest : unit_of(left);
}
