/* Proving: the second factor, an app's codes and those for who lost it. */

#include "board/proving.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "board/answered.h"
#include "board/enrolled.h"
#include "board/inviting.h"
#include "config/config.h"
#include "store/people.h"
#include "store/second_factors.h"
#include "store/store.h"

static enum status
refuse_none(void)
{
    return refuse(STATUS_CONFLICT,
        "you have no second factor; second-factor on begins one");
}

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
        text_add_format(&answer->text, "%d %d %d %d %" PRId64, proving.is_on,
            proving.is_begun, proving.is_demanded, proving.codes_left,
            proving.since);
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
    int64_t numbers[5];
    static const int64_t most[] = {1, 1, 1, PROVING_RECOVERY_CODES, INT64_MAX};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!take_number(&told, most[i], &numbers[i]))
            return false;
    *proving = (struct proving){
        .is_on = numbers[0] != 0,
        .is_begun = numbers[1] != 0,
        .is_demanded = numbers[2] != 0,
        .codes_left = (int)numbers[3],
        .since = numbers[4],
    };
    return *told == '\0';
}

/* ---- Codes --------------------------------------------------------------- */

static enum status
refuse_wrong(void)
{
    return refuse(STATUS_FORBIDDEN, "this code is wrong, or has served");
}

static enum status
check_app(struct store *secrets, int64_t person_id,
    const struct second_factor *factor, int code)
{
    uint8_t secret[TOTP_SECRET_BYTES];
    int64_t now = clock_now();
    int64_t since = now - PROVING_MISS_SECONDS;
    int64_t step = 0;

    if (factor->misses >= PROVING_MISSES && factor->missed_at >= since)
        return refuse(STATUS_FORBIDDEN,
            "too many wrong codes: try again in a quarter of an hour, or give "
            "a recovery code");
    if (totp_secret_read(factor->secret, secret))
        step = totp_find(secret, code, now, factor->last_step);
    sodium_memzero(secret, sizeof secret);
    enum status status = STATUS_CONFLICT;
    if (step != 0)
        status = second_factors_use(secrets, person_id, step);
    if (status != STATUS_CONFLICT)
        return status;
    status = second_factors_miss(secrets, person_id, since, now);
    return status == STATUS_OK ? refuse_wrong() : status;
}

static enum status
check_recovery(struct store *secrets, int64_t person_id, const char *typed)
{
    char digits[CODE_DIGITS + 1];
    char digest[INVITING_DIGEST_BYTES];

    if (code_read(typed, digits) != STATUS_OK)
        return refuse_wrong();
    inviting_digest(digits, digest);
    sodium_memzero(digits, sizeof digits);
    enum status status = second_factors_use_code(secrets, person_id, digest);
    return status == STATUS_NOT_FOUND ? refuse_wrong() : status;
}

static enum status
check_any(struct store *secrets, int64_t person_id, bool is_new,
    const char *typed)
{
    struct second_factor factor = {0};
    int code = 0;
    enum status status = second_factors_find_at(secrets, person_id, clock_now(),
        &factor);

    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && factor.is_confirmed == is_new))
        status = refuse_none();
    else if (status == STATUS_OK && totp_read(typed, &code))
        status = check_app(secrets, person_id, &factor, code);
    else if (status == STATUS_OK)
        status = check_recovery(secrets, person_id, typed);
    sodium_memzero(&factor, sizeof factor);
    return status;
}

/* A wrong code is counted. */
static enum status
check_end(struct store *secrets, enum status status)
{
    if (status != STATUS_OK && status != STATUS_FORBIDDEN) {
        store_rollback(secrets);
        return status;
    }
    enum status committed = store_commit(secrets);
    return committed == STATUS_OK ? status : committed;
}

/* In one transaction; a wrong code is counted by it. `is_new`: the secret waits
 * for its first code. */
static enum status
check(struct store *secrets, int64_t person_id, bool is_new, const char *typed)
{
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    return check_end(secrets, check_any(secrets, person_id, is_new, typed));
}

