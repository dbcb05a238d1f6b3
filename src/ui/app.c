/* The app: bytes, time, sizes and news go in; a screen comes out. */

#include "ui/app.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "ui/app_state.h"

enum {
    ESCAPE_TICKS = 50,    /* a lone Esc is a key after this */
    DIGITS_TICKS = 1000,  /* digits further apart begin a new number */
    REFRESH_TICKS = 60000 /* relative times are drawn anew */
};

struct viewer *
app_viewer(struct app *app)
{
    return app->viewer;
}

int64_t
app_now(const struct app *app)
{
    return app->now;
}

const char *
app_zone(const struct app *app)
{
    return viewer_zone(app->viewer);
}

bool
app_may_sleep(struct app *app)
{
    const struct view *view = app_entry(app)->view;

    return app->yes == NULL && app->line_taken == NULL &&
           !decoder_is_waiting(&app->decoder) && !app->decoder.is_pasting &&
           (view->type == NULL || view->hangup != NULL) && !app_holds(app);
}

bool
app_is_done(const struct app *app)
{
    return app->is_done;
}

void
app_say(struct app *app, const char *format, ...)
{
    char line[512];
    va_list arguments;

    va_start(arguments, format);
    int count = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_truncate(&app->said, 0);
    if (count <= 0)
        return;
    size_t length = (size_t)count < sizeof line ? (size_t)count
                                                : sizeof line - 1;
    text_clean(&app->said, TEXT_LINE, line, length, NULL);
}

/* Reasons are written to stand after a file's name; alone they begin with a
 * capital and end in one full stop. */
static void
make_sentence(struct text *words)
{
    size_t first = strspn(text_bytes(words), "abcdefghijklmnopqrstuvwxyz");
    const char *bytes = text_bytes(words);

    if (first > 0 && (bytes[first] == ' ' || bytes[first] == ':'))
        words->bytes[0] = (char)(words->bytes[0] - 'a' + 'A');
    if (words->length > 1 && ispunct((unsigned char)bytes[words->length - 2]))
        text_truncate(words, words->length - 1);
}

void
app_refuse(struct app *app, enum status status)
{
    static const char *const words[] = {
        [STATUS_OK] = "",
        [STATUS_NOT_FOUND] = "That is not here any more.",
        [STATUS_FORBIDDEN] = "You may not do that here.",
        [STATUS_INVALID] = "That cannot be taken as it is.",
        [STATUS_CONFLICT] = "That has changed meanwhile.",
        [STATUS_FULL] = "There is no room left; tell the operator.",
        [STATUS_AGAIN] = "Busy just now: try that again.",
        [STATUS_FAILED] = "That went wrong; the operator finds why in the log.",
    };

    if (reason()[0] == '\0') {
        app_say(app, "%s", words[status]);
        return;
    }
    app_say(app, "%s.", reason());
    make_sentence(&app->said);
}

void
app_ask(struct app *app, const char *question,
    void (*yes)(struct app *app, void *state))
{
    text_truncate(&app->question, 0);
    text_add(&app->question, question);
    app->yes = yes;
}

/* What every turn ends with: views that ended are freed, and the one on top
 * says when it wants to be called. */
static void
settle(struct app *app)
{
    app_free_retired(app);
    struct entry *entry = app_entry(app);
    int wanted = -1;

    if (entry->view->tick != NULL && !app->is_done)
        wanted = entry->view->tick(app, entry->state, clock_ticks());
    app->tick_ticks = wanted < 0 ? -1 : clock_ticks() + wanted;
}

static void
answer_question(struct app *app, const struct key *key)
{
    void (*yes)(struct app *, void *) = app->yes;

    app->yes = NULL;
    if (key->kind == KEY_RETURN ||
        (key->kind == KEY_CHARACTER && (key->point | 0x20U) == 'y'))
        yes(app, app_entry(app)->state);
}

/* True when the digit was taken. */
static bool
type_digit(struct app *app, const struct key *key)
{
    const struct entry *entry = app_entry(app);
    int64_t ticks = clock_ticks();

    if (key->kind != KEY_CHARACTER || key->point < '0' || key->point > '9' ||
        entry->view->jump == NULL) {
        app->number = 0;
        return false;
    }
    if (ticks - app->digit_ticks > DIGITS_TICKS || app->number > 99999)
        app->number = 0;
    app->digit_ticks = ticks;
    app->number = app->number * 10 + (int)(key->point - '0');
    if (app->number > 0)
        entry->view->jump(app, entry->state, app->number);
    return true;
}

