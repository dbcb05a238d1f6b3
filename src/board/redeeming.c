/* Redeeming: the last step of joining, whole or not at all. */

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/unicode.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/inviting.h"
#include "board/joining.h"
#include "board/policing.h"
#include "board/profiling.h"
#include "board/publickey.h"
#include "config/config.h"
#include "store/cohorts.h"
#include "store/keys.h"
#include "store/members.h"
#include "store/pair.h"
#include "store/people.h"
#include "store/policies.h"
#include "store/store.h"

struct redeeming {
    const struct joining *joining;
    const struct keeping_ask *ask;
    struct keeping_answer *answer;
    struct invitation invitation;
    struct cohort cohort; /* id 0: somebody comes back */
    int64_t person_id;
    bool is_known; /* they logged in before, and go on to */
    const char *act;
};

static enum status
wrong(const struct redeeming *redeeming, enum keeping_field field,
    enum status status)
{
    return joining_wrong(redeeming->answer, field, status);
}

/* ---- Who ----------------------------------------------------------------- */

static enum status
add_newcomer(struct redeeming *redeeming, const char *name)
{
    const char *handle = redeeming->ask->handle;
    struct store *store = redeeming->joining->store;
    char skeleton[HANDLE_BYTES];

    handle_skeleton(handle, skeleton, sizeof skeleton);
    enum status status = people_add(store,
        &(struct newcomer){
            .handle = handle,
            .skeleton = skeleton,
            .name = name,
            .may_log_in = true,
        },
        clock_now(), &redeeming->person_id);
    if (status == STATUS_OK)
        status = people_set_name(store, redeeming->person_id, name, true);
    return status;
}

static enum status
claim_person(const struct redeeming *redeeming, const struct person *person,
    const char *name)
{
    bool is_own = person->has_own_name || !text_equals(name, person->name);
    const char *handle = redeeming->ask->handle;
    struct store *store = redeeming->joining->store;
    char skeleton[HANDLE_BYTES];

    handle_skeleton(handle, skeleton, sizeof skeleton);
    enum status status = people_set_name(store, person->id, name, is_own);
    if (status == STATUS_OK)
        status = people_set_handle(store, person->id, handle, skeleton);
    return status;
}

/* Somebody new, or one of the roster by their own word. */
static enum status
be_somebody(struct redeeming *redeeming)
{
    const struct joining *joining = redeeming->joining;
    const struct keeping_ask *ask = redeeming->ask;
    struct person person = {0};
    char name[NAME_BYTES];
    enum status status = STATUS_OK;

    if (ask->login[0] != '\0')
        status = joining_find_person(joining, &redeeming->invitation,
            ask->login, &person);
    if (status != STATUS_OK)
        return wrong(redeeming, KEEPING_FIELD_LOGIN, status);
    redeeming->person_id = person.id;
    status = profiling_choose_name(joining->store, &person, ask->name, name);
    if (status != STATUS_OK)
        return wrong(redeeming, KEEPING_FIELD_NAME, status);
    status = joining_check_handle(joining, ask->handle, person.id);
    if (status == STATUS_OK)
        status = person.id != 0 ? claim_person(redeeming, &person, name)
                                : add_newcomer(redeeming, name);
    redeeming->act = "join";
    return wrong(redeeming, KEEPING_FIELD_HANDLE, status);
}

static enum status
be_owner(struct redeeming *redeeming)
{
    const struct joining *joining = redeeming->joining;
    enum status status = STATUS_NOT_FOUND;

    redeeming->act = "enrol";
    redeeming->is_known = true;
    redeeming->person_id = joining->person_id;
    if (joining->person_id != 0)
        return STATUS_OK;
    if (joining->key[0] != '\0')
        status = keys_find(joining->secrets, joining->key,
            &redeeming->person_id);
    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "nobody has this key");
    return wrong(redeeming, KEEPING_FIELD_KEY, status);
}

/* What let them in before may be in other hands by now. */
static enum status
come_back(struct redeeming *redeeming)
{
    redeeming->act = "come back";
    redeeming->person_id = redeeming->invitation.person_id;
    redeeming->answer->is_back = true;
    return credentials_remove_all(redeeming->joining->secrets,
        redeeming->person_id);
}

static enum status
find_who(struct redeeming *redeeming)
{
    bool is_owner = redeeming->ask->is_owner ||
                    redeeming->joining->person_id != 0;

    if (redeeming->invitation.person_id != 0)
        return is_owner ? wrong(redeeming, KEEPING_FIELD_CODE,
                              refuse(STATUS_CONFLICT,
                                  "this code lets somebody back in who lost "
                                  "their key: ssh join@host takes it"))
                        : come_back(redeeming);
    return is_owner ? be_owner(redeeming) : be_somebody(redeeming);
}

/* ---- What they get ------------------------------------------------------- */

static bool
has_role(const struct redeeming *redeeming, const struct member_list *members)
{
    for (size_t i = 0; i < members->count; i++)
        if (members->rows[i].cohort_id == redeeming->invitation.cohort_id &&
            members->rows[i].role == redeeming->invitation.role)
            return true;
    return false;
}

