#ifndef DAEMON_DIALOGUE_H
#define DAEMON_DIALOGUE_H

#include <stdbool.h>

#include "base/text.h"
#include "board/keeping.h"

/* The dialogue of "ssh join@host": a question, a line, and so on until
 * somebody is here. It has no store and no screen: lines in, text out, and a
 * line to the keeper, who redeems the code with the last step. What is wrong
 * is said and asked again. */

enum dialogue_step {
    DIALOGUE_CODE,
    DIALOGUE_OWNER, /* the key is somebody's: are they meant? */
    DIALOGUE_LOGIN, /* who of the roster */
    DIALOGUE_NAME,
    DIALOGUE_HANDLE,
    DIALOGUE_KEY, /* log in with it from now on? */
    DIALOGUE_PASSWORD,
    DIALOGUE_REPEAT,
    DIALOGUE_POLICY,
    DIALOGUE_REDEEM, /* tried at once; asked again only where nobody could be
                      * reached */
    DIALOGUE_GO,     /* all is done: Enter goes in */
    DIALOGUE_STEPS
};

enum dialogue_end {
    DIALOGUE_GOES_ON,
    DIALOGUE_JOINED,
    DIALOGUE_LEFT /* nothing has happened */
};

struct dialogue {
    const struct keeper_line *keeper; /* borrowed, as the next two */
    const char *host;                 /* what people type after ssh */
    struct text *out;                 /* what is to be shown */
    enum dialogue_step step;
    enum dialogue_end end;
    struct keeping_answer known; /* what the code is good for */
    bool is_owner;
    bool takes_key;
    bool needs_login; /* they have joined, and log in by more than this */
    bool has_tried;  /* to redeem: from there on only what was wrong is asked */
    int64_t version; /* of the policy that was accepted */
    char code[KEEPING_CODE_BYTES];
    char login[EMAIL_BYTES];
    char name[NAME_BYTES];
    char handle[HANDLE_BYTES];
    char password[PASSWORD_BYTES];
};

/* Says what this is and asks the first question. */
void dialogue_begin(struct dialogue *dialogue, const struct keeper_line *keeper,
    const char *host, struct text *out);
/* A line was typed; NULL: one that is longer than any answer. */
void dialogue_take(struct dialogue *dialogue, const char *line);
/* Whether what is typed next must not show. */
bool dialogue_is_hidden(const struct dialogue *dialogue);
void dialogue_clear(struct dialogue *dialogue); /* wipes */

#endif
