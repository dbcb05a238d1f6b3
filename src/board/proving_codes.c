/* Proving, the codes: what was typed, looked at once, and new ones. */

#include "board/proving_codes.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/code.h"
#include "base/text.h"
#include "board/answered.h"
#include "board/inviting.h"
#include "board/proving.h"
#include "store/second_factors.h"
#include "store/store.h"

static enum status
refuse_none(void)
{
    return refuse(STATUS_CONFLICT,
        "you have no second factor; second-factor on begins one");
}

static enum status
refuse_wrong(void)
{
    return refuse(STATUS_FORBIDDEN, "this code is wrong, or has served");
}

/* Of the app that counts, or of the one that is to. */
static enum status
check_app(struct store *secrets, int64_t person_id,
    const struct second_factor *factor, enum proving_use use, int code)
{
    uint8_t secret[TOTP_SECRET_BYTES];
    int64_t now = clock_now();
    int64_t since = now - PROVING_MISS_SECONDS;
    int64_t step = 0;

    if (factor->misses >= PROVING_MISSES && factor->missed_at >= since)
        return refuse(STATUS_FORBIDDEN,
            "too many wrong codes: try again in a quarter of an hour, or give "
            "a recovery code");
    bool is_next = use == PROVING_NEXT;
    if (totp_secret_read(is_next ? factor->next_secret : factor->secret,
            secret))
        step = totp_find(secret, code, now, is_next ? 0 : factor->last_step);
    sodium_memzero(secret, sizeof secret);
    enum status status = STATUS_CONFLICT;
    if (step != 0)
        status = is_next
                     ? second_factors_take_next(secrets, person_id, step, now)
                     : second_factors_use(secrets, person_id, step);
    if (status != STATUS_CONFLICT)
        return status;
    status = second_factors_miss(secrets, person_id, since, now);
    return status == STATUS_OK ? refuse_wrong() : status;
}

static enum status
check_recovery(struct store *secrets, int64_t person_id, enum proving_use use,
    const char *typed)
{
    char digits[CODE_DIGITS + 1];
    char digest[INVITING_DIGEST_BYTES];

    int64_t now = clock_now();

    if (use == PROVING_FIRST || use == PROVING_NEXT ||
        code_read(typed, digits) != STATUS_OK)
        return refuse_wrong();
    inviting_digest(digits, digest);
    sodium_memzero(digits, sizeof digits);
    enum status status = second_factors_use_code(secrets, person_id, digest);
    if (status == STATUS_OK && use == PROVING_LOGIN)
        status = second_factors_let_in(secrets, person_id, digest, now);
    if (status == STATUS_NOT_FOUND && use == PROVING_REPLACE)
        status = second_factors_use_let_in(secrets, person_id, digest,
            now - PROVING_REPLACE_SECONDS, now + PROVING_REPLACE_SECONDS);
    return status == STATUS_NOT_FOUND ? refuse_wrong() : status;
}

static enum status
check_any(struct store *secrets, int64_t person_id, enum proving_use use,
    const char *typed)
{
    struct second_factor factor = {0};
    int code = 0;
    enum status status = second_factors_find_at(secrets, person_id, clock_now(),
        &factor);

    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && factor.is_confirmed == (use == PROVING_FIRST)))
        status = refuse_none();
    else if (status == STATUS_OK && totp_read(typed, &code))
        status = check_app(secrets, person_id, &factor, use, code);
    else if (status == STATUS_OK)
        status = check_recovery(secrets, person_id, use, typed);
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

enum status
proving_try(struct store *secrets, int64_t person_id, enum proving_use use,
    const char *typed)
{
    enum status status = store_begin(secrets);

    if (status != STATUS_OK)
        return status;
    return check_end(secrets, check_any(secrets, person_id, use, typed));
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
    status = check_any(secrets, person_id, PROVING_LOGIN, typed);
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
        id == NULL ? check_any(secrets, person_id, PROVING_LOGIN, typed)
                   : check_and_keep(secrets, person_id, typed, id));
}

enum status
proving_add_codes(struct store *secrets, int64_t person_id, struct text *codes)
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
