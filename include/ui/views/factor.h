#ifndef UI_VIEWS_FACTOR_H
#define UI_VIEWS_FACTOR_H

#include "base/code.h"
#include "base/totp.h"
#include "board/proving.h"
#include "ui/app.h"
#include "ui/widgets/page.h"
#include "ui/widgets/prompt.h"
#include "ui/widgets/qr.h"

/* What the files of the second factor's view share. What is secret of it is
 * nowhere but in its state, which is wiped; its place holds none of it. */

enum factor_stage {
    FACTOR_STANDS,    /* how it stands */
    FACTOR_SHOWS,     /* a new secret, until the app shows a right code */
    FACTOR_CODES,     /* recovery codes, once */
    FACTOR_RENEWING,  /* a code is asked for, before there are new ones */
    FACTOR_ENDING,    /* a code is asked for, before it is off */
    FACTOR_REPLACING, /* a code is asked for, before a secret for another app */
    FACTOR_STAGES
};

struct factor_state {
    struct proving proving;
    bool is_known; /* false: the keeper did not answer */
    enum factor_stage stage;
    bool replaces; /* the secret, or the codes, are in place of others */
    char secret[TOTP_SECRET_TEXT_BYTES];
    struct qr qr; /* owned; {0}: none is shown */
    char codes[PROVING_RECOVERY_CODES][CODE_TEXT_BYTES];
    size_t code_count;
    struct prompt prompt;
    struct page page; /* the words, none of them secret */
    size_t first_row; /* of the codes, where not all of them fit */
    int64_t hide_at;  /* ticks: when what is secret goes off the screen */
};

/* ---- factor_edit.c ------------------------------------------------------- */

/* Asks the keeper how it stands; where it does not answer, that is not known.
 */
void factor_look(struct app *app, struct proving *proving, bool *is_known);
/* The acts of a person who is on the screen. */
void factor_begin(struct app *app, struct factor_state *state);
void factor_ask_code(struct app *app, struct factor_state *state,
    enum factor_stage stage);
/* A key while a code is asked for. */
void factor_type(struct app *app, struct factor_state *state,
    const struct key *key);
/* Back to how it stands, read anew; what was secret is wiped. Whoever had to
 * turn it on first, and has, goes on to where they wanted to be. */
void factor_end(struct app *app, struct factor_state *state);
void factor_wipe(struct factor_state *state);

/* ---- factor_words.c ------------------------------------------------------ */

/* "on since Mon 12 Oct, 8 recovery codes left", as a row of the profile. */
void factor_row_words(struct app *app, const struct proving *proving,
    bool is_known, struct text *out);
void factor_draw(struct app *app, struct factor_state *state,
    struct canvas *canvas, const struct area *area);

#endif
