/* Throttle: which newcomers are let in. */

#include "daemon/throttle.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum {
    CHANCE_ALL = 100,
    FAILURES_FREE = 2,
    FAILURES_STEP = 3,
    FAILURES_KEPT = 600 * 1000, /* milliseconds, unless penalties are longer */
    SECOND = 1000,
    MINUTE = 60 * SECOND
};

static enum status
ranges_parse(struct throttle *throttle, const char *list)
{
    enum status status = STATUS_OK;
    char *copy = memory_copy(list);
    char *rest = NULL;

    for (char *word = strtok_r(copy, ", \t", &rest); word != NULL;
         word = strtok_r(NULL, ", \t", &rest)) {
        if (throttle->exempt_count == THROTTLE_RANGES) {
            status = refuse(STATUS_INVALID,
                "exempt_sources: more than %d ranges", THROTTLE_RANGES);
            break;
        }
        status = source_range_read(word,
            &throttle->exempt[throttle->exempt_count]);
        if (status != STATUS_OK) {
            status = refuse(status, "exempt_sources: no range: %s", word);
            break;
        }
        throttle->exempt_count++;
    }
    memory_free(copy);
    return status;
}

enum status
throttle_init(struct throttle *throttle, const struct throttle_limits *limits)
{
    *throttle = (struct throttle){
        .free = limits->free,
        .most = limits->most > limits->free ? limits->most : limits->free,
        .per_source = limits->per_source,
        .refused_percent = limits->refused_percent,
        .penalty = limits->penalty_seconds * SECOND,
        .penalty_most = limits->penalty_most_seconds * SECOND,
        .code_tries = limits->code_tries,
        .code_tries_kept = limits->code_tries_minutes * MINUTE,
        .joining_most = limits->joining_most,
    };
    enum status status = ranges_parse(throttle,
        limits->exempt != NULL ? limits->exempt : "");
    if (status != STATUS_OK)
        return status;

    throttle->failures_kept = throttle->penalty_most > FAILURES_KEPT
                                  ? throttle->penalty_most
                                  : FAILURES_KEPT;
    throttle->row_count = (size_t)throttle->most +
                          (size_t)throttle->joining_most + THROTTLE_PENALTIES;
    throttle->rows = memory_new(throttle->row_count * sizeof *throttle->rows);
    return STATUS_OK;
}

void
throttle_clear(struct throttle *throttle)
{
    memory_free(throttle->rows);
    *throttle = (struct throttle){0};
}

enum status
throttle_change(struct throttle *throttle, const struct throttle_limits *limits)
{
    struct throttle next;
    size_t used = 0;
    enum status status = throttle_init(&next, limits);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < throttle->row_count && used < next.row_count; i++) {
        const struct throttle_row *row = &throttle->rows[i];

        if (row->failures == 0 && row->code_tries == 0)
            continue;
        next.rows[used] = *row;
        next.rows[used++].unauthenticated = 0;
    }
    throttle_clear(throttle);
    *throttle = next;
    return STATUS_OK;
}

static bool
is_exempt(const struct throttle *throttle, const struct source *source)
{
    for (int i = 0; i < throttle->exempt_count; i++) {
        if (source_is_in(source, &throttle->exempt[i]))
            return true;
    }
    return false;
}

static bool
row_is_free(const struct throttle *throttle, const struct throttle_row *row,
    int64_t now)
{
    return row->unauthenticated == 0 &&
           (row->code_tries == 0 ||
               now - row->last_try_at >= throttle->code_tries_kept) &&
           (row->failures == 0 ||
               (now >= row->refused_until &&
                   now - row->last_failure_at >= throttle->failures_kept));
}

static bool
row_is_used(const struct throttle_row *row)
{
    return row->unauthenticated > 0 || row->failures > 0 || row->code_tries > 0;
}

static struct throttle_row *
row_find(const struct throttle *throttle, const struct source *source)
{
    struct source prefix = source_prefix(source);

    for (size_t i = 0; i < throttle->row_count; i++) {
        struct throttle_row *row = &throttle->rows[i];
        if (row_is_used(row) && source_equals(&row->prefix, &prefix))
            return row;
    }
    return NULL;
}

static int64_t
remembered_at(const struct throttle_row *row)
{
    return row->last_try_at > row->last_failure_at ? row->last_try_at
                                                   : row->last_failure_at;
}

/* A new row; where none is free, that of the oldest failure or try. There are
 * more rows than connections may be waiting, so one without any is always
 * there. */
static struct throttle_row *
row_make(struct throttle *throttle, const struct source *source, int64_t now)
{
    struct throttle_row *oldest = NULL;

    for (size_t i = 0; i < throttle->row_count; i++) {
        struct throttle_row *row = &throttle->rows[i];
        if (row->unauthenticated > 0)
            continue;
        if (row_is_free(throttle, row, now)) {
            oldest = row;
            break;
        }
        if (oldest == NULL || remembered_at(row) < remembered_at(oldest))
            oldest = row;
    }
    if (oldest != NULL)
        *oldest = (struct throttle_row){.prefix = source_prefix(source)};
    return oldest;
}

