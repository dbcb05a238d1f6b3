/* Rostering: a roster's people come to a cohort, and nobody leaves it. */

#include "board/rostering.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "board/enrolled.h"
#include "board/enrolling.h"
#include "board/explaining.h"
#include "board/naming.h"
#include "board/roster_handles.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people.h"
#include "store/people_known.h"

enum {
    LOGIN_BYTES = 512,
    PAGE = 500
};

struct rostering {
    struct store *store;
    struct cohort cohort;
    struct roster_handles handles;
    struct lookup logins; /* that stood on a row */
    struct lookup emails;
    struct roster_outcome *outcome;
};

/* A row, checked. */
struct entry {
    char login[LOGIN_BYTES]; /* a handle is made of it */
    bool has_login;          /* the roster has one, for people to say */
    char name[NAME_BYTES];
    char email[EMAIL_BYTES]; /* "": none */
    enum role role;
};

static enum status
refuse_field(struct rostering *rostering, enum roster_field field,
    enum status status)
{
    rostering->outcome->refused_field = field;
    return status;
}

static enum status
read_name(const char *given, struct entry *entry, struct roster_row *row)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, given, strlen(given), NULL);
    row->is_cut = !text_copy(entry->name, sizeof entry->name,
        text_bytes(&clean));
    text_clear(&clean);
    if (entry->name[0] == '\0')
        return refuse(STATUS_INVALID, "no name");
    return naming_check_name(entry->name, NAMED_BY_OPERATOR, entry->name,
        sizeof entry->name);
}

static enum status
read_email(const char *given, struct entry *entry, struct roster_row *row)
{
    if (given[0] == '\0')
        return STATUS_OK;
    /* Platforms let anything stand there; a typo round an @ is worth a stop. */
    if (strchr(given, '@') == NULL) {
        row->has_no_address = true;
        return STATUS_OK;
    }
    return naming_check_email(given, entry->email, sizeof entry->email);
}

/* INVALID where it stood on an earlier row. */
static enum status
mark(struct lookup *known, const char *text)
{
    int64_t number;

    if (text[0] == '\0')
        return STATUS_OK;
    if (lookup_find(known, text, &number))
        return refuse(STATUS_INVALID, "%s stands in the file twice", text);
    lookup_set(known, text, 1);
    return STATUS_OK;
}

static enum status
read_entry(struct rostering *rostering, const struct roster_person *given,
    struct entry *entry, struct roster_row *row)
{
    *entry = (struct entry){.role = given->role};
    enum status status = read_name(given->name, entry, row);
    if (status != STATUS_OK)
        return refuse_field(rostering, ROSTER_NAME, status);

    status = read_email(given->email, entry, row);
    if (status == STATUS_OK)
        status = mark(&rostering->emails, entry->email);
    if (status != STATUS_OK)
        return refuse_field(rostering, ROSTER_EMAIL, status);

    if (strlen(given->login) >= sizeof entry->login)
        status = refuse(STATUS_INVALID, "login: at most %d bytes",
            LOGIN_BYTES - 1);
    naming_lower(entry->login, sizeof entry->login, given->login);
    entry->has_login = entry->login[0] != '\0';
    if (status == STATUS_OK)
        status = mark(&rostering->logins, entry->login);
    if (status == STATUS_OK && entry->login[0] == '\0')
        naming_lower(entry->login, sizeof entry->login,
            entry->email[0] != '\0' ? entry->email : entry->name);
    return refuse_field(rostering, ROSTER_LOGIN, status);
}

/* Whoever of this cohort had the login id on an earlier roster, by whatever
 * name they go now; with another address it may be somebody else by now. */
static enum status
find_by_login(struct rostering *rostering, const struct entry *entry,
    struct person *person, struct roster_row *row)
{
    char email[EMAIL_BYTES];
    enum status status = people_by_login(rostering->store, rostering->cohort.id,
        entry->login, person);

    if (status == STATUS_CONFLICT)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = people_email(rostering->store, person->id, email);
    if (status != STATUS_OK)
        return status;
    row->has_new_email = entry->email[0] != '\0';
    if (roster_handles_are_taken(&rostering->handles, person->handle) ||
        (email[0] != '\0' && row->has_new_email))
        return STATUS_NOT_FOUND;
    return STATUS_OK;
}