static enum status
check_and_keep(struct store *secrets, int64_t person_id, const char *typed,
    const char *id)
{
    struct keeping_answer answer = {0};
    enum status status = answered_find(secrets, id, &answer);

    if (status == STATUS_OK)
        status = answer.status == STATUS_OK
                     ? STATUS_OK
                     : refuse(answer.status, "%s", answer.why);
    if (status != STATUS_NOT_FOUND) {
        keeping_answer_clear(&answer);
        return status;
    }
    keeping_answer_clear(&answer);
    status = check_any(secrets, person_id, false, typed);
    if (status != STATUS_OK && status != STATUS_FORBIDDEN)
        return status;
    keeping_refuse(status, &answer);
    enum status kept = answered_keep(secrets, id, &answer);
    return kept == STATUS_OK ? status : kept;
}

enum status
proving_check(struct store *secrets, int64_t person_id, const char *typed,
    const char *id)
{
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    reason_clear();
    return check_end(secrets,
        id == NULL ? check_any(secrets, person_id, false, typed)
                   : check_and_keep(secrets, person_id, typed, id));
}

/* In place of those there were. */
static enum status
add_codes(struct store *secrets, int64_t person_id, struct text *codes)
{
    char lines[PROVING_RECOVERY_CODES * CODE_TEXT_BYTES + 1] = "";
    char digest[INVITING_DIGEST_BYTES];
    char *line = lines;
    enum status status = second_factors_drop_codes(secrets, person_id);

    for (int i = 0; status == STATUS_OK && i < PROVING_RECOVERY_CODES; i++) {
        status = inviting_draw(line, digest);
        if (status != STATUS_OK)
            break;
        line += strlen(line);
        *line++ = '\n';
        status = second_factors_add_code(secrets, person_id, digest,
            clock_now());
    }
    *line = '\0';
    text_add(codes, lines); /* at once: a text that grows leaves pieces */
    sodium_memzero(lines, sizeof lines);
    return status;
}

/* ---- What is asked ------------------------------------------------------- */

enum status
proving_begin(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    uint8_t secret[TOTP_SECRET_BYTES];
    char written[TOTP_SECRET_TEXT_BYTES];
    (void)ask;

    if (sodium_init() < 0) {
        log_error("second_factor.failed", "cause=\"libsodium does not start\"");
        return refuse(STATUS_FAILED, "no secret can be made now");
    }
    randombytes_buf(secret, sizeof secret);
    totp_secret_write(secret, written);
    sodium_memzero(secret, sizeof secret);
    enum status status = second_factors_begin(secrets, viewer->person.id,
        written, clock_now());
    if (status == STATUS_CONFLICT)
        status = refuse(status,
            "your second factor is on already; for a new app turn it off first");
    if (status == STATUS_OK)
        text_add(&answer->text, written);
    sodium_memzero(written, sizeof written);
    return status;
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
        status = add_codes(secrets, viewer->person.id, codes);
    if (status == STATUS_OK)
        return store_commit(secrets);
    store_rollback(secrets);
    return status;
}

enum status
proving_confirm(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    struct proving proving;
    enum status status = proving_look(viewer, secrets, &proving);

    if (status == STATUS_OK && proving.is_on)
        return refuse(STATUS_CONFLICT, "your second factor is on already");
    if (status == STATUS_OK)
        status = check(secrets, viewer->person.id, true, ask->code);
    return status == STATUS_OK ? hold(viewer, secrets, true, &answer->text)
                               : status;
}

enum status
proving_renew(struct viewer *viewer, struct store *secrets,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    enum status status = check(secrets, viewer->person.id, false, ask->code);

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
            "your role here demands a second factor, so it stays on; if the "
            "app is lost, ask an operator to take it away");
    if (status == STATUS_OK && !proving.is_begun)
        status = check(secrets, viewer->person.id, false, ask->code);
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
