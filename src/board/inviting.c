/* Inviting: the codes that let somebody in. */

#include "board/inviting.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/keeping.h"
#include "store/codes.h"
#include "store/cohorts.h"
#include "store/pair.h"
#include "store/people.h"
#include "store/store.h"

enum {
    DAY_SECONDS = 86400,
    LEARNERS_USES = 100,
    DAYS_DEFAULT = 60,
    LISTED_MOST = 500,
    DIGEST_BYTES = (INVITING_DIGEST_BYTES - 1) / 2
};

void
inviting_digest(const char *digits, char digest[INVITING_DIGEST_BYTES])
{
    uint8_t hash[DIGEST_BYTES];

    crypto_generichash(hash, sizeof hash, (const unsigned char *)digits,
        strlen(digits), NULL, 0);
    sodium_bin2hex(digest, INVITING_DIGEST_BYTES, hash, sizeof hash);
}

enum status
inviting_draw(char code[CODE_TEXT_BYTES], char digest[INVITING_DIGEST_BYTES])
{
    uint8_t random[CODE_RANDOM_BYTES];
    char digits[CODE_DIGITS + 1];

    if (sodium_init() < 0) {
        log_error("code.failed", "cause=\"libsodium does not start\"");
        return refuse(STATUS_FAILED, "no code can be made now");
    }
    randombytes_buf(random, sizeof random);
    code_write(random, code);
    sodium_memzero(random, sizeof random);
    enum status status = code_read(code, digits);
    if (status == STATUS_OK)
        inviting_digest(digits, digest);
    sodium_memzero(digits, sizeof digits);
    return status;
}

/* Makes a code and keeps what it is good for. */
static enum status
add_code(struct store *secrets, struct invitation *invitation,
    char code[CODE_TEXT_BYTES])
{
    char digest[INVITING_DIGEST_BYTES];
    enum status status = inviting_draw(code, digest);

    if (status != STATUS_OK)
        return status;
    invitation->uses_left = invitation->uses;
    return codes_add(secrets, invitation, digest, &invitation->id);
}

static enum status
end(struct viewer *viewer, struct store *secrets, enum status status,
    const char *act, const char *subject)
{
    if (status == STATUS_OK)
        status = auditing_record(viewer, act, subject, NULL, NULL);
    return pair_end(viewer->store, secrets, status);
}

/* The secrets are opened for one act. */
static enum status
begin_here(struct viewer *viewer, struct store **secrets)
{
    enum status status = keeping_open_secrets(secrets);

    if (status != STATUS_OK)
        return status;
    status = pair_begin(viewer->store, *secrets);
    if (status != STATUS_OK) {
        store_close(*secrets);
        *secrets = NULL;
    }
    return status;
}

static enum status
require_operator(const struct viewer *viewer)
{
    if (viewer->is_operator && viewer->may_write)
        return STATUS_OK;
    return refuse(STATUS_FORBIDDEN,
        "only the operator does this, with homeroom on the server");
}

static enum status
check_terms(const struct invite_terms *terms, struct invitation *invitation)
{
    enum role role = role_of(terms->role != NULL ? terms->role : "learner");
    int days = terms->days != 0 ? terms->days : DAYS_DEFAULT;

    if (role == ROLE_NONE || role == ROLE_OPERATOR)
        return refuse(STATUS_INVALID,
            "role: learner, mentor, sme, champion, moderator or sponsor");
    if (terms->uses < 0 || terms->uses > INVITE_USES_MOST)
        return refuse(STATUS_INVALID, "uses: 1 to %d", INVITE_USES_MOST);
    if (days < 0 || days > INVITE_DAYS_MOST)
        return refuse(STATUS_INVALID, "days: 1 to %d", INVITE_DAYS_MOST);
    invitation->role = role;
    invitation->uses = role == ROLE_LEARNER ? LEARNERS_USES : 1;
    if (terms->uses != 0)
        invitation->uses = terms->uses;
    invitation->made_at = clock_now();
    invitation->expires_at = invitation->made_at + (int64_t)days * DAY_SECONDS;
    return STATUS_OK;
}

