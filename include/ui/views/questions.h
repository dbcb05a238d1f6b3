#ifndef UI_VIEWS_QUESTIONS_H
#define UI_VIEWS_QUESTIONS_H

#include "board/amending.h"
#include "board/outlook.h"
#include "ui/app.h"
#include "ui/cells.h"

/* The mentor's week: boards by day, Monday to Friday. */

enum {
    QUESTION_DAYS = 5
};

struct questions_state {
    char monday[11];
    struct outlook outlook;
    size_t row; /* the cell that is selected */
    size_t column;
    size_t top;     /* the first row shown */
    bool was_empty; /* the cell, when the composer was opened for it */
    bool is_previewing;
    struct preview preview; /* of the selected cell */
};

/* NULL: there is no board. */
const struct outlook_row *questions_row(const struct questions_state *state);
const struct outlook_day *questions_day(const struct questions_state *state);
/* day_may_change(), of the cell. */
bool questions_may_change(const struct questions_state *state);
/* Reads days of the viewer's boards into an outlook, which stays as it is when
 * that fails. NOT_FOUND with a reason: there is no board. */
MUST_USE enum status questions_read(struct app *app, const char *monday,
    size_t days, struct outlook *outlook);
/* The row of a board; it stays as it is where there is none. */
void questions_seek(const struct outlook *outlook, int64_t board_id,
    size_t *row);
/* Reads the week; the cell stays the selected one. */
MUST_USE enum status questions_load(struct app *app,
    struct questions_state *state);
/* The cell of another board, if there is such a row. */
void questions_select(struct app *app, struct questions_state *state,
    size_t row);
/* To the next day of the board on which nothing stands. */
void questions_next_empty(struct app *app, struct questions_state *state);
/* True when the request was one of the grid's. */
bool questions_do(struct app *app, struct questions_state *state,
    enum request request);
void questions_draw(struct questions_state *state, struct app *app,
    struct canvas *canvas, const struct area *area);

/* day_acts.c: what is done with a day, in the grid and in the calendar. */
/* It is the board's own, and not the intake's shown on a cohort's. */
bool day_is_own(const struct outlook_row *row, const struct outlook_day *day);
/* A question stands there that the viewer may change yet. */
bool day_may_change(const struct outlook_row *row,
    const struct outlook_day *day);
/* A question may be put there. */
bool day_may_add(const struct outlook_row *row, const struct outlook_day *day);
/* Says why it cannot be changed. */
void day_say_why_not(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day);
/* Opens the composer: for a new one, or on what stands there. */
void day_write(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day);
/* Opens it for a new one, or says why not. True: it is open. */
bool day_add(struct app *app, const struct outlook_row *row,
    const struct outlook_day *day);

/* What a day says in a word: "own, 3 h", "bank", "nothing", "-". */
enum {
    DAY_WORDS_BYTES = 24
};
void day_words(const struct outlook_day *day, int64_t now,
    char out[DAY_WORDS_BYTES]);
enum style day_style(const struct outlook_day *day);
/* "first opens in 3 h, Auckland"; "" where nothing does. */
void day_opening(const struct outlook_day *day, int64_t now, struct text *out);
/* Why nothing stands there: "The bank fills in ..."; "" where something does,
 * or a holiday tells. */
const char *day_reason(const struct outlook_day *day);
/* "Auckland" of "Pacific/Auckland". */
void zone_place(const char *zone, char *out, size_t size);

#endif
