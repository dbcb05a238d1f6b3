#ifndef UI_VIEWS_THREAD_ROWS_H
#define UI_VIEWS_THREAD_ROWS_H

#include "model/board.h"
#include "model/thread.h"
#include "ui/app.h"
#include "ui/widgets/list.h"

/* Threads as rows: those of one board, or of many with the board's title. */
struct thread_rows {
    struct thread_list threads; /* owned */
    struct board_list boards;   /* owned; drawn where `has_boards` */
    bool has_boards;
    int64_t now;
    const char *zone;
    /* widths of the columns, as thread_rows_measure() finds them */
    int board_width;
    int author_width;
    int count_width;
    int time_width; /* beside a mark */
    int date_width; /* without one */
    int mark_width;
};

/* Threads of every board the viewer may see that are `wanted`, newest first
 * within a board, at most 100. */
MUST_USE enum status thread_rows_gather(struct thread_rows *rows,
    struct viewer *viewer, bool (*wanted)(const struct thread_row *row));
/* How wide the columns are for what is in the rows now. */
void thread_rows_measure(struct thread_rows *rows, const struct app *app);
/* A list_row_draw for list_draw(). */
void thread_rows_draw(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot);
void thread_rows_clear(struct thread_rows *rows);

/* Nobody else has replied yet. */
bool thread_is_waiting(const struct thread_row *row);

#endif
