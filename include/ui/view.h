#ifndef UI_VIEW_H
#define UI_VIEW_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "model/event.h"
#include "ui/canvas.h"
#include "ui/request.h"

struct app;

/* One full-window view. Every file in ui/views/ defines exactly one. The app
 * draws title and key line round it. */
struct view {
    const char *name;  /* for places, tests and screens/help/<name>.txt */
    size_t state_size; /* bytes of zeroed private state */

    /* Loads what the view shows at `place`, as save() wrote it or as another
     * view asked for it ("812 post 4"); what is gone is left out. */
    enum status (*open)(struct app *app, void *state, const char *place);
    /* The title bar: left and right part. */
    void (*title)(struct app *app, const void *state, struct text *left,
        struct text *right);
    /* Paints the rows between the title's rule and the key line's, `top` to
     * `bottom` exclusive. Never reads the store. */
    void (*draw)(struct app *app, const void *state, struct canvas *canvas,
        int top, int bottom);
    /* The key line: "r reply  n next unread"; the app cuts it to the width. */
    void (*keys)(struct app *app, const void *state, struct text *line);
    /* Acts on a request, or returns it for the app to handle. */
    enum request (*act)(struct app *app, void *state, enum request request);
    /* Views in which text is typed take keys raw; true when the key was
     * theirs. NULL: keys become requests. */
    bool (*type)(struct app *app, void *state, const struct key *key);
    /* Hears that something changed, or (NULL) that the screen came back to the
     * top or presence changed. NULL when the screen need not know. What is
     * being read stays where it is. */
    void (*notified)(struct app *app, void *state, const struct event *event);
    /* Once a second or so while on top (drafts); returns milliseconds to the
     * next one wanted, -1: none. NULL: none. */
    int (*tick)(struct app *app, void *state, int64_t now_ticks);
    /* Writes the place: ids and positions that open() takes, as text. */
    void (*save)(const void *state, struct text *place);
    /* The line drops or the app ends: keeps what was typed. NULL: nothing. */
    void (*hangup)(struct app *app, void *state);
    /* Frees what open() and act() gathered. */
    void (*close)(void *state);
};

#endif
