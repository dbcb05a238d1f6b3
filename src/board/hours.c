/* Hours: when one person is asked, in the weeks to come. */

#include "board/hours.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/covering.h"
#include "board/outlook.h"
#include "board/scheduling.h"
#include "config/config.h"

enum {
    WEEK = 7
};

/* Of what stands there already: as it was judged for this viewer. */
static enum status
find_stored(const struct viewer *viewer, const struct outlook_day *day,
    struct hour *hour)
{
    struct board board;
    struct covering covering;
    enum status status = covering_by_question(viewer, day->question.id, &board,
        &covering);

    if (status != STATUS_OK)
        return status;
    hour->opens_at = covering.state.opens_at;
    hour->closes_at = covering.state.closes_at;
    if (covering.state.question.thread_id != 0 && hour->opens_at <= clock_now())
        text_copy(hour->body, sizeof hour->body, covering.state.question.body);
    return STATUS_OK;
}

/* Of what the bank will ask: as it would be. */
static enum status
find_coming(const struct viewer *viewer, const struct outlook_day *day,
    struct hour *hour)
{
    struct question question = {
        .asks_minute = day->minute,
        .window_hours = (int)config_current()->question_window_hours,
    };
    struct sitting seat;

    text_copy(question.asks_on, sizeof question.asks_on, day->date);
    covering_sitting(viewer, &seat);
    return covering_hours(viewer->store, &question, &seat, &hour->opens_at,
        &hour->closes_at);
}

/* Of what comes by itself a cohort is asked as it agreed. */
static enum status
is_asked(const struct viewer *viewer, const struct outlook_row *row,
    const struct outlook_day *day, bool *asked)
{
    bool keeps = false;
    enum status status = STATUS_OK;

    *asked = !day->is_intakes &&
             (day->standing == STANDS_OWN || day->standing == STANDS_BANK);
    if (*asked && day->standing == STANDS_BANK)
        status = scheduling_keeps(viewer, &row->board, day->date, &keeps);
    *asked = *asked && !keeps;
    return status;
}

static enum status
add(const struct viewer *viewer, const struct outlook_row *row,
    const struct outlook_day *day, struct hour_list *list)
{
    struct hour hour = {.board = row->board};
    bool asked = false;
    enum status status = is_asked(viewer, row, day, &asked);

    if (status != STATUS_OK || !asked)
        return status;
    text_copy(hour.date, sizeof hour.date, day->date);
    status = day->question.id != 0 ? find_stored(viewer, day, &hour)
                                   : find_coming(viewer, day, &hour);
    if (status != STATUS_OK || hour.closes_at <= clock_now())
        return status;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = hour;
    return STATUS_OK;
}

/* From a few days ago on: some of it may be open yet. */
static enum status
add_board(const struct viewer *viewer, const struct board *board, int weeks,
    struct hour_list *list)
{
    struct outlook_row row = {.board = *board};
    char from[11];
    enum status status = date_add(viewer->today, -WEEK, from);

    if (status == STATUS_OK)
        status = outlook_days(viewer, from, (size_t)(weeks + 1) * WEEK, &row);
    for (size_t i = 0; i < row.count && status == STATUS_OK; i++)
        status = add(viewer, &row, &row.days[i], list);
    outlook_row_clear(&row);
    return status;
}

static int
compare(const void *one_, const void *other_)
{
    const struct hour *one = one_;
    const struct hour *other = other_;

    if (one->opens_at != other->opens_at)
        return one->opens_at < other->opens_at ? -1 : 1;
    if (one->board.kind != other->board.kind)
        return one->board.kind < other->board.kind ? -1 : 1;
    return one->board.id < other->board.id ? -1
                                           : one->board.id > other->board.id;
}

enum status
hours_list(struct viewer *viewer, int weeks, struct hour_list *list)
{
    struct board_list boards;
    struct hour_list found = {0};

    if (weeks < 1 || weeks > HOURS_WEEKS_MOST)
        return refuse(STATUS_INVALID, "from 1 to %d weeks", HOURS_WEEKS_MOST);
    enum status status = access_boards(viewer, &boards);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++)
        if (boards.rows[i].board.kind != BOARD_COMMONS &&
            access_is_asked(viewer, &boards.rows[i].board))
            status = add_board(viewer, &boards.rows[i].board, weeks, &found);
    board_list_clear(&boards);
    if (found.count > 1)
        qsort(found.rows, found.count, sizeof *found.rows, compare);
    if (status == STATUS_OK)
        *list = found;
    else
        hour_list_clear(&found);
    return status;
}

void
hour_list_clear(struct hour_list *list)
{
    memory_release(list->rows);
    *list = (struct hour_list){0};
}
