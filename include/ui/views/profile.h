#ifndef UI_VIEWS_PROFILE_H
#define UI_VIEWS_PROFILE_H

#include "base/zone_names.h"
#include "board/profiling.h"
#include "board/proving.h"
#include "ui/app.h"
#include "ui/widgets/list.h"
#include "ui/widgets/prompt.h"

/* What the files of the profile view share. */

enum profile_field {
    PROFILE_NAME,
    PROFILE_ZONE,
    PROFILE_LEAVE, /* one that is not over */
    PROFILE_AWAY,  /* taking another */
    PROFILE_PLAIN,
    PROFILE_TOLD,
    PROFILE_PASSWORD,
    PROFILE_FACTOR,
    PROFILE_KEY,
    PROFILE_KEY_NEW,
    PROFILE_FIELDS
};

enum {
    PROFILE_TITLE_BYTES = 16
};

/* A row of the screen. */
struct profile_row {
    enum profile_field field;
    size_t index;  /* of a leave, a key, what to be told */
    char *value;   /* owned */
    char *details; /* owned: for the row above the key line; NULL: none */
};

/* What of a change of password was typed so far. */
enum profile_stage {
    STAGE_OLD,
    STAGE_NEW,
    STAGE_AGAIN
};

struct profile_state {
    struct profile profile;
    struct leave_list leaves; /* owned */
    struct listed_key keys[KEYS_A_PERSON];
    int key_count;
    bool are_keys_known;    /* false: the keeper did not answer */
    struct proving proving; /* the second factor */
    bool is_proving_known;
    struct profile_row *rows; /* owned */
    size_t row_count;
    struct list list;
    struct prompt prompt; /* open: the selected row is being edited */
    enum profile_stage stage;
    struct keeping_ask *secret; /* owned, wiped; NULL: no password is changed */
    struct zone_names zones;    /* owned: that fit what is typed */
    struct list zone_list;
    bool has_chosen_zone; /* with the arrows: it stands for what is typed */
};

/* ---- profile_rows.c ------------------------------------------------------ */

/* Makes the rows anew of what is known; the same one stays selected. */
void profile_lay(struct app *app, struct profile_state *state);
void profile_clear_rows(struct profile_state *state);
/* The selected one; there is always one. */
const struct profile_row *profile_selected(const struct profile_state *state);
void profile_title(const struct profile_row *row,
    char title[PROFILE_TITLE_BYTES]);

/* ---- profile_edit.c ------------------------------------------------------ */

/* Asks the keeper which keys there are. */
void profile_read_keys(struct app *app, struct profile_state *state);
/* Enter on the selected row: opens its prompt, asks, or changes it. */
void profile_begin(struct app *app, struct profile_state *state);
/* A key while the prompt is open. */
void profile_type(struct app *app, struct profile_state *state,
    const struct key *key);
/* Leaves the prompt, and wipes what was secret. */
void profile_leave_prompt(struct profile_state *state);

#endif
