/* Keeping: what people ask of whoever keeps the secrets. */

#include "board/keeping.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "board/inviting.h"
#include "config/config.h"
#include "store/store.h"

/* One request as it is served. */
struct serving {
    const struct keeping *keeping;
    const struct keeping_asker *asker;
    struct viewer *viewer; /* who asks */
    const struct keeping_ask *ask;
    const struct password_done *done;
    struct keeping_answer *answer;
};

/* ---- Keys ---------------------------------------------------------------- */

static enum status
serve_keys(const struct serving *serving)
{
    struct listed_key rows[KEYS_A_PERSON];
    int count = 0;
    enum status status = credentials_keys(serving->keeping->secrets,
        serving->viewer->person.id, rows, &count);

    for (int i = 0; status == STATUS_OK && i < count; i++)
        text_add_format(&serving->answer->text, "%s %s %" PRId64 " %s\n",
            rows[i].type, rows[i].fingerprint, rows[i].added_at,
            rows[i].comment);
    return status;
}

/* The next word of a line, cut to fit; what follows it and its blank. */
static const char *
take_word(const char *at, char *word, size_t size)
{
    size_t length = strcspn(at, " \n");

    if (length >= size)
        return at + strcspn(at, "\n");
    memcpy(word, at, length);
    word[length] = '\0';
    return at[length] == ' ' ? at + length + 1 : at + length;
}

bool
keeping_key_read(const char **at, struct listed_key *key)
{
    char added[24] = "";
    const char *rest = *at;

    *key = (struct listed_key){0};
    if (*rest == '\0')
        return false;
    rest = take_word(rest, key->type, sizeof key->type);
    rest = take_word(rest, key->fingerprint, sizeof key->fingerprint);
    rest = take_word(rest, added, sizeof added);
    key->added_at = strtoll(added, NULL, 10);
    size_t length = strcspn(rest, "\n");
    if (length < sizeof key->comment)
        memcpy(key->comment, rest, length);
    *at = rest[length] == '\n' ? rest + length + 1 : rest + length;
    return true;
}

static enum status
serve_key_add(const struct serving *serving)
{
    struct listed_key rows[KEYS_A_PERSON];
    int count = 0;
    struct store *secrets = serving->keeping->secrets;
    int64_t person_id = serving->viewer->person.id;
    enum status status = credentials_add_key(secrets, person_id,
        serving->ask->line);

    if (status == STATUS_OK)
        status = credentials_keys(secrets, person_id, rows, &count);
    if (status == STATUS_OK && count > 0)
        text_add(&serving->answer->text, rows[count - 1].fingerprint);
    return status;
}

static enum status
serve_key_remove(const struct serving *serving)
{
    return credentials_remove_key(serving->keeping->secrets,
        serving->viewer->person.id, serving->ask->line);
}

/* ---- Passwords ----------------------------------------------------------- */

static enum status
prepare_password(const struct keeping *keeping,
    const struct keeping_asker *asker, const struct keeping_ask *ask,
    struct password_work *work)
{
    enum status status = credentials_check_length(strlen(ask->password));

    if (status == STATUS_OK)
        status = credentials_password(keeping->secrets, asker->person_id,
            work->hash);
    if (status != STATUS_OK)
        return status;
    work->verifies = work->hash[0] != '\0';
    work->hashes = true;
    text_copy(work->password, sizeof work->password, ask->old_password);
    text_copy(work->fresh, sizeof work->fresh, ask->password);
    return STATUS_OK;
}

static enum status
serve_password(const struct serving *serving)
{
    const struct password_done *done = serving->done;

    if (!done->is_right)
        return refuse(STATUS_FORBIDDEN, "the old password is wrong");
    if (done->fresh_hash[0] == '\0')
        return refuse(STATUS_AGAIN, "the password cannot be hashed now");
    return credentials_set_password(serving->keeping->secrets,
        serving->viewer->person.id, done->fresh_hash);
}

/* ---- Codes --------------------------------------------------------------- */

static enum status
serve_invite_back(const struct serving *serving)
{
    char code[CODE_TEXT_BYTES];
    enum status status = inviting_back(serving->viewer,
        serving->keeping->secrets, serving->ask->handle, code);

    if (status == STATUS_OK)
        text_add(&serving->answer->text, code);
    sodium_memzero(code, sizeof code);
    return status;
}

/* ---- The table ----------------------------------------------------------- */

