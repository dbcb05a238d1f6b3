#ifndef UI_APP_STATE_H
#define UI_APP_STATE_H

#include "ui/app.h"
#include "ui/cells.h"
#include "ui/notice.h"

/* What the files of the app share; views see app.h alone. */

enum {
    APP_VIEWS = 16, /* on the stack; the oldest above home goes first */
    APP_ROWS_LEAST = 6,
    APP_COLUMNS_LEAST = 20,
    APP_ROWS_RULED = 10,   /* fewer rows leave the rules out */
    APP_RELOAD_TICKS = 250 /* between two reloads that events ask for */
};

/* One view on the stack. */
struct entry {
    const struct view *view;
    void *state;    /* owned */
    bool is_stale;  /* reload before it is drawn */
    bool is_behind; /* else follow before it is drawn */
};

struct app {
    struct viewer *viewer;
    struct canvas *canvas; /* owned */
    struct decoder decoder;
    struct entry stack[APP_VIEWS];
    size_t count;
    struct entry *retired; /* owned: off the stack, freed after the key */
    size_t retired_count;
    const struct view *opening;  /* whose open() runs */
    const struct view *redirect; /* asked for by open() */
    struct text redirect_place;
    struct text said;     /* the line until the next key */
    struct text question; /* asked in the key line */
    void (*yes)(struct app *app, void *state);
    app_line_taken *line_taken; /* NULL: no line is asked for */
    int64_t line_about;
    struct prompt line;
    struct notice notice;
    struct text farewell;  /* said once the terminal is given back */
    int64_t now;           /* UTC seconds */
    int64_t input_ticks;   /* when the last byte came */
    int64_t tick_ticks;    /* when the top view wants its tick, -1: never */
    int64_t reload_ticks;  /* no reload before */
    int64_t deaf_until;    /* keys that come before ask for nothing */
    int64_t digit_ticks;   /* when the last digit came */
    int number;            /* of the digits typed */
    bool has_asked_rights; /* since these bytes came */
    bool is_done;
    bool is_left;     /* by the person: the place is settled */
    bool is_confined; /* to its first view, until app_release() */
};

/* Where the app draws what, by the terminal's size; -1: nowhere. The key line
 * is the last row. */
struct frame {
    int title_rule;
    int top; /* the body, bottom exclusive */
    int bottom;
    int key_rule;
    int foot;
};

/* app_stack.c */
struct entry *app_entry(struct app *app); /* the top one; never none */
/* NULL: the place that was saved. */
void app_open_place(struct app *app, const char *place);
void app_free_retired(struct app *app);
void app_free_stack(struct app *app);
/* Reloads the top view where it is stale; ends it where what it showed is
 * gone, and so on with the one below. */
void app_reload(struct app *app);

/* app_rights.c */
/* Reads anew who the viewer is. With other roles every view is stale; false:
 * they may not log in any more, and are done. */
bool app_follow_rights(struct app *app);
/* Whether the key can be taken, by rights and by what they leave of the screen
 * that it was meant for. */
bool app_may_take(struct app *app, const struct key *key);

/* app_line.c */
/* False: the key means what it means everywhere. */
bool app_line_key(struct app *app, const struct key *key);
/* `rule`: the row of the rule above the key line, -1: none. */
void app_line_draw(struct app *app, const struct row *row, int rule);
void app_line_close(struct app *app);

/* app_draw.c */
bool app_has_room(const struct app *app);
void app_draw(struct app *app);

/* app_requests.c */
void app_request(struct app *app, enum request request);

#endif
