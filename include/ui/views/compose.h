#ifndef UI_VIEWS_COMPOSE_H
#define UI_VIEWS_COMPOSE_H

#include "board/asking.h"
#include "board/posting.h"
#include "model/board.h"
#include "model/draft.h"
#include "model/question.h"
#include "ui/app.h"
#include "ui/widgets/editor.h"

/* What the composer holds. */
enum compose_mode {
    COMPOSE_SUBJECT,
    COMPOSE_BODY,
    COMPOSE_CONFIRM, /* Ctrl-X was typed: Enter sends */
    COMPOSE_PREVIEW
};

struct compose_state {
    enum draft_target target;
    int64_t target_id;
    int reply_to; /* post number, 0: none; the post that is edited */
    int versions; /* of it, there were when this was begun */
    int64_t changed_at;
    int64_t question_id; /* queued on the day that is written for; 0: none */
    bool is_again;       /* ask also what was asked within a year */
    enum question_kind kind; /* of what is asked */
    enum showing showing;    /* of its answers, where it is new */
    struct board board;
    struct text title;      /* "Reply to 2, Ben Aydin" */
    struct text about;      /* the thread's subject, the board's title */
    struct text above;      /* the question, or the post that is quoted */
    struct text policy;     /* its first two lines */
    struct text early;      /* what a mentor was asked before sending */
    struct text shows;      /* of an edit: how it is seen; else empty */
    struct editor *subject; /* owned; NULL: there is none to write */
    struct editor *body;    /* owned */
    enum compose_mode mode;
    unsigned kept;         /* changes that the draft in the store has */
    unsigned begun;        /* those before anything was typed */
    int64_t unsaved_ticks; /* when the first key was typed that it has not */
    int preview_top;
    size_t left_out;          /* characters typed that may not stand */
    bool is_nameless_allowed; /* Ctrl-X was typed: w sends without a name */
    bool is_pasting;
    bool has_failed; /* the text could not be saved, or sent, and they know */
    int64_t held_at; /* the end came and it could not be kept; 0: neither */
    bool has_draft;  /* as much as was typed by then is one */
    bool has_kept_place; /* so that even a killed session comes back here */
};

/* Reads what `place` asks for, and the draft where there is one. */
MUST_USE enum status compose_load(struct app *app, struct compose_state *state,
    const char *place);
/* compose_edit.c: begins with a post of one's own as it stands, in `text`. */
MUST_USE enum status compose_begin_edit(struct app *app,
    struct compose_state *state, struct text *text);
/* Whether it may be changed yet. */
MUST_USE enum status compose_check_edit(struct app *app,
    const struct compose_state *state);
/* Changes it; `words` get what became of it. */
MUST_USE enum status compose_change(struct app *app,
    struct compose_state *state, struct posted *posted, struct text *words);

/* compose_ask.c: the same of a question for a day of a board's queue. */
MUST_USE enum status compose_begin_ask(struct app *app,
    struct compose_state *state, struct text *text);
/* Of a question: what Enter does, and the keys that change how. */
void compose_ask_keys(const struct compose_state *state, struct text *line);
/* True when the key chose another kind, or when the answers open. */
bool compose_ask_type(struct compose_state *state, const struct key *key);
MUST_USE enum status compose_check_ask(struct app *app,
    const struct compose_state *state);
MUST_USE enum status compose_ask(struct app *app,
    const struct compose_state *state, struct text *words);

/* Whether what is being written may still be written there. */
MUST_USE enum status compose_check(struct app *app,
    struct compose_state *state);
void compose_draw(struct compose_state *state, const struct app *app,
    struct canvas *canvas, const struct area *area);

/* Counts up with each change of subject and body. */
unsigned compose_changes(const struct compose_state *state);
bool compose_is_empty(const struct compose_state *state);
/* Keeps what was typed as a draft, where it has changed. */
MUST_USE enum status compose_keep(struct app *app, struct compose_state *state);
/* compose_hold.c: the end has come. Keeps it, or holds it for another try;
 * where somebody is still there they get the text to copy. */
void compose_hangup(struct app *app, void *state);
bool compose_holds(const void *state);
/* Appends "3 characters that may not stand were left out." */
void compose_count_words(size_t left_out, struct text *out);
/* Posts it and goes on to where it stands, or says why not. */
void compose_send(struct app *app, struct compose_state *state,
    bool is_nameless);

#endif