enum status
inviting_add(struct viewer *viewer, const struct invite_terms *terms,
    char code[CODE_TEXT_BYTES], struct invitation *invitation)
{
    struct store *secrets = NULL;
    struct invitation made = {.made_by = "operator"};
    struct cohort cohort;
    struct text subject = {0};
    enum status status = require_operator(viewer);

    if (status == STATUS_OK)
        status = check_terms(terms, &made);
    if (status == STATUS_OK)
        status = enrolled_named(cohorts_by_slug(viewer->store, terms->cohort,
                                    &cohort),
            "cohort", terms->cohort);
    if (status == STATUS_OK)
        status = begin_here(viewer, &secrets);
    if (status != STATUS_OK)
        return status;

    made.cohort_id = cohort.id;
    status = add_code(secrets, &made, code);
    text_add_format(&subject, "%s %s, %d uses, code %" PRId64, terms->cohort,
        role_name(made.role), made.uses, made.id);
    status = end(viewer, secrets, status, "invite", text_bytes(&subject));
    store_close(secrets);
    text_clear(&subject);
    if (status == STATUS_OK)
        *invitation = made;
    return status;
}

/* Whoever makes such a code could use it. */
static enum status
check_back(const struct viewer *viewer, const struct person *person)
{
    if (!viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");
    if (!person->may_log_in)
        return refuse(STATUS_FORBIDDEN, "%s may not log in", person->handle);
    if (!viewer->is_operator && person->site_role != ROLE_NONE)
        return refuse(STATUS_FORBIDDEN,
            "%s has a role on the whole site: only the operator does this, "
            "with homeroom on the server",
            person->handle);
    return STATUS_OK;
}

static enum status
find_lost(struct viewer *viewer, const char *handle, struct person *person)
{
    if (!viewer->is_operator && viewer->person.site_role == ROLE_NONE)
        return refuse(STATUS_FORBIDDEN,
            "only moderators of the site let somebody back in");
    enum status status = people_by_handle(viewer->store, handle, person);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody called %s", handle);
    return status == STATUS_OK ? check_back(viewer, person) : status;
}

enum status
inviting_back(struct viewer *viewer, struct store *secrets, const char *handle,
    char code[CODE_TEXT_BYTES])
{
    struct person person = {0};
    struct invitation made = {.uses = 1, .made_at = clock_now()};
    enum status status = find_lost(viewer, handle, &person);

    if (status == STATUS_OK)
        status = pair_begin(viewer->store, secrets);
    if (status != STATUS_OK)
        return status;

    made.person_id = person.id;
    made.expires_at = made.made_at + DAY_SECONDS;
    text_copy(made.made_by, sizeof made.made_by,
        viewer->is_operator ? "operator" : viewer->person.handle);
    status = codes_revoke_of_person(secrets, person.id, made.made_at);
    if (status == STATUS_OK)
        status = add_code(secrets, &made, code);
    return end(viewer, secrets, status, "invite back", handle);
}

static enum status
check_standing(const struct invitation *invitation)
{
    if (invitation->revoked_at != 0)
        return refuse(STATUS_CONFLICT,
            "this code was taken back: ask for a new one");
    if (invitation->uses_left == 0)
        return refuse(STATUS_CONFLICT,
            "this code is used up: ask for a new one");
    if (invitation->expires_at <= clock_now())
        return refuse(STATUS_CONFLICT,
            "this code is past its day: ask for a new one");
    return STATUS_OK;
}

enum status
inviting_find(struct store *secrets, const char *typed,
    struct invitation *invitation)
{
    char digits[CODE_DIGITS + 1];
    char digest[INVITING_DIGEST_BYTES];
    struct invitation found;
    enum status status = code_read(typed, digits);

    if (status != STATUS_OK)
        return status;
    inviting_digest(digits, digest);
    sodium_memzero(digits, sizeof digits);
    status = codes_by_digest(secrets, digest, &found);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "there is no such code here");
    if (status == STATUS_OK)
        status = check_standing(&found);
    if (status == STATUS_OK)
        *invitation = found;
    return status;
}

