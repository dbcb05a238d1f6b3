#ifndef BOARD_KEEPING_H
#define BOARD_KEEPING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "board/credentials.h"
#include "board/viewer.h"
#include "model/program.h"

/* What people ask of the keeper, who alone opens secrets.db: their keys, their
 * password, codes. One place says what each request does and who may make it;
 * it is reached from a session by way of the listener, and from the operator's
 * program directly. */

enum keeping_kind {
    /* Of somebody who is logged in, about themselves. */
    KEEPING_KEYS,       /* answer->text: a line each, keeping_key_read() */
    KEEPING_KEY_ADD,    /* line: as in an id_x.pub file; text: fingerprint */
    KEEPING_KEY_REMOVE, /* line: fingerprint */
    KEEPING_PASSWORD,   /* old_password ("" where there is none), password */
    /* Of the site's moderators, and the operator's program. */
    KEEPING_INVITE_BACK, /* handle; text: the code */
    /* Of somebody who is logged in, about their second factor: see
     * board/proving.h. Each but the first two takes a code. */
    KEEPING_FACTOR,
    KEEPING_FACTOR_ON,
    KEEPING_FACTOR_CONFIRM,
    KEEPING_FACTOR_CODES,
    KEEPING_FACTOR_REPLACE,
    KEEPING_FACTOR_OFF,
    KEEPING_FACTOR_TAKE, /* of the operator's program: handle */
    /* Of somebody who is logged in: code; they are enrolled by it. */
    KEEPING_ENROL,
    /* Of somebody who joins, each with the code: see board/joining.h. */
    KEEPING_JOIN_CODE,   /* what the code is good for */
    KEEPING_JOIN_PERSON, /* login: who of the cohort's roster that is */
    KEEPING_JOIN_NAME,   /* login, name: as it would be kept; a free handle */
    KEEPING_JOIN_HANDLE, /* login, handle: whether it may be had */
    KEEPING_JOIN_POLICY, /* number: a piece of the policy from this byte on */
    KEEPING_JOIN_REDEEM, /* all there is: last, and once */
    KEEPING_KIND_COUNT
};

enum {
    KEEPING_CODE_BYTES = 64,
    KEEPING_LINE_BYTES = 4096,
    KEEPING_TITLE_BYTES = 2 * TITLE_BYTES + 4,
    KEEPING_FINGERPRINT_BYTES = 64,
    KEEPING_ID_BYTES = 33,
    KEEPING_TEXT_BYTES = 20000 /* of one answer */
};

/* Whether one of that kind changes anything. */
bool keeping_changes(enum keeping_kind kind);

/* What was wrong with a request, for whoever asks again. */
enum keeping_field {
    KEEPING_FIELD_NONE,
    KEEPING_FIELD_CODE,
    KEEPING_FIELD_LOGIN,
    KEEPING_FIELD_NAME,
    KEEPING_FIELD_HANDLE,
    KEEPING_FIELD_KEY,
    KEEPING_FIELD_PASSWORD,
    KEEPING_FIELD_POLICY,
    KEEPING_FIELD_COUNT
};

struct keeping_ask {
    enum keeping_kind kind;
    int64_t number; /* of the policy's version, or a byte of it */
    bool takes_key; /* the key that was proved logs in from now on */
    bool is_owner;  /* whoever that key logs in already is meant */
    char code[KEEPING_CODE_BYTES];
    char login[EMAIL_BYTES]; /* an address or login id; "": on no roster */
    char name[NAME_BYTES];
    char handle[HANDLE_BYTES];
    char line[KEEPING_LINE_BYTES];
    char old_password[PASSWORD_BYTES];
    char password[PASSWORD_BYTES];
};

struct keeping_answer {
    enum status status;
    enum keeping_field field; /* what is wrong, where it is not OK */
    bool is_miss;             /* a code that nobody has: counts as a try */
    bool is_back;             /* the code lets somebody back in */
    bool needs_login;  /* who joined logs in now, and by more than this */
    bool has_roster;   /* the cohort has people who may say who they are */
    enum role role;    /* that the code gives */
    int64_t person_id; /* who joined */
    int64_t number;    /* the policy's version; 0: none is published. Of a
                        * second factor that is confirmed: see proving.h */
    char why[256];     /* the reason where it is not OK */
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    char cohort[KEEPING_TITLE_BYTES]; /* "EMEA, autumn 2026" */
    char program[TITLE_BYTES];
    char
        fingerprint[KEEPING_FINGERPRINT_BYTES]; /* of the key that was proved */
    char owner[HANDLE_BYTES]; /* whom that key logs in already */
    struct text text;         /* owned, at most KEEPING_TEXT_BYTES */
};

/* How a viewer's session reaches the keeper. */
struct keeper_line {
    /* Asks, and waits some seconds at most. AGAIN: nobody answered. */
    enum status (*send)(void *context, const struct keeping_ask *ask,
        struct keeping_answer *answer);
    void *context;
};

/* Asks in the viewer's name, notes where they turned their second factor on,
 * and wipes the passwords of `ask`. The status is
 * that of the answer, with its reason. By viewer->keeper; where that is NULL
 * this process opens the secrets itself, as the operator's program may. Clear
 * the answer in any case. FORBIDDEN: a viewer that reads only. */
MUST_USE enum status keeping_send(struct viewer *viewer,
    struct keeping_ask *ask, struct keeping_answer *answer);
/* Wipes its text: it may be a secret. */
void keeping_answer_clear(struct keeping_answer *answer);

/* One line of KEEPING_KEYS; false at the end. `at` begins as text_bytes() of
 * the answer and moves on. */
bool keeping_key_read(const char **at, struct listed_key *key);

/* Opens secrets.db for writing: what the operator's program and the keeper may
 * do. store_close() it. */
MUST_USE enum status keeping_open_secrets(struct store **secrets);

/* ---- For the keeper ------------------------------------------------------ */

struct keeping {
    struct store *store;
    struct store *secrets;
};

/* Who asks: a person, the operator's program, or somebody who joins. */
struct keeping_asker {
    int64_t person_id;
    bool is_operator;
    bool is_joining;
    const char *key; /* blob that somebody who joins has proved; "": none */
    const char *id;  /* of the request, see answered.h; NULL: it has none */
};

/* What of passwords has to be done before keeping_serve(), apart from it since
 * it takes its time; neither flag is set where nothing has. Not OK, with a
 * reason: the answer already. */
MUST_USE enum status keeping_prepare(const struct keeping *keeping,
    const struct keeping_asker *asker, const struct keeping_ask *ask,
    struct password_work *work);
/* Does what is asked, with what became of the passwords, and answers: in both
 * stores or in neither, and once, where it bears an id. */
void keeping_serve(const struct keeping *keeping,
    const struct keeping_asker *asker, const struct keeping_ask *ask,
    const struct password_done *done, struct keeping_answer *answer);
/* The answer to what is not served: `status` and the reason. */
void keeping_refuse(enum status status, struct keeping_answer *answer);

#endif
