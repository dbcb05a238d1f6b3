/* The rows of what is to do, and what of the selected one they cannot show. */

#include "ui/views/todo_page.h"

#include <stdio.h>

#include "base/clock.h"
#include "ui/cells.h"
#include "ui/views/moments.h"

enum {
    WORDS_COLUMN = 3,
    WHEN_MOST = 24 /* columns of "done, Jo, 12 Oct" at the end of the row */
};

const struct todo_act *
todo_page_selected(const struct todo_page *page)
{
    return page->list.selected < page->todo.count
               ? &page->todo.rows[page->list.selected]
               : NULL;
}

/* "from Mon 14 Dec", "done, Jo, 2d" */
static void
write_when(const struct todo_act *act, struct app *app, char *out, size_t size)
{
    char name[NAME_BYTES];
    char moment[MOMENT_BYTES];

    out[0] = '\0';
    if (act->state == TODO_LATER) {
        date_words(act->due_on, moment, sizeof moment);
        snprintf(out, size, "from %s", moment);
    } else if (act->state == TODO_DONE) {
        first_name(act->done_by, name, sizeof name);
        moment_short(act->done_at, app_now(app), app_zone(app), moment,
            sizeof moment);
        snprintf(out, size, "done, %.40s, %s",
            name[0] != '\0' ? name : "operator", moment);
    }
}

void
todo_page_measure(struct todo_page *page, struct app *app)
{
    char when[NAME_BYTES + MOMENT_BYTES];

    page->when_width = 0;
    for (size_t i = 0; i < page->todo.count; i++) {
        write_when(&page->todo.rows[i], app, when, sizeof when);
        page->when_width = cell_widest(page->when_width, when);
    }
    if (page->when_width > WHEN_MOST)
        page->when_width = WHEN_MOST;
}

/* The columns that an act's words have in a row so wide. */
static int
words_room(const struct todo_page *page, const struct todo_act *act, int width)
{
    int room = width - WORDS_COLUMN;

    if (act->state == TODO_OPEN || width < 2 * WHEN_MOST)
        return room;
    return room - page->when_width - 3;
}

/* What drawing a row needs. */
struct todo_rows {
    const struct todo_page *page;
    struct app *app;
};

static void
draw_act(const void *rows_, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row row = {canvas, spot};
    const struct todo_rows *rows = rows_;
    const struct todo_act *act = &rows->page->todo.rows[index];
    enum style style = act->state == TODO_OPEN ? STYLE_PLAIN : STYLE_DIM;
    char when[NAME_BYTES + MOMENT_BYTES];
    int room = words_room(rows->page, act, spot.width);
    int end = WORDS_COLUMN + room;

    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){WORDS_COLUMN, room, is_selected ? STYLE_SELECTED : style},
        act->words);
    if (end >= spot.width)
        return;
    write_when(act, rows->app, when, sizeof when);
    row_put_right(&row, (struct cell){end + 2, rows->page->when_width, style},
        when);
}

/* Where the words go on that a row of so many columns has no room for. */
static size_t
cut_at(const char *words, int room)
{
    struct text shown = {0};
    size_t at = 0;

    for (size_t i = 0; words[i] != '\0'; i++) {
        if (words[i] != ' ')
            continue;
        text_truncate(&shown, 0);
        text_add_bytes(&shown, words, i);
        if (cell_width(text_bytes(&shown)) > room - 2)
            break;
        at = i + 1;
    }
    text_clear(&shown);
    return at;
}

void
todo_page_rest(const struct todo_page *page, struct app *app, struct text *line)
{
    const struct todo_act *act = todo_page_selected(page);

    if (act == NULL)
        return;
    int room = words_room(page, act, app_columns(app));

    if (cell_width(act->words) > room)
        text_add_format(line, ".. %s", act->words + cut_at(act->words, room));
}

void
todo_page_draw(struct todo_page *page, struct app *app, struct canvas *canvas,
    const struct area *area)
{
    struct todo_rows rows = {page, app};

    list_draw(&page->list, canvas, area, draw_act, &rows);
}