/* `person` has no id where they are new. */
static enum status
find_person(struct rostering *rostering, const struct entry *entry,
    struct person *person, struct roster_row *row)
{
    struct roster_stranger stranger = {
        .login = entry->login,
        .name = entry->name,
        .has_email = entry->email[0] != '\0',
    };
    enum status status = STATUS_NOT_FOUND;

    if (stranger.has_email)
        status = people_by_email(rostering->store, entry->email, person);
    if (status == STATUS_OK &&
        roster_handles_are_taken(&rostering->handles, person->handle))
        return refuse_field(rostering, ROSTER_EMAIL,
            refuse(STATUS_CONFLICT,
                "%s is the address of %s, whom another row stands for",
                entry->email, person->handle));
    if (status == STATUS_NOT_FOUND && entry->has_login)
        status = find_by_login(rostering, entry, person, row);
    if (status != STATUS_NOT_FOUND)
        return status;

    status = roster_handles_find(&rostering->handles, rostering->store,
        &stranger, person);
    row->is_new = status == STATUS_OK && person->id == 0;
    row->has_new_email = stranger.has_email;
    return status;
}

static enum status
add_person(struct rostering *rostering, const struct entry *entry,
    struct person *person)
{
    char skeleton[HANDLE_BYTES];

    handle_skeleton(person->handle, skeleton, sizeof skeleton);
    return people_add(rostering->store,
        &(struct newcomer){
            .handle = person->handle,
            .skeleton = skeleton,
            .name = entry->name,
            .email = entry->email[0] != '\0' ? entry->email : NULL,
            .login_id = entry->has_login ? entry->login : NULL,
            .may_log_in = true,
        },
        clock_now(), &person->id);
}

static enum status
change_person(struct rostering *rostering, const struct entry *entry,
    const struct person *person, struct roster_row *row)
{
    if (entry->has_login) {
        enum status status = people_set_login(rostering->store, person->id,
            entry->login);
        if (status != STATUS_OK)
            return status;
    }
    row->has_new_name = !person->has_own_name &&
                        !text_equals(person->name, entry->name);
    if (!row->has_new_name && !row->has_new_email)
        return STATUS_OK;
    return people_set_contact(rostering->store, person->id,
        row->has_new_name ? entry->name : person->name,
        row->has_new_email ? entry->email : NULL);
}

/* Whether they are on the cohort, and the role that they are to have there
 * besides. */
static enum status
find_role(struct rostering *rostering, const struct entry *entry,
    const struct person *person, bool *is_here, enum role *role)
{
    struct member_list members = {0};
    enum status status = members_by_person(rostering->store, person->id,
        &members);

    *is_here = false;
    *role = entry->role == ROLE_NONE ? ROLE_LEARNER : entry->role;
    for (size_t i = 0; i < members.count; i++) {
        if (members.rows[i].cohort_id != rostering->cohort.id)
            continue;
        *is_here = true;
        if (entry->role == ROLE_NONE || members.rows[i].role == *role)
            *role = ROLE_NONE;
    }
    /* An author of imported mail becomes one of us; whoever is in a cohort
     * and may not log in was shut out by somebody. */
    if (status == STATUS_OK && !person->may_log_in && members.count == 0)
        status = people_set_may_log_in(rostering->store, person->id, true);
    member_list_clear(&members);
    return status;
}

static enum status
import_person(struct rostering *rostering, const struct roster_person *given,
    struct roster_row *row)
{
    struct entry entry;
    struct person person = {0};
    bool is_here = false;
    enum role role = ROLE_NONE;
    enum status status = read_entry(rostering, given, &entry, row);

    if (status == STATUS_OK)
        status = find_person(rostering, &entry, &person, row);
    if (status == STATUS_OK && row->is_new)
        status = add_person(rostering, &entry, &person);
    else if (status == STATUS_OK)
        status = change_person(rostering, &entry, &person, row);
    person.may_log_in = person.may_log_in || row->is_new;
    if (status == STATUS_OK)
        status = find_role(rostering, &entry, &person, &is_here, &role);
    if (status == STATUS_OK && role != ROLE_NONE)
        status = enrolled_join(rostering->store, person.id, &rostering->cohort,
            role);
    if (status != STATUS_OK)
        return status;