static bool
is_overload(const struct throttle *throttle, int chance)
{
    int64_t over = throttle->unauthenticated - throttle->free;

    if (over < 0)
        return false;
    if (throttle->unauthenticated >= throttle->most)
        return true;
    int64_t first = throttle->refused_percent;
    return chance < first + (CHANCE_ALL - first) * over /
                                (throttle->most - throttle->free);
}

enum throttle_answer
throttle_admit(struct throttle *throttle, const struct source *source,
    int64_t now_ticks, int chance)
{
    if (is_exempt(throttle, source)) {
        if (throttle->unauthenticated >= throttle->most)
            return THROTTLE_OVERLOAD;
        throttle->unauthenticated++;
        return THROTTLE_WELCOME;
    }

    struct throttle_row *row = row_find(throttle, source);
    if (row != NULL && row->refused_until > now_ticks)
        return THROTTLE_PENALTY;
    if (row != NULL && row->unauthenticated >= throttle->per_source)
        return THROTTLE_SOURCE;
    if (is_overload(throttle, chance))
        return THROTTLE_OVERLOAD;

    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row == NULL)
        return THROTTLE_OVERLOAD;
    row->unauthenticated++;
    throttle->unauthenticated++;
    return THROTTLE_WELCOME;
}

int64_t
throttle_penalty_left(const struct throttle *throttle,
    const struct source *source, int64_t now_ticks)
{
    const struct throttle_row *row = row_find(throttle, source);

    if (row == NULL || row->refused_until <= now_ticks)
        return 0;
    return row->refused_until - now_ticks;
}

void
throttle_recount(struct throttle *throttle, const struct source *source,
    bool is_joining, int64_t now_ticks)
{
    *(is_joining ? &throttle->joining : &throttle->unauthenticated) += 1;
    if (is_exempt(throttle, source))
        return;
    struct throttle_row *row = row_find(throttle, source);
    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row != NULL)
        row->unauthenticated++;
}

void
throttle_leave(struct throttle *throttle, const struct source *source)
{
    struct throttle_row *row = row_find(throttle, source);

    if (is_exempt(throttle, source)) {
        throttle->unauthenticated -= throttle->unauthenticated > 0;
        return;
    }
    if (row == NULL || row->unauthenticated == 0)
        return;
    row->unauthenticated--;
    throttle->unauthenticated--;
}

bool
throttle_takes_code(const struct throttle *throttle,
    const struct source *source, int64_t now_ticks)
{
    const struct throttle_row *row = row_find(throttle, source);

    return row == NULL || row->code_tries < throttle->code_tries ||
           now_ticks - row->last_try_at >= throttle->code_tries_kept;
}

bool
throttle_join(struct throttle *throttle, const struct source *source,
    int64_t now_ticks)
{
    if (throttle->joining >= throttle->joining_most ||
        !throttle_takes_code(throttle, source, now_ticks))
        return false;
    throttle->unauthenticated -= throttle->unauthenticated > 0;
    throttle->joining++;
    return true;
}

void
throttle_leave_joining(struct throttle *throttle, const struct source *source,
    bool is_in)
{
    struct throttle_row *row = row_find(throttle, source);

    throttle->joining -= throttle->joining > 0;
    if (row == NULL)
        return;
    if (is_in)
        row->code_tries = 0;
    row->unauthenticated -= row->unauthenticated > 0;
}

bool
throttle_code_missed(struct throttle *throttle, const struct source *source,
    int64_t now_ticks)
{
    if (is_exempt(throttle, source))
        return true;
    struct throttle_row *row = row_find(throttle, source);
    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row == NULL)
        return false;
    if (now_ticks - row->last_try_at >= throttle->code_tries_kept)
        row->code_tries = 0;
    row->last_try_at = now_ticks;
    return ++row->code_tries < throttle->code_tries;
}

void
throttle_failed(struct throttle *throttle, const struct source *source,
    int64_t now_ticks)
{
    if (is_exempt(throttle, source))
        return;
    struct throttle_row *row = row_find(throttle, source);
    if (row == NULL)
        row = row_make(throttle, source, now_ticks);
    if (row == NULL)
        return;

    if (now_ticks - row->last_failure_at >= throttle->failures_kept)
        row->failures = 0;
    row->last_failure_at = now_ticks;
    row->failures++;
    if (row->failures <= FAILURES_FREE)
        return;

    int64_t penalty = throttle->penalty;
    for (int i = FAILURES_FREE + FAILURES_STEP;
         i < row->failures && penalty < throttle->penalty_most;
         i += FAILURES_STEP)
        penalty *= 2;
    if (penalty > throttle->penalty_most)
        penalty = throttle->penalty_most;
    row->refused_until = now_ticks + penalty;
}

const char *
throttle_answer_name(enum throttle_answer answer)
{
    static const char *const names[] = {
        [THROTTLE_WELCOME] = "welcome",
        [THROTTLE_OVERLOAD] = "overload",
        [THROTTLE_SOURCE] = "source",
        [THROTTLE_PENALTY] = "penalty",
    };

    return names[answer];
}
