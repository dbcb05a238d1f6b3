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
    struct text line = {0};

    text_clean(&line, TEXT_LINE, prompt_text(&app->line),
        strlen(prompt_text(&app->line)), NULL);
    enum status status = app->line_taken(app, app->line_about,
        text_bytes(&line));

    text_clear(&line);
    if (status != STATUS_OK)
        app_refuse(app, status);
    if (status != STATUS_INVALID && status != STATUS_AGAIN)
        app_line_close(app);
    app_entry(app)->is_stale = true;
    app->reload_ticks = 0;
}

bool
app_is_everywhere(const struct key *key)
{
    return key->kind == KEY_CONTROL && (key->point == 'l' || key->point == 't');
}

enum prompt_turn
app_prompt_key(struct app *app, struct prompt *prompt, const struct key *key)
{
    reason_clear();
    enum prompt_turn turn = prompt_key(prompt, key);

    if (turn == PROMPT_STAYS && prompt_is_full(prompt))
        app_say(app, "No more fits in here.");
    return turn;
}

bool
app_line_key(struct app *app, const struct key *key)
{
    if (app_is_everywhere(key))
        return false;
    enum prompt_turn turn = app_prompt_key(app, &app->line, key);

    if (turn == PROMPT_ENTERED)
        take_line(app);
    if (turn == PROMPT_LEFT)
        app_line_close(app);
    return true;
}

/* Why the line was not taken stands in the rule above it; on a terminal without
 * rules, in place of what is asked. */
void
app_line_draw(struct app *app, const struct row *row, int rule)
{
    bool is_above = app->said.length > 0 && rule >= 0;
    bool is_instead = app->said.length > 0 && rule < 0;
    int room = row->spot.width - 2 - row->spot.width / TYPED_SHARE;
    int used = row_put(row,
        (struct cell){1, room, is_instead ? STYLE_NOTICE : STYLE_ACCENT},
        text_bytes(is_instead ? &app->said : &app->question));
    int column = 1 + used + 1;

    if (is_above)
        canvas_rule(app->canvas, rule, 0, -1, text_bytes(&app->said));
    prompt_draw(&app->line, app->canvas,
        (struct spot){row->spot.row, column, row->spot.width - 1 - column});
}