    bool has_changed = row->has_new_name || row->has_new_email ||
                       role != ROLE_NONE;
    row->new_role = role;
    row->person_id = person.id;
    row->act = !is_here      ? ROSTER_ADD
               : has_changed ? ROSTER_CHANGE
                             : ROSTER_KEEP;
    text_copy(row->handle, sizeof row->handle, person.handle);
    roster_handles_take(&rostering->handles, person.handle);
    return STATUS_OK;
}

static enum status
find_absent(struct rostering *rostering)
{
    struct person_list *absent = &rostering->outcome->absent;
    enum status status = STATUS_OK;
    int64_t after_id = 0;
    size_t found = PAGE;

    while (status == STATUS_OK && found == PAGE) {
        struct person_list page = {0};

        status = people_in_cohort(rostering->store, rostering->cohort.id,
            after_id, PAGE, &page);
        found = page.count;
        for (size_t i = 0; i < page.count; i++) {
            after_id = page.rows[i].id;
            if (roster_handles_are_taken(&rostering->handles,
                    page.rows[i].handle))
                continue;
            absent->rows = grow(absent->rows, absent->count + 1,
                sizeof *absent->rows);
            absent->rows[absent->count++] = page.rows[i];
        }
        person_list_clear(&page);
    }
    return status;
}

static enum status
import_people(struct rostering *rostering, const struct roster_person *people,
    size_t count)
{
    struct roster_outcome *outcome = rostering->outcome;

    for (size_t i = 0; i < count; i++) {
        struct roster_row *row = &outcome->rows[i];
        enum status status = import_person(rostering, &people[i], row);

        outcome->refused = i;
        if (status != STATUS_OK)
            return status;
        outcome->counts[row->act]++;
    }
    outcome->refused = count;
    return find_absent(rostering);
}

static enum status
record_roles(struct viewer *viewer, const struct roster *roster,
    const struct roster_outcome *outcome)
{
    int64_t *ids = memory_new((roster->count + 1) * sizeof *ids);
    enum status status = STATUS_OK;

    for (int role = ROLE_LEARNER; role < ROLE_COUNT; role++) {
        size_t count = 0;

        for (size_t i = 0; i < roster->count; i++)
            if (outcome->rows[i].new_role == (enum role)role)
                ids[count++] = outcome->rows[i].person_id;
        if (status == STATUS_OK)
            status = explaining_record(viewer, roster->cohort, (enum role)role,
                ids, count);
    }
    memory_free(ids);
    return status;
}

static enum status
end(struct viewer *viewer, enum status status, const struct roster *roster,
    const struct roster_outcome *outcome)
{
    struct text subject = {0};

    if (status == STATUS_OK)
        status = record_roles(viewer, roster, outcome);

    text_add_format(&subject,
        "%s: added %zu, changed %zu, kept %zu, not in the file %zu",
        roster->cohort, outcome->counts[ROSTER_ADD],
        outcome->counts[ROSTER_CHANGE], outcome->counts[ROSTER_KEEP],
        outcome->absent.count);
    status = enrolled_end(viewer, status, "roster import",
        text_bytes(&subject));
    text_clear(&subject);
    return status;
}

enum status
rostering_import(struct viewer *viewer, const struct roster *roster,
    struct roster_outcome *outcome)
{
    struct rostering rostering = {.store = viewer->store, .outcome = outcome};

    *outcome = (struct roster_outcome){.refused = roster->count};
    enum status status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    outcome->rows = memory_new((roster->count + 1) * sizeof *outcome->rows);
    status = enrolled_named(cohorts_by_slug(viewer->store, roster->cohort,
                                &rostering.cohort),
        "cohort", roster->cohort);
    if (status == STATUS_OK)
        status = import_people(&rostering, roster->people, roster->count);
    if (roster->is_dry_run)
        store_rollback(viewer->store);
    else
        status = end(viewer, status, roster, outcome);
    roster_handles_clear(&rostering.handles);
    lookup_clear(&rostering.logins);
    lookup_clear(&rostering.emails);
    return status;
}

void
roster_outcome_clear(struct roster_outcome *outcome)
{
    memory_release(outcome->rows);
    person_list_clear(&outcome->absent);
    *outcome = (struct roster_outcome){0};
}