static void
take_key(struct app *app, const struct key *key)
{
    struct entry *entry = app_entry(app);

    if (key->kind == KEY_NONE || clock_ticks() < app->deaf_until)
        return;
    text_truncate(&app->said, 0);
    if (!app_may_take(app, key))
        return;
    if (app->yes != NULL) {
        answer_question(app, key);
        return;
    }
    if (app->line_taken != NULL && app_line_key(app, key))
        return;
    if (app->line_taken == NULL && entry->view->type != NULL &&
        entry->view->type(app, entry->state, key))
        return;
    if (app->decoder.is_pasting || key->kind == KEY_PASTE_BEGIN ||
        key->kind == KEY_PASTE_END)
        return;
    enum request request = request_of(key);

    if (!app_has_room(app) && request != REQUEST_LEAVE)
        return;
    if (type_digit(app, key))
        return;
    /* On home only q leaves: Esc too many must not end the session. */
    if (request == REQUEST_BACK && app->count == 1 &&
        !(key->kind == KEY_CHARACTER && key->point == 'q'))
        return;
    app_request(app, request);
}

void
app_input(struct app *app, const char *bytes, size_t count)
{
    const uint8_t *at = (const uint8_t *)bytes;

    app->now = clock_now();
    app->input_ticks = clock_ticks();
    app->has_asked_rights = false;
    while (count > 0 && !app->is_done) {
        size_t used = 0;
        struct key key = {0};

        if (!decoder_key(&app->decoder, at, count, &used, &key))
            break;
        at += used;
        count -= used;
        take_key(app, &key);
        settle(app);
    }
}

static int
sooner(int64_t wait, int64_t until)
{
    int64_t other = until - clock_ticks();

    if (other < 0)
        other = 0;
    return (int)(other < wait ? other : wait);
}

static bool
is_to_read(const struct entry *entry)
{
    return entry->is_stale || entry->is_behind;
}

int
app_wait(const struct app *app)
{
    int wait = REFRESH_TICKS;

    if (decoder_is_waiting(&app->decoder))
        wait = sooner(wait, app->input_ticks + ESCAPE_TICKS);
    if (app->tick_ticks >= 0)
        wait = sooner(wait, app->tick_ticks);
    if (is_to_read(&app->stack[app->count - 1]))
        wait = sooner(wait, app->reload_ticks);
    int64_t change = notice_wait(&app->notice, clock_ticks());
    return change >= 0 && change < wait ? (int)change : wait;
}

void
app_tick(struct app *app)
{
    struct key key = {0};

    app->now = clock_now();
    if (decoder_is_waiting(&app->decoder) &&
        clock_ticks() - app->input_ticks >= ESCAPE_TICKS &&
        decoder_flush(&app->decoder, &key) && !app->is_done)
        take_key(app, &key);
    settle(app);
}

void
app_resize(struct app *app, int rows, int columns)
{
    canvas_resize(app->canvas, rows, columns);
    for (size_t i = 0; i < app->count; i++)
        app->stack[i].is_stale = true;
    app->reload_ticks = 0;
}

void
app_notify(struct app *app, const struct event *event)
{
    for (size_t i = 0; i < app->count; i++) {
        struct entry *entry = &app->stack[i];

        if (entry->view->concerns == NULL ||
            !entry->view->concerns(entry->state, event))
            continue;
        if (entry->view->note == NULL) {
            entry->is_stale = true;
            continue;
        }
        entry->view->note(entry->state, event);
        entry->is_behind = true;
    }
}

void
app_notice(struct app *app, int64_t seconds, const char *why)
{
    struct text words = {0};
    int64_t now = clock_ticks();

    notice_set(&app->notice, seconds, why, now);
    notice_words(&app->notice, now, &words);
    app_say(app, "%s.", text_bytes(&words));
    text_clear(&words);
}

void
app_show(struct app *app, struct text *output)
{
    app->now = clock_now();
    if (is_to_read(app_entry(app)) && clock_ticks() >= app->reload_ticks &&
        app_follow_rights(app)) {
        app_reload(app);
        app->reload_ticks = clock_ticks() + APP_RELOAD_TICKS;
        settle(app);
    }
    const struct entry *entry = app_entry(app);

    if (entry->view->seen != NULL && app_has_room(app))
        entry->view->seen(app, entry->state);
    app_draw(app);
    canvas_show(app->canvas, output);
}

void
app_begin(struct app *app, struct text *output)
{
    canvas_begin(app->canvas, output);
}