enum status
inviting_use(struct store *secrets, const struct invitation *invitation)
{
    enum status status = codes_use(secrets, invitation->id, clock_now());

    if (status == STATUS_CONFLICT)
        return refuse(status, "this code is used up: ask for a new one");
    return status;
}

enum status
inviting_check(struct viewer *viewer, const char *typed, const char *cohort)
{
    struct store *secrets = NULL;
    struct invitation invitation = {0};
    struct cohort found;
    enum status status = require_operator(viewer);

    if (status == STATUS_OK)
        status = enrolled_named(cohorts_by_slug(viewer->store, cohort, &found),
            "cohort", cohort);
    if (status == STATUS_OK)
        status = keeping_open_secrets(&secrets);
    if (status == STATUS_OK)
        status = inviting_find(secrets, typed, &invitation);
    store_close(secrets);
    if (status == STATUS_OK &&
        (invitation.cohort_id != found.id || invitation.role != ROLE_LEARNER))
        return refuse(STATUS_CONFLICT,
            "this code is none for the learners of %s", cohort);
    return status;
}

static enum status
name_row(struct viewer *viewer, struct invited *row)
{
    struct cohort cohort = {0};
    struct person person = {0};
    enum status status = STATUS_OK;

    if (row->invitation.cohort_id != 0)
        status = cohorts_by_id(viewer->store, row->invitation.cohort_id,
            &cohort);
    else
        status = people_by_id(viewer->store, row->invitation.person_id,
            &person);
    text_copy(row->cohort, sizeof row->cohort, cohort.slug);
    text_copy(row->handle, sizeof row->handle, person.handle);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
inviting_list(struct viewer *viewer, const char *cohort,
    struct invited_list *list)
{
    struct store *secrets = NULL;
    struct cohort found = {0};
    struct invitation_list codes = {0};
    struct invited_list named = {0};
    enum status status = require_operator(viewer);

    if (status == STATUS_OK && cohort != NULL)
        status = enrolled_named(cohorts_by_slug(viewer->store, cohort, &found),
            "cohort", cohort);
    if (status == STATUS_OK)
        status = keeping_open_secrets(&secrets);
    if (status == STATUS_OK)
        status = codes_list(secrets, found.id, 0, LISTED_MOST, &codes);
    store_close(secrets);
    named.rows = memory_new((codes.count + 1) * sizeof *named.rows);
    for (; status == STATUS_OK && named.count < codes.count; named.count++) {
        named.rows[named.count].invitation = codes.rows[named.count];
        status = name_row(viewer, &named.rows[named.count]);
    }
    invitation_list_clear(&codes);
    if (status == STATUS_OK)
        *list = named;
    else
        invited_list_clear(&named);
    return status;
}

void
invited_list_clear(struct invited_list *list)
{
    memory_release(list->rows);
    *list = (struct invited_list){0};
}

enum status
inviting_revoke(struct viewer *viewer, int64_t id)
{
    struct store *secrets = NULL;
    struct text subject = {0};
    enum status status = require_operator(viewer);

    if (status == STATUS_OK)
        status = begin_here(viewer, &secrets);
    if (status != STATUS_OK)
        return status;

    text_add_format(&subject, "code %" PRId64, id);
    status = codes_revoke(secrets, id, clock_now());
    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "there is no code %" PRId64, id);
    status = end(viewer, secrets, status, "invite revoke",
        text_bytes(&subject));
    store_close(secrets);
    text_clear(&subject);
    return status;
}
