/* What the app draws round a view: title, rules, foot and key line. */

#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "ui/app_state.h"
#include "ui/cells.h"

#define HELP_ITEM "  ? help"

enum {
    TITLE_GAP = 2,
    RIGHT_LEAST = 6 /* a shorter piece of the title's right says nothing */
};

bool
app_has_room(const struct app *app)
{
    return canvas_rows(app->canvas) >= APP_ROWS_LEAST &&
           canvas_columns(app->canvas) >= APP_COLUMNS_LEAST;
}

/* Whether a view has something to say above the key line. */
static int
foot_rows(struct app *app, const struct entry *entry)
{
    struct text line = {0};

    if (entry == NULL || entry->view->foot == NULL)
        return 0;
    entry->view->foot(app, entry->state, &line);
    int rows = line.length > 0 ? 1 : 0;

    text_clear(&line);
    return rows;
}

/* The entry NULL: one that says nothing above the key line. */
static struct frame
app_frame(struct app *app, const struct entry *entry)
{
    int rows = canvas_rows(app->canvas);
    bool is_ruled = rows >= APP_ROWS_RULED;
    int foot = is_ruled ? foot_rows(app, entry) : 0;

    if (!is_ruled)
        return (struct frame){
            .title_rule = -1,
            .top = 1,
            .bottom = rows - 1,
            .key_rule = -1,
            .foot = -1,
        };
    return (struct frame){
        .title_rule = 1,
        .top = 2,
        .bottom = rows - 2 - foot,
        .key_rule = rows - 2 - foot,
        .foot = foot == 1 ? rows - 2 : -1,
    };
}

int
app_columns(const struct app *app)
{
    return canvas_columns(app->canvas);
}

int
app_body_rows(struct app *app)
{
    struct frame frame = app_frame(app,
        app->opening != NULL || app->count == 0 ? NULL : app_entry(app));

    return frame.bottom > frame.top ? frame.bottom - frame.top : 0;
}

static struct row
whole_row(const struct app *app, int row)
{
    return (struct row){app->canvas, {row, 0, canvas_columns(app->canvas)}};
}

static void
draw_title(struct app *app, const struct entry *entry)
{
    struct text left = {0};
    struct text right = {0};
    struct row row = whole_row(app, 0);

    entry->view->title(app, entry->state, &left, &right);
    int used = row_put(&row, (struct cell){1, 0, STYLE_BOLD},
        text_bytes(&left));
    int column = 1 + used + TITLE_GAP;

    if (right.length > 0 && row.spot.width - column >= RIGHT_LEAST)
        row_put_right(&row, (struct cell){column, 0, STYLE_PLAIN},
            text_bytes(&right));
    text_clear(&left);
    text_clear(&right);
}

/* Where the last item before `end` begins; items stand two spaces apart. */
static size_t
item_start(const struct text *line, size_t end)
{
    while (end > 1 && memcmp(line->bytes + end - 2, "  ", 2) != 0)
        end--;
    return end > 1 ? end : 0;
}

/* As many whole items as fit; the last ones go first, but the way to help
 * before the first one only. */
static void
cut_to_items(struct text *line, int width)
{
    struct text help = {0};
    const char *found = strstr(text_bytes(line), HELP_ITEM);

    if (cell_width(text_bytes(line)) <= width)
        return;
    if (found != NULL) {
        size_t at = (size_t)(found - text_bytes(line));

        text_add(&help, HELP_ITEM);
        text_truncate(line, at);
    }
    int room = width - cell_width(text_bytes(&help));

    while (cell_width(text_bytes(line)) > room) {
        size_t start = item_start(line, line->length);

        if (start == 0)
            break;
        text_truncate(line, start - 2);
    }
    if (cell_width(text_bytes(line)) <= room)
        text_add(line, text_bytes(&help));
    text_clear(&help);
}

static void
draw_key_line(struct app *app, const struct entry *entry, int rule,
    const char *hint)
{
    struct row row = whole_row(app, canvas_rows(app->canvas) - 1);
    struct text line = {0};
    enum style style = STYLE_PLAIN;

    if (app->line_taken != NULL) {
        app_line_draw(app, &row, rule);
        return;
    }
    if (app->yes != NULL) {
        style = STYLE_ACCENT;
        text_add_format(&line, "%s  Enter yes  any other key no",
            text_bytes(&app->question));
    } else if (app->said.length > 0) {
        style = STYLE_NOTICE;
        text_add(&line, text_bytes(&app->said));
    } else {
        if (hint[0] != '\0')
            text_add_format(&line, "%s  ", hint);
        entry->view->keys(app, entry->state, &line);
    }
    if (style != STYLE_NOTICE)
        cut_to_items(&line, row.spot.width - 2);
    row_put(&row, (struct cell){1, 0, style}, text_bytes(&line));
    text_clear(&line);
}

static void
draw_foot(struct app *app, const struct entry *entry, int foot)
{
    struct row row = whole_row(app, foot);
    struct text line = {0};

    entry->view->foot(app, entry->state, &line);
    row_put(&row, (struct cell){1, 0, STYLE_PLAIN}, text_bytes(&line));
    text_clear(&line);
}

/* The rule below the title, with what everybody has to know. */
static void
draw_notice(struct app *app, int row)
{
    struct text words = {0};

    if (app->notice.is_on)
        notice_words(&app->notice, clock_ticks(), &words);
    canvas_rule(app->canvas, row, 0, -1,
        words.length > 0 ? text_bytes(&words) : NULL);
    text_clear(&words);
}

void
app_draw(struct app *app)
{
    canvas_erase(app->canvas);
    if (!app_has_room(app)) {
        canvas_text(app->canvas, (struct spot){0, 0, -1}, STYLE_PLAIN,
            "more room, please");
        return;
    }
    const struct entry *entry = app_entry(app);
    struct frame frame = app_frame(app, entry);
    struct text hint = {0};

    if (entry->view->hint != NULL)
        entry->view->hint(app, entry->state, &hint);
    draw_title(app, entry);
    if (frame.title_rule >= 0) {
        draw_notice(app, frame.title_rule);
        canvas_rule(app->canvas, frame.key_rule, 0, -1,
            hint.length > 0 ? text_bytes(&hint) : NULL);
    }
    if (frame.foot >= 0)
        draw_foot(app, entry, frame.foot);
    entry->view->draw(app, entry->state, app->canvas, frame.top, frame.bottom);
    draw_key_line(app, entry, frame.key_rule,
        frame.key_rule < 0 ? text_bytes(&hint) : "");
    text_clear(&hint);
}
