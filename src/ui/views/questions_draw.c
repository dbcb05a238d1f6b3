/* The mentor's week on the screen: a grid, and below it the cell selected. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ui/markup.h"
#include "ui/views/home.h"
#include "ui/views/moments.h"
#include "ui/views/questions.h"

enum {
    DAY_LEAST = 12,
    LABEL_COLUMN = 1,
    LABEL_LEAST = 8,
    LABEL_WIDE = 26,  /* what a title has, before days have more than the least
                       */
    ROWS_DETAIL = 14, /* a body with fewer shows less of the cell */
    DETAIL_ROWS = 7,
    DETAIL_SMALL = 2,
    ROWS_SMALL = 5, /* with fewer, nothing of it */
    QUESTION_ROWS = 4,
    DATE_BYTES = 24
};

/* Which days there is room for, and where they begin. */
struct columns {
    int label; /* columns of the boards' titles */
    int day;   /* of a day */
    size_t first;
    size_t count;
};

static struct columns
columns_of(const struct questions_state *state, int width)
{
    struct columns columns = {.day = DAY_LEAST, .count = QUESTION_DAYS};
    int wide = (width - LABEL_COLUMN - LABEL_WIDE) / QUESTION_DAYS;

    while (columns.count > 1 &&
           width - LABEL_COLUMN - LABEL_LEAST < (int)columns.count * DAY_LEAST)
        columns.count--;
    if (wide > DAY_LEAST)
        columns.day = wide;
    columns.label = width - LABEL_COLUMN - (int)columns.count * columns.day;
    if (columns.label < 0)
        columns.label = 0;
    if (state->column >= columns.count)
        columns.first = state->column + 1 - columns.count;
    return columns;
}

static int
column_at(const struct columns *columns, size_t day)
{
    return LABEL_COLUMN + columns->label +
           (int)(day - columns->first) * columns->day;
}

static void
draw_dates(const struct questions_state *state, const struct columns *columns,
    const struct row *row)
{
    char date[11];
    char words[DATE_BYTES];

    for (size_t i = columns->first; i < columns->first + columns->count; i++) {
        bool is_today = state->outlook.rows[0].days[i].is_today;

        if (date_add(state->monday, (int)i, date) != STATUS_OK)
            return;
        date_words(date, words, sizeof words);
        row_put(row,
            (struct cell){column_at(columns, i) + 1, columns->day - 2,
                is_today ? STYLE_BOLD : STYLE_DIM},
            words);
    }
}

/* Below its word, what a cell holds. */
static const char *
held(const struct outlook_day *day)
{
    if (day->question.body[0] != '\0')
        return day->question.body;
    return day->standing == STANDS_HOLIDAY ? day->holiday : "";
}

static void
draw_day(const struct outlook_day *day, bool is_selected, int64_t now,
    const struct row *row, struct cell cell)
{
    struct row below = *row;
    char words[DAY_WORDS_BYTES];
    char first[QUESTION_BYTES];

    day_words(day, now, words);
    if (is_selected)
        row_put(row, (struct cell){cell.column - 1, 1, STYLE_ACCENT}, ">");
    cell.style = is_selected ? STYLE_SELECTED : day_style(day);
    row_put(row, cell, words);
    text_copy(first, sizeof first, held(day));
    first[strcspn(first, "\n")] = '\0';
    below.spot.row++;
    cell.style = STYLE_DIM;
    row_put(&below, cell, first);
}

static void
draw_grid(struct questions_state *state, struct app *app, struct canvas *canvas,
    const struct area *area)
{
    struct columns columns = columns_of(state, area->width);
    struct row row = area_row(canvas, area, area->top);
    size_t shown = (size_t)(area->bottom - area->top - 1) / 2;

    if (shown == 0)
        shown = 1;
    if (state->row < state->top)
        state->top = state->row;
    if (state->row >= state->top + shown)
        state->top = state->row + 1 - shown;
    draw_dates(state, &columns, &row);
    row.spot.row++;
    for (size_t i = state->top;
         i < state->outlook.count && i < state->top + shown; i++) {
        const struct outlook_row *board = &state->outlook.rows[i];

        if (columns.label > 1)
            row_put(&row,
                (struct cell){LABEL_COLUMN, columns.label - 1,
                    i == state->row ? STYLE_BOLD : STYLE_PLAIN},
                board->board.title);
        for (size_t day = columns.first; day < columns.first + columns.count;
             day++)
            draw_day(&board->days[day], i == state->row && day == state->column,
                app_now(app), &row,
                (struct cell){column_at(&columns, day) + 1, columns.day - 2,
                    STYLE_PLAIN});
        row.spot.row += 2;
    }
}

