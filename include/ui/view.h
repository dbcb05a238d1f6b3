#ifndef UI_VIEW_H
#define UI_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "model/event.h"
#include "ui/canvas.h"
#include "ui/request.h"

struct app;

/* One full-window view. Every view file in ui/views/ defines exactly one. The
 * app draws title, rules and key line round it. */
struct view {
    const char *name;  /* for places, tests and screens/help/<name>.txt */
    size_t state_size; /* bytes of zeroed private state */

    /* Loads what the view shows at `place`, as save() wrote it or as another
     * view asked for it ("812 post 4"); what is gone is left out. After a
     * failure, with a reason, only close() follows. */
    enum status (*open)(struct app *app, void *state, const char *place);
    /* The title bar: left and right part. */
    void (*title)(struct app *app, const void *state, struct text *left,
        struct text *right);
    /* Paints the rows between the title's rule and the key line's, `top` to
     * `bottom` exclusive. Never reads the store; may only scroll. */
    void (*draw)(struct app *app, void *state, struct canvas *canvas, int top,
        int bottom);
    /* The key line: "r reply  n next unread"; the app cuts it to the width. */
    void (*keys)(struct app *app, const void *state, struct text *line);
    /* A few words in the lower rule: "3 new below". NULL: none. */
    void (*hint)(struct app *app, const void *state, struct text *label);
    /* A row above the key line. NULL: no such row. */
    void (*foot)(struct app *app, const void *state, struct text *line);
    /* Acts on a request, or returns it for the app to handle. */
    enum request (*act)(struct app *app, void *state, enum request request);
    /* Goes to a row or a post by the number typed. NULL: digits do nothing. */
    void (*jump)(struct app *app, void *state, int number);
    /* Views in which text is typed take keys raw; true when the key was
     * theirs. NULL: keys become requests. */
    bool (*type)(struct app *app, void *state, const struct key *key);
    /* Whether characters are text now, that no right is needed for. NULL:
     * always where type() is there. */
    bool (*is_typing)(const void *state);
    /* Whether an event (NULL: presence) touches what is shown. NULL: none
     * does. */
    bool (*concerns)(const void *state, const struct event *event);
    /* Takes note of such an event, so that follow() reads what it changed and
     * no more. NULL: reload() reads it all. */
    void (*note)(void *state, const struct event *event);
    /* In place of reload() where nothing but noted events came since; with
     * note() alone. */
    enum status (*follow)(struct app *app, void *state);
    /* Reads anew what is shown and lays it out for the terminal's size: after
     * events, a new size, and coming back to the top. What is being read stays
     * where it is. NOT_FOUND and FORBIDDEN end the view. NULL: need not. */
    enum status (*reload)(struct app *app, void *state);
    /* What is in the window is shown to the person now; draw() follows. NULL:
     * never mind. */
    void (*seen)(struct app *app, void *state);
    /* While on top: does what is due, and returns the milliseconds to the next
     * call wanted, -1: none. NULL: none. */
    int (*tick)(struct app *app, void *state, int64_t now_ticks);
    /* Writes the place: ids and positions that open() takes, as text. */
    void (*save)(const void *state, struct text *place);
    /* The line drops or the app ends: keeps what was typed. NULL: nothing. */
    void (*hangup)(struct app *app, void *state);
    /* Whether something that was typed could not be kept. NULL: it could. */
    bool (*holds)(const void *state);
    /* Frees what open() and act() gathered. */
    void (*close)(void *state);
};

#endif
