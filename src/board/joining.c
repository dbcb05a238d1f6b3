/* Joining: what a code is good for, and who may be who by it. */

#include "board/joining.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/unicode.h"
#include "board/inviting.h"
#include "board/naming.h"
#include "board/profiling.h"
#include "board/publickey.h"
#include "board/roster_handles.h"
#include "store/cohorts.h"
#include "store/keys.h"
#include "store/members.h"
#include "store/people.h"
#include "store/people_known.h"
#include "store/policies.h"
#include "store/store.h"

enum {
    CLAIMS_LOOKED_AT = 100
};

enum status
joining_wrong(struct keeping_answer *answer, enum keeping_field field,
    enum status status)
{
    if (status != STATUS_OK)
        answer->field = field;
    return status;
}

enum status
joining_find_code(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer, struct invitation *invitation)
{
    enum status status = inviting_find(joining->secrets, ask->code, invitation);

    answer->is_miss = status == STATUS_NOT_FOUND;
    return joining_wrong(answer, KEEPING_FIELD_CODE, status);
}

/* ---- The code ------------------------------------------------------------ */

/* Whether somebody on the cohort's list has not come in yet. Where a hundred of
 * them have a way in and were never here, it is asked anyway. */
static enum status
tell_roster(const struct joining *joining, int64_t cohort_id,
    struct keeping_answer *answer)
{
    int64_t ids[CLAIMS_LOOKED_AT];
    int count = 0;
    enum status status = people_to_claim(joining->store, cohort_id, ids,
        CLAIMS_LOOKED_AT, &count);

    answer->has_roster = count == CLAIMS_LOOKED_AT;
    for (int i = 0; status == STATUS_OK && i < count && !answer->has_roster;
         i++) {
        bool has_any = false;

        status = credentials_has_any(joining->secrets, ids[i], &has_any);
        answer->has_roster = !has_any;
    }
    return status;
}

static enum status
tell_cohort(const struct joining *joining, int64_t cohort_id,
    struct keeping_answer *answer)
{
    struct cohort cohort;
    enum status status = cohorts_by_id(joining->store, cohort_id, &cohort);

    if (status != STATUS_OK)
        return status;
    snprintf(answer->cohort, sizeof answer->cohort, "%s, %s",
        cohort.region_title, cohort.intake_title);
    text_copy(answer->program, sizeof answer->program, cohort.program_title);
    return tell_roster(joining, cohort_id, answer);
}

static enum status
tell_person(const struct joining *joining, int64_t person_id,
    struct keeping_answer *answer)
{
    struct person person;
    enum status status = people_by_id(joining->store, person_id, &person);

    if (status != STATUS_OK)
        return status;
    answer->is_back = true;
    text_copy(answer->handle, sizeof answer->handle, person.handle);
    text_copy(answer->name, sizeof answer->name, person.name);
    return STATUS_OK;
}

