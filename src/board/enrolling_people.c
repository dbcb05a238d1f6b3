/* Enrolling: people, their roles, and how a login finds them. */

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/unicode.h"
#include "board/enrolled.h"
#include "board/enrolling.h"
#include "board/naming.h"
#include "store/people.h"

static enum status
check_newcomer(struct viewer *viewer, const struct newcomer *newcomer)
{
    struct person other;
    enum status status = people_by_skeleton(viewer->store, newcomer->skeleton,
        &other);

    if (status == STATUS_OK && text_equals(other.handle, newcomer->handle))
        return refuse(STATUS_CONFLICT, "%s is there already", other.handle);
    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT, "%s looks like %s, who is here already",
            newcomer->handle, other.handle);
    if (status != STATUS_NOT_FOUND || newcomer->email == NULL)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;

    status = people_by_email(viewer->store, newcomer->email, &other);
    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT, "%s has the address %s already",
            other.handle, newcomer->email);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
enrolling_add_person(struct viewer *viewer, const char *handle,
    const char *name, const char *email, int64_t *person_id)
{
    char skeleton[HANDLE_BYTES];
    char clean_name[NAME_BYTES];
    char lower_email[EMAIL_BYTES];
    struct newcomer newcomer = {
        .handle = handle,
        .skeleton = skeleton,
        .name = clean_name,
        .email = email != NULL ? lower_email : NULL,
        .may_log_in = true,
    };
    enum status status = STATUS_OK;

    status = naming_check_handle(handle);
    if (status == STATUS_OK)
        status = naming_check_name(name, NAMED_BY_OPERATOR, clean_name,
            sizeof clean_name);
    if (status == STATUS_OK && email != NULL)
        status = naming_check_email(email, lower_email, sizeof lower_email);
    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    int64_t id = 0;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    status = check_newcomer(viewer, &newcomer);
    if (status == STATUS_OK)
        status = people_add(viewer->store, &newcomer, clock_now(), &id);
    status = enrolled_end(viewer, status, "person add", handle);
    if (status == STATUS_OK)
        *person_id = id;
    return status;
}

enum status
enrolling_set_name(struct viewer *viewer, const char *handle, const char *name)
{
    char clean_name[NAME_BYTES];
    struct person person;
    enum status status = naming_check_name(name, NAMED_BY_OPERATOR, clean_name,
        sizeof clean_name);

    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;
    status = enrolled_named(people_by_handle(viewer->store, handle, &person),
        "person", handle);
    if (status == STATUS_OK)
        status = people_set_name(viewer->store, person.id, clean_name, false);
    return enrolled_end(viewer, status, "person name", handle);
}

static enum status
add_member(struct viewer *viewer, const char *handle, const char *slug,
    enum role role)
{
    struct person person;
    struct cohort cohort;
    enum status status = enrolled_find(viewer, handle, slug, &person, &cohort);

    if (status != STATUS_OK)
        return status;

    status = enrolled_join(viewer->store, person.id, &cohort, role);
    if (status == STATUS_CONFLICT)
        return refuse(status, "%s is %s in %s already", handle, role_name(role),
            slug);
    return status;
}

enum status
enrolling_add_member(struct viewer *viewer, const char *handle,
    const char *cohort, const char *role)
{
    enum role wanted = role_of(role);
    struct text subject = {0};

    if (wanted == ROLE_NONE || wanted == ROLE_OPERATOR)
        return refuse(STATUS_INVALID,
            "role: learner, mentor, sme, champion, moderator or sponsor");
    enum status status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    text_add_format(&subject, "%s %s %s", handle, cohort, role);
    status = enrolled_end(viewer, add_member(viewer, handle, cohort, wanted),
        "member add", text_bytes(&subject));
    text_clear(&subject);
    return status;
}

enum status
enrolling_set_site_role(struct viewer *viewer, const char *handle,
    const char *role)
{
    struct person person;
    struct text subject = {0};
    enum role wanted = role_of(role);

    if (role[0] != '\0' && wanted != ROLE_MODERATOR && wanted != ROLE_OPERATOR)
        return refuse(STATUS_INVALID,
            "role: moderator, operator or nothing for the whole site");
    enum status status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    status = enrolled_named(people_by_handle(viewer->store, handle, &person),
        "person", handle);
    if (status == STATUS_OK)
        status = people_set_site_role(viewer->store, person.id, wanted);
    text_add_format(&subject, "%s %s", handle,
        wanted != ROLE_NONE ? role : "none");
    status = enrolled_end(viewer, status, "role", text_bytes(&subject));
    text_clear(&subject);
    return status;
}

enum status
enrolling_find_person(struct store *store, const char *handle_or_email,
    struct person *person)
{
    char name[EMAIL_BYTES];
    struct person found;
    enum status status = STATUS_NOT_FOUND;

    naming_lower(name, sizeof name, handle_or_email);
    if (strlen(handle_or_email) < sizeof name)
        status = strchr(name, '@') != NULL
                     ? people_by_email(store, name, &found)
                     : people_by_handle(store, name, &found);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody called %s", name);
    if (status != STATUS_OK)
        return status;
    if (!found.may_log_in)
        return refuse(STATUS_FORBIDDEN, "%s may not log in", found.handle);

    *person = found;
    return STATUS_OK;
}
