/* Newest: of the daily questions that are open for a person one waits. */

#include "board/newest.h"

#include <string.h>

#include "base/memory.h"
#include "board/absence.h"

enum {
    WEEK_HOURS = 168,
    NO_WIDTH = -1
};

/* How many a board asks: its cohort, its intake, its course. */
static int
width_of(const struct board *board)
{
    switch (board->kind) {
    case BOARD_COHORT:
        return 0;
    case BOARD_PROGRAM:
        return 1;
    case BOARD_COURSE:
        return 2;
    default:
        return NO_WIDTH;
    }
}

static const struct board *
board_of(const struct board_list *boards, const struct panel *panel)
{
    for (size_t i = 0; i < boards->count; i++)
        if (boards->rows[i].board.id == panel->question.board_id)
            return &boards->rows[i].board;
    return NULL;
}

/* Whether the people of one board are asked on the other too. */
static bool
is_within(const struct board *narrow, const struct board *wide)
{
    if (width_of(narrow) == NO_WIDTH || width_of(narrow) >= width_of(wide))
        return false;
    return wide->kind == BOARD_COURSE ? narrow->program_id == wide->program_id
                                      : narrow->intake_id == wide->intake_id;
}

static bool
is_daily(const struct panel *panel)
{
    return panel->question.window_hours < WEEK_HOURS;
}

/* Whether `one` is not asked where `other` is. */
static bool
gives_way(const struct board_list *boards, const struct panel *one,
    const struct panel *other)
{
    const struct board *here = board_of(boards, one);
    const struct board *there = board_of(boards, other);
    int order = strcmp(one->question.asks_on, other->question.asks_on);

    if (here == NULL || there == NULL || one->is_pinned || !one->is_open ||
        !other->is_open)
        return false;
    if (is_within(there, here) && order == 0)
        return true;
    return (is_within(there, here) || is_within(here, there)) && order < 0 &&
           is_daily(one) && is_daily(other);
}

static bool
is_overtaken(const struct board_list *boards, const struct panel_list *list,
    size_t at)
{
    for (size_t i = 0; i < list->count; i++)
        if (i != at && gives_way(boards, &list->rows[at], &list->rows[i]))
            return true;
    return false;
}

/* By all that are there: one that goes takes another with it. */
static void
take_out(const struct board_list *boards, struct panel_list *list)
{
    bool *is_out = memory_new((list->count + 1) * sizeof *is_out);
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++)
        is_out[i] = is_overtaken(boards, list, i);
    for (size_t i = 0; i < list->count; i++)
        if (!is_out[i])
            list->rows[kept++] = list->rows[i];
    list->count = kept;
    memory_release(is_out);
}

/* NULL: no daily one is open. */
static const struct panel *
find_newest(const struct panel_list *list)
{
    const struct panel *newest = NULL;

    for (size_t i = 0; i < list->count; i++) {
        const struct panel *panel = &list->rows[i];

        if (panel->is_open && is_daily(panel) &&
            (newest == NULL || panel->opens_at > newest->opens_at))
            newest = panel;
    }
    return newest;
}

static bool
is_unanswered(const struct panel *panel)
{
    return panel->is_open && !panel->is_answered && !panel->is_skipped;
}

/* True where any waits. */
static bool
set_waiting(struct panel_list *list)
{
    const struct panel *newest = find_newest(list);
    bool any = false;

    for (size_t i = 0; i < list->count; i++) {
        struct panel *panel = &list->rows[i];

        panel->is_waiting = is_unanswered(panel) &&
                            (!is_daily(panel) || panel == newest);
        any = any || panel->is_waiting;
    }
    return any;
}

static void
set_away(struct panel_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        list->rows[i].is_away = true;
        list->rows[i].is_waiting = false;
    }
}

enum status
newest_alone(const struct viewer *viewer, const struct board_list *boards,
    struct panel_list *list)
{
    struct leave leave = {0};

    take_out(boards, list);
    if (!set_waiting(list))
        return STATUS_OK;
    enum status status = absence_now(viewer, &viewer->person, &leave);
    if (status == STATUS_OK && leave.id != 0)
        set_away(list);
    return status;
}
