/* Proving: the second factor, an app's codes and those for who lost it. */

#include "board/proving.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/own.h"
#include "board/proving_codes.h"
#include "config/config.h"
#include "store/people.h"
#include "store/second_factors.h"
#include "store/store.h"

/* ---- How it stands ------------------------------------------------------- */

static bool
is_demanded_of(enum role role)
{
    const char *at = config_current()->second_factor_roles;
    const char *name = role_name(role);
    size_t length = strlen(name);

    if (length == 0)
        return false;
    while (*at != '\0') {
        at += strspn(at, ", \t");
        size_t word = strcspn(at, ", \t");

        if (word == length && strncmp(at, name, length) == 0)
            return true;
        at += word;
    }
    return false;
}

static bool
is_demanded(const struct viewer *viewer)
{
    bool is = is_demanded_of(viewer->person.site_role);

    for (size_t i = 0; i < viewer->members.count; i++)
        is = is || is_demanded_of(viewer->members.rows[i].role);
    return is;
}

/* Whatever the clock was when it was begun. */
static bool
is_waiting(const struct second_factor *factor, int64_t now)
{
    return factor->next_secret[0] != '\0' &&
           moment_apart(factor->next_begun_at, now) <= PROVING_REPLACE_SECONDS;
}

enum status
proving_look(const struct viewer *viewer, struct store *secrets,
    struct proving *proving)
{
    struct second_factor factor = {0};
    struct proving found = {.is_demanded = is_demanded(viewer)};
    enum status status = second_factors_find(secrets, viewer->person.id,
        &factor);

    found.is_on = status == STATUS_OK && factor.is_confirmed;
    found.is_begun = status == STATUS_OK && !factor.is_confirmed;
    found.has_next = found.is_on && is_waiting(&factor, clock_now());
    found.since = factor.confirmed_at;
    sodium_memzero(&factor, sizeof factor);
    if (status == STATUS_OK)
        status = second_factors_count_codes(secrets, viewer->person.id,
            &found.codes_left);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *proving = found;
    return STATUS_OK;
}

enum status
proving_tell(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    struct proving proving;
    enum status status = proving_look(viewer, secrets, &proving);
    (void)ask;

    if (status == STATUS_OK)
        text_add_format(&answer->text, "%d %d %d %d %d %" PRId64, proving.is_on,
            proving.is_begun, proving.has_next, proving.is_demanded,
            proving.codes_left, proving.since);
    return status;
}

/* The number up to the next blank, or the end. */
static bool
take_number(const char **at, int64_t most, int64_t *number)
{
    char *end = NULL;

    *number = strtoll(*at, &end, 10);
    if (end == *at || *number < 0 || *number > most)
        return false;
    *at = end;
    return true;
}

bool
proving_read(const char *told, struct proving *proving)
{
    int64_t numbers[6];
    static const int64_t most[] = {1, 1, 1, 1, PROVING_RECOVERY_CODES,
        INT64_MAX};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!take_number(&told, most[i], &numbers[i]))
            return false;
    *proving = (struct proving){
        .is_on = numbers[0] != 0,
        .is_begun = numbers[1] != 0,
        .has_next = numbers[2] != 0,
        .is_demanded = numbers[3] != 0,
        .codes_left = (int)numbers[4],
        .since = numbers[5],
    };
    return *told == '\0';
}

/* ---- What is asked ------------------------------------------------------- */

static enum status
draw_secret(char written[TOTP_SECRET_TEXT_BYTES])
{
    uint8_t secret[TOTP_SECRET_BYTES];

    if (sodium_init() < 0) {
        log_error("second_factor.failed", "cause=\"libsodium does not start\"");
        return refuse(STATUS_FAILED, "no secret can be made now");
    }
    randombytes_buf(secret, sizeof secret);
    totp_secret_write(secret, written);
    sodium_memzero(secret, sizeof secret);
    return STATUS_OK;
}

/* Kept by `keep`, and told. */
static enum status
give_secret(struct viewer *viewer, struct store *secrets,
    enum status (*keep)(struct store *, int64_t, const char *, int64_t),
    struct keeping_answer *answer)
{
    char written[TOTP_SECRET_TEXT_BYTES] = "";
    enum status status = draw_secret(written);

