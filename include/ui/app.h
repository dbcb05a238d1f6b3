#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "board/viewer.h"
#include "model/event.h"
#include "ui/canvas.h"
#include "ui/view.h"
#include "ui/widgets/prompt.h"

/* The full-screen session without its descriptors: a stack of views, fed with
 * bytes, time, sizes and news, drawn when asked. The session process (or a
 * test) owns the loop. */
struct app;

/* ---- For the session process ------------------------------------------- */

/* Opens on `place` (NULL: the saved one; what is gone is left out), else on
 * home. `viewer` is borrowed. FAILED: no terminal to draw on. */
MUST_USE enum status app_new(struct viewer *viewer,
    const struct terminal *terminal, const char *place, struct app **app);
/* Opens on one view, and shows no other but help until app_release(): for who
 * has to do something first. The saved place stays as it is. */
MUST_USE enum status app_new_confined(struct viewer *viewer,
    const struct terminal *terminal, const struct view *view, struct app **app);
void app_free(struct app *app);
/* Bytes from the terminal. */
void app_input(struct app *app, const char *bytes, size_t count);
/* Milliseconds until app_tick() is wanted, -1: not before something comes. */
int app_wait(const struct app *app);
void app_tick(struct app *app);
void app_resize(struct app *app, int rows, int columns);
/* An event of somebody else; NULL: presence changed (viewer_here() was
 * called). */
void app_notify(struct app *app, const struct event *event);
/* A line for the person, shown until the next key: "the site goes down at
 * 18:00". */
void app_say(struct app *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* When the site goes down, and why: counts down above the view until it does.
 * Below 0 seconds: it stays up. */
void app_notice(struct app *app, int64_t seconds, const char *why);
/* Draws and appends the bytes for the terminal, none when nothing changed. */
void app_show(struct app *app, struct text *output);
/* The bytes that open and give back the terminal. */
void app_begin(struct app *app, struct text *output);
void app_end(struct app *app, struct text *output);
/* Whether the place and the drafts are all there is to lose. */
bool app_may_sleep(struct app *app);
/* Whether something that was typed could not be kept: app_hangup() tries it
 * again. */
bool app_holds(const struct app *app);
/* Words for once the terminal is given back, some lines; "": none. */
void app_farewell(struct app *app, const char *lines);
/* The person has left. */
bool app_is_done(const struct app *app);
/* The line dropped: saves drafts and the place. Also call it at the end. */
void app_hangup(struct app *app);

/* ---- For views ---------------------------------------------------------- */

struct viewer *app_viewer(struct app *app);
int64_t app_now(const struct app *app); /* UTC seconds at this turn */
const char *app_zone(const struct app *app);
int app_columns(const struct app *app);
int app_body_rows(struct app *app); /* rows between the rules */
/* Puts a view on the stack, opened at a place; when open() fails its reason is
 * said and the stack stays as it was. A view that is popped or replaced is
 * freed when the key is done, so its act() may still return. */
void app_push(struct app *app, const struct view *view, const char *place);
/* Puts it in the place of the top one. */
void app_replace(struct app *app, const struct view *view, const char *place);
void app_pop(struct app *app);
/* For open(): shows another view instead of the one being opened. */
void app_redirect(struct app *app, const struct view *view, const char *place);
/* The view on top, NULL before the first. */
const struct view *app_top(const struct app *app);
/* Whether somebody wrote at `place` (NULL: nobody did) when it was taken, and
 * there is neither a draft of it any more nor a composer open. */
bool app_was_sent(const struct app *app, const char *place);
/* The status line in place of the key line; cleaned. With no words: the
 * reason. */
void app_refuse(struct app *app, enum status status);
/* Asks in the key line: Enter or y is yes. One question at a time. */
void app_ask(struct app *app, const char *question,
    void (*yes)(struct app *app, void *state));
/* Asks for a line in the key line; Esc gives it up. `about` is what it is
 * about, since the view may have changed by the time it is entered. What is
 * shown is read anew afterwards. A line that is not taken, INVALID or AGAIN,
 * stays to be mended, with the reason above it; any other failure ends it with
 * its reason. */
typedef enum status app_line_taken(struct app *app, int64_t about,
    const char *line);
void app_ask_line(struct app *app, const char *question, int64_t about,
    app_line_taken *taken);
/* Ctrl-L and Ctrl-T, which mean the same while one types. */
bool app_is_everywhere(const struct key *key);
/* A key for a prompt of a view, which clears the reason and says when no more
 * fits. */
enum prompt_turn app_prompt_key(struct app *app, struct prompt *prompt,
    const struct key *key);
/* Opens the next thread with something unread after this one of this board (0
 * and 0: from the top), in place of the top view where that is a thread. */
void app_next_unread(struct app *app, int64_t board_id, int64_t thread_id);
/* Whether this is all that may be shown; and an end to that: where they were
 * the last time, or home, takes its place. */
bool app_is_confined(const struct app *app);
void app_release(struct app *app);
/* Ends the session; the place is dropped, the next one begins on home. */
void app_leave(struct app *app);
/* Keeps the place now, where losing the process would lose it. */
void app_keep_place(struct app *app);
/* The stack as text: what app_keep_place() keeps. */
void app_place(const struct app *app, struct text *place);
/* The view of a name, NULL: none. */
const struct view *view_by_name(const char *name);

#endif
