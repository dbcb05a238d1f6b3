/* People: who else is in my cohort, in all regions, and whom to ask. */

#include <stdio.h>

#include "base/clock.h"
#include "board/presence.h"
#include "ui/cells.h"
#include "ui/views.h"
#include "ui/views/moments.h"
#include "ui/views/people_page.h"

enum {
    NAME_COLUMN = 3,
    NAME_WIDTH = 20,
    NAME_WIDEST = 40,
    HANDLE_WIDTH = 14,
    HANDLE_WIDEST = HANDLE_BYTES - 1,
    ROLE_WIDTH = 9,
    TAIL_LEAST = 31, /* week and whereabouts */
    GAP = 1,
    COLUMNS_FULL = NAME_COLUMN + NAME_WIDTH + HANDLE_WIDTH + ROLE_WIDTH +
                   TAIL_LEAST + 3 * GAP,
    COLUMNS_ROLED = 40, /* narrower rows have names alone */
    WORDS_BYTES = 160
};

/* Where the columns of a row are; a width of 0: it is left out. */
struct columns {
    int name_width;
    int handle_width;
    int role_width;
    int tail; /* where it begins */
};

static struct columns
columns_of(int width)
{
    int more = width - COLUMNS_FULL;

    if (width < COLUMNS_ROLED)
        return (struct columns){.tail = width};
    if (more < 0)
        return (struct columns){
            .name_width = width - NAME_COLUMN - GAP - ROLE_WIDTH - 1,
            .role_width = ROLE_WIDTH,
            .tail = width,
        };
    struct columns columns = {
        .name_width = NAME_WIDTH + more / 2,
        .handle_width = HANDLE_WIDTH + more / 4,
        .role_width = ROLE_WIDTH,
    };

    if (columns.name_width > NAME_WIDEST)
        columns.name_width = NAME_WIDEST;
    if (columns.handle_width > HANDLE_WIDEST)
        columns.handle_width = HANDLE_WIDEST;
    columns.tail = NAME_COLUMN + columns.name_width + columns.handle_width +
                   columns.role_width + 3 * GAP;
    return columns;
}

/* What drawing a row needs. */
struct drawing {
    const struct people_page *page;
    struct app *app;
};

static bool
is_same_clock(int64_t now, const char *one, const char *other)
{
    struct civil here;
    struct civil there;

    clock_civil(now, one, &here);
    clock_civil(now, other, &there);
    return here.day == there.day && here.hour == there.hour &&
           here.minute == there.minute;
}

/* "not for 14 days", "here, 09:02 there". */
static void
where_words(const struct drawing *drawing, const struct fellow *fellow,
    char out[WORDS_BYTES])
{
    int64_t now = app_now(drawing->app);
    char clock[MOMENT_BYTES] = "";
    const char *where = "";

    if (presence_has(app_viewer(drawing->app), fellow->person.id))
        where = "here";
    else if (fellow->whereabouts.leave[0] != '\0')
        where = fellow->whereabouts.leave;
    else if (fellow->whereabouts.is_missing)
        where = "not for 14 days";
    if (fellow->region_zone[0] != '\0' &&
        !is_same_clock(now, fellow->person.zone, fellow->region_zone))
        clock_words(now, fellow->person.zone, app_zone(drawing->app), clock);
    snprintf(out, WORDS_BYTES, "%s%s%s", where,
        where[0] != '\0' && clock[0] != '\0' ? ", " : "", clock);
}

static void
draw_tail(const struct drawing *drawing, const struct fellow *fellow,
    const struct row *row, int column)
{
    char where[WORDS_BYTES];
    int room = row->spot.width - column - 1;

    if (room < 1)
        return;
    where_words(drawing, fellow, where);
    int width = cell_width(where) < room ? cell_width(where) : room;

    row_put_right(row, (struct cell){column, room, STYLE_PLAIN}, where);
    if (room - width > 2 * GAP)
        row_put(row,
            (struct cell){column, room - width - (width > 0 ? 2 * GAP : 0),
                STYLE_DIM},
            fellow->week);
}