    if (status == STATUS_OK)
        status = keep(secrets, viewer->person.id, written, clock_now());
    if (status == STATUS_OK)
        text_add(&answer->text, written);
    sodium_memzero(written, sizeof written);
    return status;
}

enum status
proving_begin(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    enum status status = give_secret(viewer, secrets, second_factors_begin,
        answer);
    (void)ask;

    return status == STATUS_CONFLICT
               ? refuse(status,
                     "your second factor is on already; for a new app: "
                     "second-factor renew CODE")
               : status;
}

enum status
proving_replace(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    enum status status = proving_try(secrets, viewer->person.id,
        PROVING_REPLACE, ask->code);

    return status == STATUS_OK
               ? give_secret(viewer, secrets, second_factors_begin_next, answer)
               : status;
}

/* Confirms, where that is due, and makes the codes, all or nothing. */
static enum status
hold(struct viewer *viewer, struct store *secrets, bool is_new,
    struct text *codes)
{
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    if (is_new)
        status = second_factors_confirm(secrets, viewer->person.id,
            clock_now());
    if (status == STATUS_OK)
        status = proving_add_codes(secrets, viewer->person.id, codes);
    if (status == STATUS_OK)
        return store_commit(secrets);
    store_rollback(secrets);
    return status;
}

static enum status
record(struct viewer *viewer, const char *act)
{
    return own_has_role(viewer)
               ? auditing_record(viewer, act, viewer->person.handle, NULL, NULL)
               : STATUS_OK;
}

enum status
proving_confirm(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    struct proving proving = {0};
    enum status status = proving_look(viewer, secrets, &proving);
    bool is_new = !proving.is_on;

    if (status == STATUS_OK && proving.is_on && !proving.has_next)
        return refuse(STATUS_CONFLICT, "your second factor is on already");
    if (status == STATUS_OK)
        status = proving_try(secrets, viewer->person.id,
            is_new ? PROVING_FIRST : PROVING_NEXT, ask->code);
    if (status == STATUS_OK)
        status = hold(viewer, secrets, is_new, &answer->text);
    answer->number = is_new ? 0 : 1;
    return status == STATUS_OK ? record(viewer, is_new ? "second-factor on"
                                                       : "second-factor renew")
                               : status;
}

enum status
proving_renew(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    enum status status = proving_try(secrets, viewer->person.id, PROVING_CHANGE,
        ask->code);

    return status == STATUS_OK ? hold(viewer, secrets, false, &answer->text)
                               : status;
}

enum status
proving_end(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    struct proving proving;
    enum status status = proving_look(viewer, secrets, &proving);
    (void)answer;

    if (status == STATUS_OK && proving.is_on && proving.is_demanded)
        status = refuse(STATUS_FORBIDDEN,
            "your role here demands a second factor, so it stays on; for "
            "another app: second-factor renew CODE; where app and codes are "
            "lost an operator takes it away");
    if (status == STATUS_OK && !proving.is_begun)
        status = proving_try(secrets, viewer->person.id, PROVING_CHANGE,
            ask->code);
    return status == STATUS_OK
               ? second_factors_remove(secrets, viewer->person.id)
               : status;
}

enum status
proving_take(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    struct person person = {0};
    enum status status = enrolled_begin(viewer);
    (void)answer;

    if (status != STATUS_OK)
        return status;
    status = enrolled_named(people_by_handle(viewer->store, ask->handle,
                                &person),
        "person", ask->handle);
    if (status == STATUS_OK)
        status = store_begin(secrets);
    if (status != STATUS_OK)
        return enrolled_end(viewer, status, NULL, NULL);
    status = second_factors_remove(secrets, person.id);
    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "%s has no second factor", ask->handle);
    /* The record comes first, as with codes. */
    status = enrolled_end(viewer, status, "second-factor off", ask->handle);
    if (status == STATUS_OK)
        return store_commit(secrets);
    store_rollback(secrets);
    return status;
}
