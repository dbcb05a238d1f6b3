/* Returning: weeks in a row with an answer. */

#include "board/returning.h"

#include "base/clock.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/scheduling.h"
#include "store/leaves.h"
#include "store/looks.h"

enum {
    WEEKS = 260,
    DAYS_A_WEEK = 7,
    DAY_SECONDS = 86400,
    ANSWERS_MOST = 4000,
    ANSWERED_BETWEEN = 3 /* two missed weeks */
};

static const char a_monday[] = "1970-01-05";

struct weeks {
    struct viewer *viewer;
    char today[11];
    struct board_list boards; /* owned; read once a week was missed */
    bool has_boards;
    bool answered[WEEKS]; /* by how many weeks ago */
};

static int
week_of(const char *date)
{
    return date_days(a_monday, date) / DAYS_A_WEEK;
}

static enum status
read_answers(struct weeks *weeks)
{
    struct viewer *viewer = weeks->viewer;
    int64_t since = clock_now() - (int64_t)WEEKS * DAYS_A_WEEK * DAY_SECONDS;
    struct look_times times = {
        .at = memory_new(ANSWERS_MOST * sizeof(int64_t)),
        .most = ANSWERS_MOST,
    };
    char date[11];
    enum status status = looks_times(viewer->store, viewer->person.id, since,
        &times);

    for (int i = 0; status == STATUS_OK && i < times.count; i++) {
        date_of(times.at[i], viewer_zone(viewer), date);
        int ago = week_of(weeks->today) - week_of(date);

        if (ago >= 0 && ago < WEEKS)
            weeks->answered[ago] = true;
    }
    memory_release(times.at);
    return status;
}

/* First and last day of the week so many weeks ago. */
static enum status
days_of(const struct weeks *weeks, int ago, struct leave *days)
{
    int week = week_of(weeks->today) - ago;
    enum status status = date_add(a_monday, week * DAYS_A_WEEK, days->from_on);

    if (status == STATUS_OK)
        status = date_add(days->from_on, DAYS_A_WEEK - 1, days->to_on);
    return status;
}

/* What the bank asks on the intake's board is not asked of who agreed to be
 * asked otherwise. */
static enum status
asked_on(const struct viewer *viewer, const struct board *board,
    const struct leave *days, bool *asked)
{
    struct look_days span = {.from = days->from_on, .to = days->to_on};
    enum status status = scheduling_keeps(viewer, board, days->from_on,
        &span.by_people);

    if (status == STATUS_OK)
        status = looks_asked(viewer->store, board->id, &span, asked);
    return status;
}

static enum status
was_asked(struct weeks *weeks, const struct leave *days, bool *asked)
{
    enum status status = STATUS_OK;

    if (!weeks->has_boards)
        status = access_boards(weeks->viewer, &weeks->boards);
    weeks->has_boards = status == STATUS_OK;
    *asked = false;
    for (size_t i = 0; status == STATUS_OK && !*asked; i++) {
        if (i == weeks->boards.count)
            break;
        status = asked_on(weeks->viewer, &weeks->boards.rows[i].board, days,
            asked);
    }
    return status;
}

static enum status
is_missed(struct weeks *weeks, int ago, bool *missed)
{
    struct leave days = {0};
    struct leave away = {0};

    *missed = false;
    if (ago == 0 || weeks->answered[ago])
        return STATUS_OK;
    enum status status = days_of(weeks, ago, &days);

    if (status == STATUS_OK)
        status = leaves_within(weeks->viewer->store, weeks->viewer->person.id,
            &days, &away);
    return status == STATUS_NOT_FOUND ? was_asked(weeks, &days, missed)
                                      : status;
}

static enum status
count(struct weeks *weeks, int *streak)
{
    int since_missed = ANSWERED_BETWEEN;
    int oldest = WEEKS - 1;

    /* What is before the first answer was no week of theirs. */
    while (oldest >= 0 && !weeks->answered[oldest])
        oldest--;
    *streak = 0;
    for (int ago = 0; ago <= oldest; ago++) {
        bool missed;
        enum status status = is_missed(weeks, ago, &missed);

        if (status != STATUS_OK)
            return status;
        if (missed && since_missed < ANSWERED_BETWEEN)
            return STATUS_OK;
        if (missed)
            since_missed = 0;
        if (!weeks->answered[ago])
            continue;
        since_missed++;
        ++*streak;
    }
    return STATUS_OK;
}

enum status
returning_weeks(struct viewer *viewer, int *streak)
{
    struct weeks *weeks = memory_new(sizeof *weeks);

    weeks->viewer = viewer;
    date_of(clock_now(), viewer_zone(viewer), weeks->today);
    enum status status = read_answers(weeks);
    if (status == STATUS_OK)
        status = count(weeks, streak);
    board_list_clear(&weeks->boards);
    memory_release(weeks);
    reason_clear();
    return status;
}