static void
draw_fellow(const struct drawing *drawing, const struct fellow *fellow,
    bool is_selected, const struct row *row)
{
    struct columns columns = columns_of(row->spot.width);
    int column = NAME_COLUMN;

    if (is_selected)
        row_put(row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(row,
        (struct cell){column, columns.name_width,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        fellow->person.name);
    column += columns.name_width + GAP;
    if (columns.handle_width > 0) {
        row_put(row, (struct cell){column, columns.handle_width, STYLE_DIM},
            fellow->person.handle);
        column += columns.handle_width + GAP;
    }
    if (columns.role_width > 0)
        row_put(row, (struct cell){column, columns.role_width, STYLE_PLAIN},
            role_label(fellow->role));
    draw_tail(drawing, fellow, row, columns.tail);
}

static void
draw_heading(const struct drawing *drawing, const struct people_line *line,
    const struct row *row)
{
    const struct people_page *page = drawing->page;
    bool is_counted = page->counts.rows != NULL;
    const char *region = is_counted
                             ? page->counts.rows[line->index].region
                             : page->fellows.rows[line->index].key.region;
    char clock[MOMENT_BYTES] = "";

    if (!is_counted && row->spot.width >= COLUMNS_ROLED &&
        page->fellows.rows[line->index].region_zone[0] != '\0')
        clock_words(app_now(drawing->app),
            page->fellows.rows[line->index].region_zone, app_zone(drawing->app),
            clock);
    int width = cell_width(clock);

    row_put(row, (struct cell){1, row->spot.width - width - 4, STYLE_BOLD},
        region[0] != '\0' ? region : "No region");
    row_put_right(row,
        (struct cell){row->spot.width - 1 - width, width, STYLE_DIM}, clock);
}

static void
draw_count(const struct circle_count *count, const struct row *row)
{
    char words[WORDS_BYTES];

    snprintf(words, sizeof words, "%d %s", count->count,
        circle_role_words(count->role, count->count));
    row_put(row, (struct cell){NAME_COLUMN, 0, STYLE_PLAIN}, words);
}

static void
draw_line(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct drawing *drawing = rows;
    const struct people_page *page = drawing->page;
    const struct people_line *line = &page->lines[index];
    const struct row row = {canvas, spot};

    if (line->is_heading)
        draw_heading(drawing, line, &row);
    else if (page->counts.rows != NULL)
        draw_count(&page->counts.rows[line->index], &row);
    else
        draw_fellow(drawing, &page->fellows.rows[line->index], is_selected,
            &row);
}

static void
people_draw(struct app *app, void *state, struct canvas *canvas, int top,
    int bottom)
{
    struct people_page *page = state;
    const struct area area = {top, bottom, 0, app_columns(app)};
    const struct drawing drawing = {page, app};
    const struct circle *circle = people_page_circle(page);
    struct row row = area_row(canvas, &area, top);

    if (page->list.count == 0)
        row_put(&row, (struct cell){NAME_COLUMN, 0, STYLE_DIM},
            circle != NULL && circle->is_staff
                ? "No mentor, SME or champion is named yet."
                : "You share a board with nobody yet.");
    list_draw(&page->list, canvas, &area, draw_line, &drawing);
}

static enum status
people_open(struct app *app, void *state, const char *place)
{
    return people_page_open(state, app_viewer(app), place);
}

static enum status
people_reload(struct app *app, void *state)
{
    return people_page_reload(state, app_viewer(app));
}

static void
people_title(struct app *app, const void *state, struct text *left,
    struct text *right)
{
    const struct people_page *page = state;
    const struct circle *circle = people_page_circle(page);
    (void)app;

    text_add(left, "People");
    if (circle != NULL)
        text_add(right, circle->title);
    if (page->count >= 0)
        text_add_format(right, ", %d %s", page->count,
            page->count == 1 ? "person" : "people");
}

/* What Tab leads to. */
static void
name_next(const struct people_page *page, struct text *line)
{
    size_t next = (page->circle + 1) % page->circles.count;
    const struct circle *circle = &page->circles.rows[next];

    if (circle->kind == CIRCLE_COHORT)
        text_add_format(line, "Tab %s  ", circle->title);
    else if (circle->kind == CIRCLE_INTAKE)
        text_add(line, "Tab all regions  ");
    else
        text_add_format(line, "Tab %s  ",
            circle->is_staff ? "whom to ask" : "everybody");
}

static void
people_keys(struct app *app, const void *state, struct text *line)
{
    const struct people_page *page = state;
    (void)app;

    if (people_page_selected(page) != NULL)
        text_add(line, "Enter their page  ");
    if (page->circles.count > 1)
        name_next(page, line);
    text_add(line, "n next unread  b back  ? help");
}

static void
open_person(struct app *app, const struct people_page *page)
{
    const struct fellow *fellow = people_page_selected(page);

    if (fellow != NULL)
        app_push(app, &person_view, fellow->person.handle);
}

static enum request
people_act(struct app *app, void *state, enum request request)
{
    struct people_page *page = state;
    enum status status = STATUS_OK;

    if (request == REQUEST_SCROLL)
        request = people_page_is_at_end(page) ? REQUEST_NEXT_UNREAD
                                              : REQUEST_PAGE_NEXT;
    if (people_page_act(page, app, request))
        return REQUEST_NONE;
    if (request == REQUEST_OPEN || request == REQUEST_AUTHOR)
        open_person(app, page);
    else if (request == REQUEST_OTHER_PANE)
        status = people_page_turn(page, app_viewer(app));
    else
        return request;
    if (status != STATUS_OK)
        app_refuse(app, status);
    return REQUEST_NONE;
}

static void
people_jump(struct app *app, void *state, int number)
{
    enum status status = people_page_jump(state, app_viewer(app), number);

    if (status != STATUS_OK)
        app_refuse(app, status);
}

static void
people_save(const void *state, struct text *place)
{
    people_page_save(state, place);
}

static void
people_close(void *state)
{
    people_page_clear(state);
}

const struct view people_view = {
    .name = "people",
    .state_size = sizeof(struct people_page),
    .open = people_open,
    .title = people_title,
    .draw = people_draw,
    .keys = people_keys,
    .act = people_act,
    .jump = people_jump,
    .reload = people_reload,
    .save = people_save,
    .close = people_close,
};