static int
draw_question(const char *body, const struct row *row, int most)
{
    struct markup markup = {0};
    int rows = 0;

    markup_lay(&markup, body, strlen(body), row->spot.width - 2);
    for (size_t i = 0; i < markup.row_count && rows < most; i++, rows++)
        markup_draw_row(&markup, body, i, row->canvas,
            (struct spot){row->spot.row + rows, 1, -1});
    markup_clear(&markup);
    return rows;
}

static const char *
opens(const struct question *question)
{
    if (question->is_at_closing)
        return "at closing";
    return question->is_answer_first ? "covered" : "open";
}

static void
draw_about(const struct outlook_day *day, const struct row *row)
{
    struct text words = {0};

    if (day->question.asker_name[0] != '\0')
        text_add_format(&words, "%s, %s, answers %s", day->question.asker_name,
            question_kind_name(day->question.kind), opens(&day->question));
    text_add(&words, day_reason(day));
    if (day->holiday[0] != '\0')
        text_add_format(&words, "%s%s%s", words.length > 0 ? "  " : "",
            strchr(day->holiday, ':') != NULL ? "" : "Holiday: ", day->holiday);
    row_put(row, (struct cell){1, 0, STYLE_DIM}, text_bytes(&words));
    text_clear(&words);
}

static void
draw_detail(const struct questions_state *state, struct app *app,
    struct row row, int rows)
{
    const struct outlook_day *day = questions_day(state);
    struct text opening = {0};
    char date[DATE_BYTES];
    char title[DATE_BYTES + TITLE_BYTES + 2];

    date_words(day->date, date, sizeof date);
    snprintf(title, sizeof title, "%s, %s", date,
        questions_row(state)->board.title);
    day_opening(day, app_now(app), &opening);
    int width = cell_width(text_bytes(&opening));
    int room = row.spot.width - 2 - width - 2;

    if (width > 0 && room >= DATE_BYTES / 2)
        row_put_right(&row,
            (struct cell){row.spot.width - 1 - width, width, STYLE_PLAIN},
            text_bytes(&opening));
    else
        room = 0;
    row_put(&row, (struct cell){1, room, STYLE_BOLD}, title);
    text_clear(&opening);
    row.spot.row++;
    if (rows == DETAIL_SMALL) {
        row_put(&row, (struct cell){1, 0, STYLE_PLAIN}, held(day));
        return;
    }
    row.spot.row += draw_question(day->question.body, &row, QUESTION_ROWS);
    draw_about(day, &row);
}

static void
draw_preview(const struct questions_state *state, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    struct panel panel = state->preview.panel;
    struct home_state home = {.panels = {.rows = &panel, .count = 1}};
    struct area left = *area;

    left.top += home_draw_panel(&home, app, canvas, area);
    struct row row = area_row(canvas, &left, left.top + 1);

    if (row.spot.row < area->bottom)
        row_put(&row, (struct cell){1, 0, STYLE_DIM},
            "So it will stand on the home screen of those it opens for.");
}

void
questions_draw(struct questions_state *state, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    int rows = area->bottom - area->top;
    int detail = rows >= ROWS_DETAIL  ? DETAIL_ROWS
                 : rows >= ROWS_SMALL ? DETAIL_SMALL
                                      : 0;
    struct area grid = *area;

    if (state->is_previewing) {
        draw_preview(state, app, canvas, area);
        return;
    }
    grid.bottom -= detail;
    draw_grid(state, app, canvas, &grid);
    if (detail == DETAIL_ROWS)
        canvas_rule(canvas, grid.bottom, area->column, area->width, NULL);
    if (detail > 0)
        draw_detail(state, app,
            area_row(canvas, area,
                grid.bottom + (detail == DETAIL_ROWS ? 1 : 0)),
            detail);
}
