/* Threads as rows whose columns line up, cut to what the width allows. */

#include "ui/views/thread_rows.h"

#include <stdio.h>

#include "base/memory.h"
#include "board/reading.h"
#include "ui/cells.h"

enum {
    ROWS_MOST = 100,
    PAGE = 100,
    PAGES_MOST = 10, /* of one board: what is older is found by search */
    STATE_COLUMN = 3,
    STATE_WIDTH = 6,
    COUNT_END = 3, /* of the unread posts, within the state's columns */
    SUBJECT_COLUMN = 11,
    SUBJECT_LEAST = 16,
    AUTHOR_MOST = 10,
    BOARD_MOST = 24,
    COLUMNS_STATED = 40, /* narrower rows leave the state out */
    TIME_LEAST = 3
};

bool
thread_is_waiting(const struct thread_row *row)
{
    const struct thread *thread = &row->thread;

    return thread->kind == THREAD_TALK && !thread->has_reply &&
           !thread->is_pinned && !thread->is_locked;
}

static const char *
author_of(const struct thread_row *row)
{
    return row->last_author[0] != '\0' ? row->last_author
                                       : row->thread.author_name;
}

static const char *
mark_of(const struct thread_row *row)
{
    if (thread_is_waiting(row))
        return "waiting";
    return row->is_endorsed ? "endorsed" : "";
}

static void
count_of(const struct thread_row *row, char *out, size_t size)
{
    if (row->thread.kind == THREAD_QUESTION && row->asked > 0)
        snprintf(out, size, "%d/%d", row->answered, row->asked);
    else
        snprintf(out, size, "%d", row->thread.last_number);
}

static const char *
board_of(const struct thread_rows *rows, const struct thread_row *row)
{
    for (size_t i = 0; i < rows->boards.count; i++)
        if (rows->boards.rows[i].board.id == row->thread.board_id)
            return rows->boards.rows[i].board.title;
    return "";
}

static void
time_of(const struct thread_rows *rows, const struct thread_row *row, char *out,
    int size)
{
    moment_cell(row->thread.last_post_at, rows->now, rows->zone, out, size);
}

static int
at_most(int width, int most)
{
    return width < most ? width : most;
}

void
thread_rows_measure(struct thread_rows *rows, const struct app *app)
{
    char cell[NAME_BYTES];

    rows->now = app_now(app);
    rows->zone = app_zone(app);
    rows->board_width = rows->author_width = rows->count_width = 0;
    rows->mark_width = 0;
    rows->time_width = rows->date_width = TIME_LEAST;
    for (size_t i = 0; i < rows->threads.count; i++) {
        const struct thread_row *row = &rows->threads.rows[i];

        first_name(author_of(row), cell, sizeof cell);
        rows->author_width = cell_widest(rows->author_width, cell);
        count_of(row, cell, sizeof cell);
        rows->count_width = cell_widest(rows->count_width, cell);
        rows->mark_width = cell_widest(rows->mark_width, mark_of(row));
        if (rows->has_boards)
            rows->board_width = cell_widest(rows->board_width,
                board_of(rows, row));
    }
    rows->author_width = at_most(rows->author_width, AUTHOR_MOST);
    rows->board_width = at_most(rows->board_width, BOARD_MOST);
    /* A date may stand in the columns of a mark that its row has not. */
    for (size_t i = 0; i < rows->threads.count; i++) {
        const struct thread_row *row = &rows->threads.rows[i];

        time_of(rows, row, cell, 24);
        rows->date_width = cell_widest(rows->date_width, cell);
        if (rows->mark_width == 0 || mark_of(row)[0] != '\0')
            rows->time_width = cell_widest(rows->time_width, cell);
    }
}

/* The columns of one row from its right end on; -1: left out. */
struct places {
    int subject;
    int subject_width;
    int board;
    int author;
    int count_end;
    int time;
    int mark;
};

/* What stands right of the subject, with the gaps; narrow rows leave out the
 * mark, then the count, then the board, then the author. */
static struct places
places_of(const struct thread_rows *rows, int width)
{
    int subject = width >= COLUMNS_STATED ? SUBJECT_COLUMN : STATE_COLUMN;
    int mark = rows->mark_width > 0 ? rows->mark_width + 2 : 0;
    int count = rows->count_width + 3;
    int board = rows->board_width > 0 ? rows->board_width + 2 : 0;
    int author = rows->author_width + 2;
    int time = rows->time_width + 3;
    int room = width - subject - SUBJECT_LEAST;
    int *const leave_out[] = {&mark, &count, &board, &author, &time};

    for (size_t i = 0; i < sizeof leave_out / sizeof *leave_out; i++)
        if (mark + count + board + author + time > room) {
            *leave_out[i] = 0;
            if (leave_out[i] == &mark)
                time = rows->date_width + 3;
        }
    int end = width - mark - time - count - author - board;
    struct places places = {subject, end - subject, -1, -1, -1, -1, -1};

    if (board > 0)
        places.board = end + 2;
    if (author > 0)
        places.author = end + board + 2;
    if (count > 0)
        places.count_end = end + board + author + count;
    if (time > 0)
        places.time = width - mark - time + 3;
    if (mark > 0)
        places.mark = width - mark + 2;
    return places;
}

