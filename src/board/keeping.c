/* Keeping: what people ask of whoever keeps the secrets. */

#include "board/keeping.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "board/answered.h"
#include "board/auditing.h"
#include "board/inviting.h"
#include "board/joining.h"
#include "board/own.h"
#include "board/proving.h"
#include "store/pair.h"
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
        status = credentials_may_try(keeping->secrets, asker->person_id);
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
        return credentials_missed(serving->keeping->secrets,
            serving->viewer->person.id);
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

/* ---- Second factors ------------------------------------------------------ */

static enum status
serve_proving(const struct serving *serving)
{
    static enum status (*const verbs[KEEPING_KIND_COUNT])(struct viewer *
                                                              viewer,
        struct store * secrets, const struct keeping_ask *ask,
        struct keeping_answer *answer) = {
        [KEEPING_FACTOR] = proving_tell,
        [KEEPING_FACTOR_ON] = proving_begin,
        [KEEPING_FACTOR_CONFIRM] = proving_confirm,
        [KEEPING_FACTOR_CODES] = proving_renew,
        [KEEPING_FACTOR_REPLACE] = proving_replace,
        [KEEPING_FACTOR_OFF] = proving_end,
        [KEEPING_FACTOR_TAKE] = proving_take,
    };

    return verbs[serving->ask->kind](serving->viewer, serving->keeping->secrets,
        serving->ask, serving->answer);
}

/* ---- Joining ------------------------------------------------------------- */

/* A code and a key let nobody in who has, or is to have, a second factor. */
static enum status
check_way_in(const struct serving *serving)
{
    struct viewer joined = {0};
    struct proving proving = {0};
    enum status status = viewer_open(&joined, serving->keeping->store,
        serving->answer->person_id);

    if (status == STATUS_OK)
        status = proving_look(&joined, serving->keeping->secrets, &proving);
    viewer_clear(&joined);
    serving->answer->needs_login = status != STATUS_OK || proving.is_on ||
                                   proving.is_demanded;
    return STATUS_OK; /* they have joined, whatever became of this */
}

static enum status
serve_joining(const struct serving *serving)
{
    static enum status (*const steps[KEEPING_KIND_COUNT])(const struct joining
                                                              *joining,
        const struct keeping_ask *ask, struct keeping_answer *answer) = {
        [KEEPING_ENROL] = joining_enrol,
        [KEEPING_JOIN_CODE] = joining_code,
        [KEEPING_JOIN_PERSON] = joining_person,
        [KEEPING_JOIN_NAME] = joining_name,
        [KEEPING_JOIN_HANDLE] = joining_handle,
        [KEEPING_JOIN_POLICY] = joining_policy,
        [KEEPING_JOIN_REDEEM] = joining_redeem,
    };
    const struct joining joining = {
        .store = serving->keeping->store,
        .secrets = serving->keeping->secrets,
        .person_id = serving->asker->person_id,
        .key = serving->asker->key != NULL ? serving->asker->key : "",
        .hash = serving->done->fresh_hash,
    };

    enum status status = steps[serving->ask->kind](&joining, serving->ask,
        serving->answer);
    if (status == STATUS_OK && serving->answer->person_id != 0)
        status = check_way_in(serving);
    return status;
}

/* No code, no work: a hash takes its time, and who comes with none is to cost
 * nothing. What is wrong with it, and that it was a miss, is told in serving.
 */
static enum status
prepare_joining(const struct keeping *keeping,
    const struct keeping_asker *asker, const struct keeping_ask *ask,
    struct password_work *work)
{
    struct invitation invitation;
    (void)asker;

    if (ask->password[0] == '\0')
        return STATUS_OK;
    enum status status = credentials_check_length(strlen(ask->password));
    if (status != STATUS_OK)
        return status;
    if (inviting_find(keeping->secrets, ask->code, &invitation) != STATUS_OK) {
        reason_clear();
        return STATUS_OK;
    }
    work->hashes = true;
    text_copy(work->fresh, sizeof work->fresh, ask->password);
    return STATUS_OK;
}

/* ---- The table ----------------------------------------------------------- */

/* Who may ask something. */
enum {
    A_PERSON = 1,
    THE_OPERATOR = 2,
    A_JOINER = 4
};