static const struct {
    enum status (*serve)(const struct serving *serving);
    enum status (*prepare)(const struct keeping *keeping,
        const struct keeping_asker *asker, const struct keeping_ask *ask,
        struct password_work *work);
    bool is_persons;   /* somebody who is logged in may ask it */
    bool is_operators; /* the operator's program may */
} kinds[KEEPING_KIND_COUNT] = {
    [KEEPING_KEYS] = {.serve = serve_keys, .is_persons = true},
    [KEEPING_KEY_ADD] = {.serve = serve_key_add, .is_persons = true},
    [KEEPING_KEY_REMOVE] = {.serve = serve_key_remove, .is_persons = true},
    [KEEPING_PASSWORD] = {serve_password, prepare_password, true, false},
    [KEEPING_INVITE_BACK] = {serve_invite_back, NULL, true, true},
};

static bool
may_ask(const struct keeping_asker *asker, enum keeping_kind kind)
{
    if ((unsigned)kind >= KEEPING_KIND_COUNT)
        return false;
    return asker->is_operator ? kinds[kind].is_operators
                              : asker->person_id > 0 && kinds[kind].is_persons;
}

enum status
keeping_prepare(const struct keeping *keeping,
    const struct keeping_asker *asker, const struct keeping_ask *ask,
    struct password_work *work)
{
    *work = (struct password_work){0};
    if (!may_ask(asker, ask->kind))
        return refuse(STATUS_FORBIDDEN, "that is not yours to ask");
    if (kinds[ask->kind].prepare == NULL)
        return STATUS_OK;
    return kinds[ask->kind].prepare(keeping, asker, ask, work);
}

static enum status
open_viewer(const struct keeping *keeping, const struct keeping_asker *asker,
    struct viewer *viewer)
{
    if (!asker->is_operator)
        return viewer_open(viewer, keeping->store, asker->person_id);
    viewer_open_operator(viewer, keeping->store);
    return STATUS_OK;
}

void
keeping_refuse(enum status status, struct keeping_answer *answer)
{
    answer->status = status;
    text_copy(answer->why, sizeof answer->why, reason());
}

void
keeping_serve(const struct keeping *keeping, const struct keeping_asker *asker,
    const struct keeping_ask *ask, const struct password_done *done,
    struct keeping_answer *answer)
{
    struct viewer viewer = {0};
    const struct serving serving = {keeping, asker, &viewer, ask, done, answer};
    enum status status = STATUS_FORBIDDEN;

    reason_clear();
    if (may_ask(asker, ask->kind))
        status = open_viewer(keeping, asker, &viewer);
    if (status == STATUS_OK)
        status = kinds[ask->kind].serve(&serving);
    viewer_clear(&viewer);
    keeping_refuse(status, answer);
}

/* ---- Asking -------------------------------------------------------------- */

enum status
keeping_open_secrets(struct store **secrets)
{
    char *path = config_secrets_path(config_current());
    enum status status = store_open(path, STORE_WRITE, secrets);

    memory_release(path);
    return status;
}

static enum status
serve_here(struct viewer *viewer, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct keeping keeping = {.store = viewer->store};
    const struct keeping_asker asker = {
        .person_id = viewer->person.id,
        .is_operator = viewer->is_operator,
    };
    struct password_work work = {0};
    struct password_done done = {0};
    enum status status = keeping_open_secrets(&keeping.secrets);

    if (status == STATUS_OK)
        status = keeping_prepare(&keeping, &asker, ask, &work);
    if (status == STATUS_OK) {
        credentials_work(&work, &done);
        keeping_serve(&keeping, &asker, ask, &done, answer);
        status = answer->status;
    }
    sodium_memzero(&work, sizeof work);
    store_close(keeping.secrets);
    return status;
}

static enum status
send_by_line(const struct viewer *viewer, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    const struct keeper_line *line = viewer->keeper;
    enum status status = line->send(line->context, ask, answer);

    if (status != STATUS_OK)
        return status;
    if (answer->status != STATUS_OK)
        return refuse(answer->status, "%s", answer->why);
    return STATUS_OK;
}

enum status
keeping_send(struct viewer *viewer, struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    enum status status = STATUS_OK;

    *answer = (struct keeping_answer){0};
    if (!viewer->may_write && ask->kind != KEEPING_KEYS)
        status = refuse(STATUS_FORBIDDEN, "you may only read here");
    else if (viewer->keeper != NULL)
        status = send_by_line(viewer, ask, answer);
    else
        status = serve_here(viewer, ask, answer);
    sodium_memzero(ask->old_password, sizeof ask->old_password);
    sodium_memzero(ask->password, sizeof ask->password);
    return status;
}

void
keeping_answer_clear(struct keeping_answer *answer)
{
    text_clear(&answer->text);
    *answer = (struct keeping_answer){0};
}
