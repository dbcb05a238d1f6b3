/* Outlook: what boards ask on the days to come, and where nothing is. */

#include "board/outlook.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/opening.h"
#include "store/openings.h"
#include "store/questions_queued.h"

enum {
    WEEK = 7,
    SUNDAY = 0,
    SATURDAY = 6
};

static enum status
fill_row(const struct viewer *viewer, const char *from, size_t count,
    struct outlook_row *row)
{
    enum status status = questions_left(viewer->store, row->board.id,
        viewer->today, &row->queued);

    return status == STATUS_OK ? outlook_days(viewer, from, count, row)
                               : status;
}

static bool
may_look(const struct viewer *viewer, const struct board *board)
{
    return rights_allow(viewer, RIGHT_ASK, board) ||
           (rights_allow(viewer, RIGHT_SEE_TODO, board) &&
               !viewer->is_operator);
}

enum status
outlook_open(struct viewer *viewer, const char *from, size_t days,
    struct outlook *outlook)
{
    struct board_list boards;
    struct outlook found = {0};
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++) {
        const struct board *board = &boards.rows[i].board;

        if (!may_look(viewer, board) || board->kind == BOARD_COMMONS)
            continue;
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count] = (struct outlook_row){.board = *board};
        status = fill_row(viewer, from, days, &found.rows[found.count++]);
    }
    board_list_clear(&boards);
    if (status == STATUS_OK)
        *outlook = found;
    else
        outlook_clear(&found);
    return status;
}

enum status
outlook_board(struct viewer *viewer, int64_t board_id, const char *from,
    size_t days, struct outlook_row *row)
{
    struct outlook_row found = {0};
    enum status status = access_board(viewer, board_id, RIGHT_SEE,
        &found.board);

    if (status == STATUS_OK && !may_look(viewer, &found.board))
        return refuse(STATUS_FORBIDDEN,
            "what is asked here is for mentors, SMEs and champions to see");
    if (status == STATUS_OK)
        status = fill_row(viewer, from, days, &found);
    if (status == STATUS_OK)
        *row = found;
    else
        outlook_row_clear(&found);
    return status;
}

/* ---- Where it opens first ------------------------------------------------ */

static enum status
find_seats(const struct viewer *viewer, struct outlook_row *row)
{
    struct sitting_list seats;

    if (row->seats != NULL)
        return STATUS_OK;
    enum status status = openings_missing(viewer->store, &row->board, 0,
        &seats);
    if (status != STATUS_OK)
        return status;
    row->seats = memory_new(sizeof *row->seats);
    *row->seats = seats;
    return STATUS_OK;
}

/* As one would that is put there. */
static enum status
first_of_new(const struct viewer *viewer, struct outlook_row *row,
    const struct outlook_day *day, struct opening_place *place)
{
    struct question question = {.asks_minute = day->minute};
    enum status status = find_seats(viewer, row);

    text_copy(question.asks_on, sizeof question.asks_on, day->date);
    if (status == STATUS_OK)
        status = opening_first_of(viewer->store, row->seats, &question, place);
    return status;
}

enum status
outlook_first(struct viewer *viewer, struct outlook_row *row,
    struct outlook_day *day)
{
    struct opening_place place = {0};
    enum status status = STATUS_NOT_FOUND;

    if (day->question.id != 0)
        status = openings_first(viewer->store, day->question.id,
            &place.opens_at, place.zone);
    if (status == STATUS_NOT_FOUND)
        status = first_of_new(viewer, row, day, &place);
    if (status != STATUS_OK)
        return status;
    day->first_opens_at = place.zone[0] != '\0' ? place.opens_at : 0;
    text_copy(day->first_zone, sizeof day->first_zone, place.zone);
    return STATUS_OK;
}

/* ---- What is told of a day ----------------------------------------------- */

static bool
asks(const struct outlook_day *day)
{
    return day->standing != STANDS_NEVER && day->standing != STANDS_HOLIDAY;
}

enum status
outlook_find_firsts(struct viewer *viewer, struct outlook_row *row)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < row->count && status == STATUS_OK; i++)
        if (asks(&row->days[i]) && row->days[i].standing != STANDS_NOTHING)
            status = outlook_first(viewer, row, &row->days[i]);
    return status;
}

bool
outlook_is_told(const struct outlook_day *day)
{
    int weekday = date_weekday(day->date);

    return (weekday != SUNDAY && weekday != SATURDAY) || asks(day);
}

const char *
standing_name(enum standing standing)
{
    static const char *const names[] = {
        [STANDS_NEVER] = "-",
        [STANDS_NOTHING] = "nothing",
        [STANDS_OWN] = "own",
        [STANDS_PROGRAM] = "program",
        [STANDS_BANK] = "bank",
        [STANDS_HOLIDAY] = "holiday",
    };

    return names[standing];
}

enum status
outlook_monday(const char *date, char monday[11])
{
    int weekday = date_weekday(date);

    return date_add(date, weekday == SUNDAY ? 1 - WEEK : 1 - weekday, monday);
}

void
outlook_row_clear(struct outlook_row *row)
{
    if (row->seats != NULL)
        sitting_list_clear(row->seats);
    memory_release(row->seats);
    memory_release(row->days);
    *row = (struct outlook_row){0};
}

void
outlook_clear(struct outlook *outlook)
{
    for (size_t i = 0; i < outlook->count; i++)
        outlook_row_clear(&outlook->rows[i]);
    memory_release(outlook->rows);
    *outlook = (struct outlook){0};
}