static const struct {
    enum status (*serve)(const struct serving *serving);
    enum status (*prepare)(const struct keeping *keeping,
        const struct keeping_asker *asker, const struct keeping_ask *ask,
        struct password_work *work);
    unsigned who;    /* may ask it, as bits */
    const char *act; /* put on record here; NULL: elsewhere, or not at all */
} kinds[KEEPING_KIND_COUNT] = {
    [KEEPING_KEYS] = {serve_keys, NULL, A_PERSON, NULL},
    [KEEPING_KEY_ADD] = {serve_key_add, NULL, A_PERSON, "keys add"},
    [KEEPING_KEY_REMOVE] = {serve_key_remove, NULL, A_PERSON, "keys remove"},
    [KEEPING_PASSWORD] = {serve_password, prepare_password, A_PERSON,
        "password"},
    [KEEPING_INVITE_BACK] = {serve_invite_back, NULL, A_PERSON | THE_OPERATOR,
        NULL},
    [KEEPING_FACTOR] = {serve_proving, NULL, A_PERSON, NULL},
    [KEEPING_FACTOR_ON] = {serve_proving, NULL, A_PERSON, NULL},
    [KEEPING_FACTOR_CONFIRM] = {serve_proving, NULL, A_PERSON, NULL},
    [KEEPING_FACTOR_CODES] = {serve_proving, NULL, A_PERSON,
        "second-factor codes"},
    [KEEPING_FACTOR_REPLACE] = {serve_proving, NULL, A_PERSON, NULL},
    [KEEPING_FACTOR_OFF] = {serve_proving, NULL, A_PERSON, "second-factor off"},
    [KEEPING_FACTOR_TAKE] = {serve_proving, NULL, THE_OPERATOR, NULL},
    [KEEPING_ENROL] = {serve_joining, NULL, A_PERSON, NULL},
    [KEEPING_JOIN_CODE] = {serve_joining, NULL, A_JOINER, NULL},
    [KEEPING_JOIN_PERSON] = {serve_joining, NULL, A_JOINER, NULL},
    [KEEPING_JOIN_NAME] = {serve_joining, NULL, A_JOINER, NULL},
    [KEEPING_JOIN_HANDLE] = {serve_joining, NULL, A_JOINER, NULL},
    [KEEPING_JOIN_POLICY] = {serve_joining, NULL, A_JOINER, NULL},
    [KEEPING_JOIN_REDEEM] = {serve_joining, prepare_joining, A_JOINER, NULL},
};

static unsigned
kind_of(const struct keeping_asker *asker)
{
    if (asker->is_joining)
        return A_JOINER;
    if (asker->is_operator)
        return THE_OPERATOR;
    return asker->person_id > 0 ? A_PERSON : 0;
}

static bool
may_ask(const struct keeping_asker *asker, enum keeping_kind kind)
{
    return (unsigned)kind < KEEPING_KIND_COUNT &&
           (kinds[kind].who & kind_of(asker)) != 0;
}

bool
keeping_changes(enum keeping_kind kind)
{
    return kind != KEEPING_KEYS && kind != KEEPING_FACTOR &&
           (kind < KEEPING_JOIN_CODE || kind >= KEEPING_JOIN_REDEEM);
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
    if (asker->is_joining)
        return STATUS_OK;
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

/* What one with a role does is on record with it. */
static enum status
serve(const struct serving *serving)
{
    const char *act = kinds[serving->ask->kind].act;
    struct viewer *viewer = serving->viewer;
    enum status status = kinds[serving->ask->kind].serve(serving);

    if (status != STATUS_OK || act == NULL || !own_has_role(viewer))
        return status;
    return auditing_record(viewer, act, viewer->person.handle, NULL, NULL);
}

/* A wrong code that was counted is done as well: asked again it must not be
 * counted twice. Whatever else is refused left nothing behind. */
static bool
leaves_something(enum status status)
{
    return status == STATUS_OK || status == STATUS_FORBIDDEN;
}

static void
serve_once(const struct serving *serving)
{
    struct store *store = serving->keeping->store;
    struct store *secrets = serving->keeping->secrets;
    const char *id = serving->asker->id;
    struct keeping_answer *answer = serving->answer;
    enum status status = pair_begin(store, secrets);

    if (status != STATUS_OK) {
        keeping_refuse(status, answer);
        return;
    }
    if (id != NULL && answered_find(secrets, id, answer) == STATUS_OK) {
        pair_rollback(store, secrets);
        return;
    }
    reason_clear();
    keeping_refuse(serve(serving), answer);
    status = leaves_something(answer->status) ? STATUS_OK : answer->status;
    if (status == STATUS_OK && id != NULL)
        status = answered_keep(secrets, id, answer);
    status = pair_end(store, secrets, status);
    if (answer->status == STATUS_OK && status != STATUS_OK) {
        keeping_answer_clear(answer);
        keeping_refuse(status, answer);
    }
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
    if (status == STATUS_OK && keeping_changes(ask->kind))
        serve_once(&serving);
    else if (status == STATUS_OK)
        keeping_refuse(serve(&serving), answer);
    else
        keeping_refuse(status, answer);
    viewer_clear(&viewer);
}