static enum status
tell_key(const struct joining *joining, struct keeping_answer *answer)
{
    struct publickey key;
    struct person owner;
    int64_t owner_id = 0;

    if (joining->key[0] == '\0' ||
        publickey_of_blob(joining->key, &key) != STATUS_OK)
        return STATUS_OK;
    text_copy(answer->fingerprint, sizeof answer->fingerprint, key.fingerprint);
    enum status status = keys_find(joining->secrets, joining->key, &owner_id);
    if (status == STATUS_OK)
        status = people_by_id(joining->store, owner_id, &owner);
    if (status == STATUS_OK && owner.may_log_in)
        text_copy(answer->owner, sizeof answer->owner, owner.handle);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
joining_code(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct invitation invitation;
    int64_t accepted_at = 0;
    enum status status = joining_find_code(joining, ask, answer, &invitation);

    if (status != STATUS_OK)
        return status;
    answer->role = invitation.role;
    status = invitation.cohort_id != 0
                 ? tell_cohort(joining, invitation.cohort_id, answer)
                 : tell_person(joining, invitation.person_id, answer);
    if (status == STATUS_OK)
        status = tell_key(joining, answer);
    if (status == STATUS_OK)
        status = policies_standing(joining->store, 0, &answer->number,
            &accepted_at);
    return joining_wrong(answer, KEEPING_FIELD_CODE, status);
}

/* ---- Who they are -------------------------------------------------------- */

static bool
is_in(const struct member_list *members, int64_t cohort_id)
{
    for (size_t i = 0; i < members->count; i++)
        if (members->rows[i].cohort_id == cohort_id)
            return true;
    return false;
}

/* Learners share a code: nobody gets another's role by knowing their address.
 */
static bool
has_more_than_given(const struct person *person,
    const struct member_list *members, const struct invitation *invitation)
{
    if (person->site_role != ROLE_NONE)
        return true;
    for (size_t i = 0; i < members->count; i++) {
        const struct member *member = &members->rows[i];

        if (member->role != ROLE_LEARNER &&
            (member->role != invitation->role ||
                member->cohort_id != invitation->cohort_id))
            return true;
    }
    return false;
}

static enum status
check_claim(const struct joining *joining, const struct invitation *invitation,
    const struct person *person, const struct member_list *members)
{
    bool has_any = false;
    enum status status = credentials_has_any(joining->secrets, person->id,
        &has_any);

    if (status != STATUS_OK)
        return status;
    if (!is_in(members, invitation->cohort_id))
        return STATUS_NOT_FOUND;
    if (!person->may_log_in)
        return refuse(STATUS_FORBIDDEN, "%s may not log in", person->handle);
    if (has_any)
        return refuse(STATUS_CONFLICT,
            "somebody has joined as that already: log in as %s, or ask a "
            "moderator to let you back in",
            person->handle);
    if (has_more_than_given(person, members, invitation))
        return refuse(STATUS_FORBIDDEN,
            "%s has a role here: ask for a code of your own", person->name);
    return STATUS_OK;
}

static enum status
by_login(const struct joining *joining, const struct invitation *invitation,
    const char *login, struct person *person)
{
    char lower[EMAIL_BYTES];

    naming_lower(lower, sizeof lower, login);
    enum status status = people_by_login(joining->store, invitation->cohort_id,
        lower, person);
    if (status == STATUS_NOT_FOUND)
        status = people_by_email(joining->store, lower, person);
    return status == STATUS_CONFLICT ? STATUS_NOT_FOUND : status;
}

enum status
joining_find_person(const struct joining *joining,
    const struct invitation *invitation, const char *login,
    struct person *person)
{
    struct member_list members = {0};
    struct person found = {0};
    enum status status = by_login(joining, invitation, login, &found);

    if (status == STATUS_OK)
        status = members_by_person(joining->store, found.id, &members);
    if (status == STATUS_OK)
        status = check_claim(joining, invitation, &found, &members);
    member_list_clear(&members);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody on this cohort's list is called that");
    if (status == STATUS_OK)
        *person = found;
    return status;
}

enum status
joining_person(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct invitation invitation;
    struct person person;
    enum status status = joining_find_code(joining, ask, answer, &invitation);

    if (status != STATUS_OK)
        return status;
    status = joining_find_person(joining, &invitation, ask->login, &person);
    if (status != STATUS_OK)
        return joining_wrong(answer, KEEPING_FIELD_LOGIN, status);
    text_copy(answer->handle, sizeof answer->handle, person.handle);
    text_copy(answer->name, sizeof answer->name, person.name);
    return STATUS_OK;
}

enum status
joining_name(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct invitation invitation;
    struct person person = {0};
    enum status status = joining_find_code(joining, ask, answer, &invitation);

    if (status == STATUS_OK && ask->login[0] != '\0')
        status = joining_find_person(joining, &invitation, ask->login, &person);
    if (status != STATUS_OK)
        return status;
    status = profiling_choose_name(joining->store, &person, ask->name,
        answer->name);
    if (status == STATUS_OK)
        status = roster_handles_suggest(joining->store, answer->name,
            answer->handle);
    return joining_wrong(answer, KEEPING_FIELD_NAME, status);
}

enum status
joining_check_handle(const struct joining *joining, const char *handle,
    int64_t own_id)
{
    char skeleton[HANDLE_BYTES];
    struct person other;
    enum status status = naming_check_handle(handle);

    if (status != STATUS_OK)
        return status;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    status = people_by_skeleton(joining->store, skeleton, &other);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK || other.id == own_id)
        return status;
    if (text_equals(other.handle, handle))
        return refuse(STATUS_CONFLICT, "handle: %s is somebody else's", handle);
    return refuse(STATUS_CONFLICT, "handle: %s looks like %s, who is here",
        handle, other.handle);
}

enum status
joining_handle(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct invitation invitation;
    struct person person = {0};
    enum status status = joining_find_code(joining, ask, answer, &invitation);

    if (status != STATUS_OK)
        return status;
    if (ask->login[0] != '\0')
        status = joining_find_person(joining, &invitation, ask->login, &person);
    if (status != STATUS_OK)
        return joining_wrong(answer, KEEPING_FIELD_LOGIN, status);
    status = joining_check_handle(joining, ask->handle, person.id);
    return joining_wrong(answer, KEEPING_FIELD_HANDLE, status);
}

enum status
joining_policy(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct invitation invitation;
    struct policy policy = {0};
    enum status status = joining_find_code(joining, ask, answer, &invitation);

    if (status != STATUS_OK)
        return status;
    status = policies_newest(joining->store, &policy);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return joining_wrong(answer, KEEPING_FIELD_POLICY, status);

    size_t length = strlen(policy.body);
    size_t at = (size_t)ask->number < length ? (size_t)ask->number : length;
    size_t count = length - at < KEEPING_TEXT_BYTES ? length - at
                                                    : KEEPING_TEXT_BYTES;
    text_add_bytes(&answer->text, policy.body + at, count);
    answer->number = policy.id;
    policy_clear(&policy);
    return STATUS_OK;
}
