#ifndef UI_VIEWS_PLEDGES_H
#define UI_VIEWS_PLEDGES_H

#include "board/pledging.h"
#include "ui/app.h"
#include "ui/widgets/list.h"
#include "ui/widgets/prompt.h"

/* What the files of the pledges view share. */

/* What is being asked below the list. */
enum pledge_stage {
    PLEDGE_STAGE_NONE,
    PLEDGE_STAGE_WHEN,
    PLEDGE_STAGE_WILL,
    PLEDGE_STAGE_BY,
    PLEDGE_STAGE_WHICH, /* done, not yet, changed: one key */
    PLEDGE_STAGE_WORD,
    PLEDGE_STAGES
};

struct pledges_state {
    struct pledge_list pledges; /* owned */
    struct list list;
    enum pledge_stage stage;
    struct prompt prompt; /* open but for NONE and WHICH */
    char moment[PLEDGE_BYTES];
    char deed[PLEDGE_BYTES];
    int number; /* of the one being answered */
    enum pledge_answer answer;
};

/* NULL: there is none. */
const struct pledge *pledges_selected(const struct pledges_state *state);
MUST_USE enum status pledges_load(struct app *app, struct pledges_state *state);

/* ---- pledges_edit.c ------------------------------------------------------ */

void pledges_begin(struct pledges_state *state);
/* Asks what became of the selected one. */
void pledges_ask(struct app *app, struct pledges_state *state);
/* Offers what happened as a post. */
void pledges_share(struct app *app, struct pledges_state *state);
/* A key while something is asked. */
void pledges_type(struct app *app, struct pledges_state *state,
    const struct key *key);
/* What is asked now; "" for nothing. */
const char *pledges_question(const struct pledges_state *state);
void pledges_leave(struct pledges_state *state);
/* What is typed, in the place; and asked for again with it. */
void pledges_save_typed(const struct pledges_state *state, struct text *place);
void pledges_resume(struct pledges_state *state, const char *place);

#endif