static enum status
enter_cohort(struct redeeming *redeeming)
{
    struct store *store = redeeming->joining->store;
    const struct invitation *invitation = &redeeming->invitation;
    struct member_list members = {0};

    if (invitation->cohort_id == 0)
        return STATUS_OK;
    enum status status = cohorts_by_id(store, invitation->cohort_id,
        &redeeming->cohort);
    if (status == STATUS_OK)
        status = members_by_person(store, redeeming->person_id, &members);
    bool is_there = status == STATUS_OK && has_role(redeeming, &members);
    member_list_clear(&members);
    if (status == STATUS_OK && is_there && redeeming->is_known)
        return wrong(redeeming, KEEPING_FIELD_CODE,
            refuse(STATUS_CONFLICT, "you are %s in %s already",
                role_name(invitation->role), redeeming->cohort.slug));
    if (status != STATUS_OK || is_there)
        return status;
    return enrolled_join(store, redeeming->person_id, &redeeming->cohort,
        invitation->role);
}

static enum status
take_key(const struct redeeming *redeeming)
{
    const struct joining *joining = redeeming->joining;
    struct publickey key;
    struct text line = {0};

    if (joining->key[0] == '\0' || !config_current()->login_key)
        return refuse(STATUS_INVALID, "no key was shown");
    enum status status = publickey_of_blob(joining->key, &key);
    text_add_format(&line, "%s %s shown at joining", key.type, key.blob);
    if (status == STATUS_OK)
        status = credentials_add_key(joining->secrets, redeeming->person_id,
            text_bytes(&line));
    text_clear(&line);
    return status;
}

static enum status
take_ways_in(const struct redeeming *redeeming)
{
    const struct joining *joining = redeeming->joining;
    bool has_any = false;
    enum status status = STATUS_OK;

    if (redeeming->is_known)
        return STATUS_OK;
    if (redeeming->ask->takes_key)
        status = take_key(redeeming);
    if (status != STATUS_OK)
        return wrong(redeeming, KEEPING_FIELD_KEY, status);
    if (joining->hash[0] != '\0')
        status = credentials_set_password(joining->secrets,
            redeeming->person_id, joining->hash);
    if (status == STATUS_OK)
        status = credentials_has_any(joining->secrets, redeeming->person_id,
            &has_any);
    if (status == STATUS_OK && !has_any)
        status = refuse(STATUS_INVALID, "a key or a password is needed");
    return wrong(redeeming, KEEPING_FIELD_PASSWORD, status);
}

/* Who was here before is asked before they next write. */
static enum status
accept_policy(const struct redeeming *redeeming, const struct viewer *viewer)
{
    int64_t version = 0;
    int64_t accepted_at = 0;
    enum status status = policies_standing(viewer->store, viewer->person.id,
        &version, &accepted_at);

    if (status != STATUS_OK || version == 0 || redeeming->is_known ||
        redeeming->answer->is_back)
        return status;
    return wrong(redeeming, KEEPING_FIELD_POLICY,
        policing_accept(viewer, redeeming->ask->number));
}

static enum status
record(const struct redeeming *redeeming, struct viewer *viewer)
{
    const struct invitation *invitation = &redeeming->invitation;
    struct text subject = {0};

    /* The first word is the handle alone: the record keeps a number for it. */
    text_add_format(&subject, "%s ", viewer->person.handle);
    if (invitation->cohort_id != 0)
        text_add_format(&subject, "%s %s, ", redeeming->cohort.slug,
            role_name(invitation->role));
    text_add_format(&subject, "code %" PRId64, invitation->id);
    enum status status = auditing_record(viewer, redeeming->act,
        text_bytes(&subject), NULL, NULL);
    text_clear(&subject);
    return status;
}

/* Who they are from now on does the rest. */
static enum status
finish(struct redeeming *redeeming)
{
    struct keeping_answer *answer = redeeming->answer;
    struct viewer viewer = {0};
    enum status status = viewer_open(&viewer, redeeming->joining->store,
        redeeming->person_id);

    if (status == STATUS_OK)
        status = accept_policy(redeeming, &viewer);
    if (status == STATUS_OK)
        status = record(redeeming, &viewer);
    if (status == STATUS_OK) {
        answer->person_id = viewer.person.id;
        text_copy(answer->handle, sizeof answer->handle, viewer.person.handle);
        text_copy(answer->name, sizeof answer->name, viewer.person.name);
    }
    viewer_clear(&viewer);
    return status;
}

static enum status
redeem(struct redeeming *redeeming)
{
    const struct joining *joining = redeeming->joining;
    enum status status = joining_find_code(joining, redeeming->ask,
        redeeming->answer, &redeeming->invitation);

    if (status == STATUS_OK)
        status = find_who(redeeming);
    if (status == STATUS_OK)
        status = enter_cohort(redeeming);
    if (status == STATUS_OK)
        status = take_ways_in(redeeming);
    if (status == STATUS_OK)
        status = finish(redeeming);
    if (status == STATUS_OK)
        status = wrong(redeeming, KEEPING_FIELD_CODE,
            inviting_use(joining->secrets, &redeeming->invitation));
    return status;
}

enum status
joining_redeem(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct redeeming redeeming = {
        .joining = joining,
        .ask = ask,
        .answer = answer,
    };
    enum status status = pair_begin(joining->store, joining->secrets);

    if (status != STATUS_OK)
        return status;
    status = pair_end(joining->store, joining->secrets, redeem(&redeeming));
    if (status != STATUS_OK)
        answer->person_id = 0;
    return status;
}

enum status
joining_enrol(const struct joining *joining, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    enum status status = joining_code(joining, ask, answer);

    return status == STATUS_OK ? joining_redeem(joining, ask, answer) : status;
}
