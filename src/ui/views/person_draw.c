/* A person's page on the screen: who they are, and their posts. */

#include <stdio.h>

#include "base/clock.h"
#include "board/presence.h"
#include "ui/cells.h"
#include "ui/views/moments.h"
#include "ui/views/person_page.h"

enum {
    ROLE_COLUMN = 1,
    ROLE_WIDTH = 10,
    COHORT_COLUMN = 13,
    MOMENT_COLUMN = 3,
    SUBJECT_COLUMN = 13,
    BOARD_WIDTH = 28,
    COLUMNS_TITLED = 60, /* narrower rows leave the board's title out */
    COLUMNS_DATED = 40,  /* and these the moment */
    ROWS_FULL = 8,       /* fewer have no cohorts and excerpts */
    WORDS_BYTES = 3 * TITLE_BYTES + 8
};

/* "07:02 there, here now". Whoever has no region has no clock that is known. */
static void
where_words(const struct person_page *page, struct app *app,
    char out[WORDS_BYTES])
{
    const struct portrait *portrait = &page->portrait;
    const struct person *person = &portrait->person;
    char clock[MOMENT_BYTES] = "";
    const char *where = "";

    if (person->region_id != 0 || !text_equals(person->zone, "UTC"))
        clock_words(app_now(app), person->zone, app_zone(app), clock);
    if (portrait->is_shared && presence_has(app_viewer(app), person->id))
        where = "here now";
    else if (portrait->whereabouts.leave[0] != '\0')
        where = portrait->whereabouts.leave;
    else if (portrait->whereabouts.is_missing)
        where = "not for 14 days";
    snprintf(out, WORDS_BYTES, "%s%s%s", clock,
        clock[0] != '\0' && where[0] != '\0' ? "; " : "", where);
}

static void
draw_standing(const struct standing *standing, const struct row *row)
{
    const struct cohort *cohort = &standing->cohort;
    char words[WORDS_BYTES];
    const char *label = role_label(standing->role);
    int week = cell_width(standing->week);

    if (cohort->id == 0)
        snprintf(words, sizeof words, "%s", cohort->program_title);
    else
        snprintf(words, sizeof words, "%s, %s, %s", cohort->program_title,
            cohort->intake_title, cohort->region_title);
    row_put(row, (struct cell){ROLE_COLUMN, ROLE_WIDTH, STYLE_PLAIN},
        label[0] != '\0' ? label : role_name(standing->role));
    int used = row_put(row,
        (struct cell){COHORT_COLUMN,
            row->spot.width - COHORT_COLUMN - (week > 0 ? week + 3 : 1),
            STYLE_PLAIN},
        words);

    if (week > 0 && COHORT_COLUMN + used + week + 3 <= row->spot.width)
        row_put_right(row,
            (struct cell){row->spot.width - 1 - week, week, STYLE_DIM},
            standing->week);
}

/* Who they are; returns the row after it. Of many cohorts the first ones, so
 * that most of the window is for what they wrote. */
static int
draw_portrait(const struct person_page *page, struct app *app,
    struct canvas *canvas, const struct area *area)
{
    char words[WORDS_BYTES];
    int at = area->top;
    int rows = area->bottom - area->top;
    size_t room = rows >= ROWS_FULL ? (size_t)rows / 3 : 0;
    size_t shown = page->portrait.standing_count;

    where_words(page, app, words);
    if (words[0] != '\0') {
        struct row row = area_row(canvas, area, at++);

        row_put(&row, (struct cell){1, 0, STYLE_DIM}, words);
    }
    if (shown > room)
        shown = room > 0 ? room - 1 : 0;
    for (size_t i = 0; i < shown; i++) {
        struct row row = area_row(canvas, area, at++);

        draw_standing(&page->portrait.standings[i], &row);
    }
    if (shown < page->portrait.standing_count && room > 0) {
        struct row row = area_row(canvas, area, at++);

        snprintf(words, sizeof words, "and %zu more",
            page->portrait.standing_count - shown);
        row_put(&row, (struct cell){COHORT_COLUMN, 0, STYLE_DIM}, words);
    }
    return at;
}

struct drawing {
    const struct person_page *page;
    struct app *app;
    int top;           /* of the posts */
    int rows_per_post; /* 2, or 1 where there is little room */
};

static void
draw_post(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct drawing *drawing = rows;
    const struct written *post = &drawing->page->posts.rows[index];
    int width = spot.width;
    int board = width >= COLUMNS_TITLED ? BOARD_WIDTH : 0;
    int column = width >= COLUMNS_DATED ? SUBJECT_COLUMN : MOMENT_COLUMN;
    char moment[24];

    spot.row = drawing->top +
               (spot.row - drawing->top) * drawing->rows_per_post;
    struct row row = {canvas, spot};

    moment_cell(post->key.created_at, app_now(drawing->app),
        app_zone(drawing->app), moment, sizeof moment);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    if (column == SUBJECT_COLUMN)
        row_put(&row, (struct cell){MOMENT_COLUMN, 0, STYLE_PLAIN}, moment);
    row_put(&row,
        (struct cell){column, width - column - 1 - (board > 0 ? board + 2 : 0),
            is_selected ? STYLE_SELECTED : STYLE_BOLD},
        post->subject);
    if (board > 0)
        row_put_right(&row, (struct cell){width - 1 - board, board, STYLE_DIM},
            post->board_title);
    if (drawing->rows_per_post < 2)
        return;
    row.spot.row++;
    row_put(&row, (struct cell){column, width - column - 1, STYLE_PLAIN},
        post->excerpt);
}

void
person_page_draw(struct person_page *page, struct app *app,
    struct canvas *canvas, struct area area)
{
    int top = area.top;
    int bottom = area.bottom;
    bool has_room = bottom - top >= ROWS_FULL;

    area.top = draw_portrait(page, app, canvas, &area);
    if (has_room && area.top > top)
        canvas_rule(canvas, area.top++, 0, -1, NULL);
    struct drawing drawing = {page, app, area.top, has_room ? 2 : 1};

    if (page->posts.count == 0) {
        struct row row = area_row(canvas, &area, area.top);

        row_put(&row, (struct cell){MOMENT_COLUMN, 0, STYLE_DIM},
            "Nothing yet that you may read.");
        return;
    }
    area.bottom = area.top + (bottom - area.top) / drawing.rows_per_post;
    page->post_rows = area.bottom - area.top;
    list_draw(&page->list, canvas, &area, draw_post, &drawing);
}
