/* The app asks for a line, in the key line. */

#include <string.h>

#include "base/unicode.h"
#include "ui/app_state.h"
#include "ui/cells.h"

enum {
    LINE_BYTES_MOST = 300,
    TYPED_SHARE = 3 /* of the row, at least, is to be typed in */
};

void
app_ask_line(struct app *app, const char *question, int64_t about,
    app_line_taken *taken)
{
    text_truncate(&app->question, 0);
    text_add(&app->question, question);
    app->line_about = about;
    app->line_taken = taken;
    prompt_open(&app->line, "", LINE_BYTES_MOST);
}

void
app_line_close(struct app *app)
{
    app->line_taken = NULL;
    prompt_close(&app->line);
}

/* What is shown may be another now. */
static void
take_line(struct app *app)
{
    app_line_taken *taken = app->line_taken;
    struct text line = {0};

    text_clean(&line, TEXT_LINE, prompt_text(&app->line),
        strlen(prompt_text(&app->line)), NULL);
    app_line_close(app);
    taken(app, app->line_about, text_bytes(&line));
    text_clear(&line);
    app_entry(app)->is_stale = true;
    app->reload_ticks = 0;
}

void
app_line_key(struct app *app, const struct key *key)
{
    switch (prompt_key(&app->line, key)) {
    case PROMPT_ENTERED:
        take_line(app);
        break;
    case PROMPT_LEFT:
        app_line_close(app);
        break;
    default:
        break;
    }
}

void
app_line_draw(struct app *app, const struct row *row)
{
    int room = row->spot.width - 2 - row->spot.width / TYPED_SHARE;
    int used = row_put(row, (struct cell){1, room, STYLE_ACCENT},
        text_bytes(&app->question));
    int column = 1 + used + 1;

    prompt_draw(&app->line, app->canvas,
        (struct spot){row->spot.row, column, row->spot.width - 1 - column});
}