static void
draw_state(const struct row *row, const struct thread_row *thread,
    enum style style)
{
    char count[8];
    const char *word = "";

    count_cell(thread->unread, count, sizeof count);
    if (thread->is_today)
        word = "today";
    else if (thread->unread > 0)
        row_put_right(row,
            (struct cell){STATE_COLUMN,
                cell_width(count) > COUNT_END ? cell_width(count) : COUNT_END,
                style},
            count);
    else if (thread->thread.is_pinned)
        word = "pinned";
    else if (thread->thread.is_locked)
        word = "locked";
    row_put(row, (struct cell){STATE_COLUMN, STATE_WIDTH, style}, word);
}

static enum style
style_of(const struct thread_row *row)
{
    if (row->is_today && row->is_covered)
        return STYLE_ACCENT;
    if (row->unread > 0)
        return STYLE_BOLD;
    return row->thread.is_locked ? STYLE_DIM : STYLE_PLAIN;
}

void
thread_rows_draw(const void *rows_, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row whole = {canvas, spot};
    const struct row *row = &whole;
    const struct thread_rows *rows = rows_;
    const struct thread_row *thread = &rows->threads.rows[index];
    struct places places = places_of(rows, spot.width);
    enum style style = style_of(thread);
    char cell[NAME_BYTES];

    if (is_selected)
        row_put(row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    if (places.subject == SUBJECT_COLUMN)
        draw_state(row, thread, style);
    row_put(row,
        (struct cell){places.subject, places.subject_width,
            is_selected ? STYLE_SELECTED : style},
        thread->thread.subject);
    if (places.board >= 0)
        row_put(row, (struct cell){places.board, rows->board_width, style},
            board_of(rows, thread));
    first_name(author_of(thread), cell, sizeof cell);
    if (places.author >= 0)
        row_put(row, (struct cell){places.author, rows->author_width, style},
            cell);
    count_of(thread, cell, sizeof cell);
    if (places.count_end >= 0)
        row_put_right(row,
            (struct cell){places.count_end - rows->count_width,
                rows->count_width, style},
            cell);
    time_of(rows, thread, cell, 24);
    if (places.time >= 0)
        row_put(row, (struct cell){places.time, 0, style}, cell);
    if (places.mark >= 0)
        row_put(row, (struct cell){places.mark, 0, style}, mark_of(thread));
}

/* One board's threads that are wanted, up to the most there may be. */
static enum status
gather_board(struct thread_rows *rows, struct viewer *viewer, int64_t board_id,
    bool (*wanted)(const struct thread_row *row))
{
    struct thread_key after = {0};

    for (int page = 0; page < PAGES_MOST; page++) {
        struct thread_list list = {0};
        enum status status = reading_threads(viewer, board_id, &after, PAGE,
            &list);

        if (status != STATUS_OK)
            return status;
        for (size_t i = 0; i < list.count && rows->threads.count < ROWS_MOST;
             i++) {
            if (!wanted(&list.rows[i]))
                continue;
            rows->threads.rows = grow(rows->threads.rows,
                rows->threads.count + 1, sizeof *rows->threads.rows);
            rows->threads.rows[rows->threads.count++] = list.rows[i];
        }
        bool is_last = list.count < PAGE || rows->threads.count == ROWS_MOST;

        if (list.count > 0) {
            const struct thread *last = &list.rows[list.count - 1].thread;

            after = thread_key_of(last);
        }
        thread_list_clear(&list);
        if (is_last)
            break;
    }
    return STATUS_OK;
}

enum status
thread_rows_gather(struct thread_rows *rows, struct viewer *viewer,
    bool (*wanted)(const struct thread_row *row))
{
    struct thread_rows found = {.has_boards = true};
    enum status status = reading_boards(viewer, &found.boards);

    for (size_t i = 0; status == STATUS_OK && i < found.boards.count; i++)
        status = gather_board(&found, viewer, found.boards.rows[i].board.id,
            wanted);
    if (status != STATUS_OK) {
        thread_rows_clear(&found);
        return status;
    }
    thread_rows_clear(rows);
    *rows = found;
    return STATUS_OK;
}

void
thread_rows_clear(struct thread_rows *rows)
{
    thread_list_clear(&rows->threads);
    board_list_clear(&rows->boards);
}
