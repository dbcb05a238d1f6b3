/* Policing: the posting policy published, read, accepted, and asked for. */

#include "board/policing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/enrolled.h"
#include "board/posting.h"
#include "store/policies.h"
#include "store/store.h"

enum {
    FIRST_LINES = 2,
    VERSION_BYTES = 32
};

static const char publisher[] = "operator";

enum status
policing_current(const struct viewer *viewer, struct policy *policy,
    int64_t *accepted_at)
{
    struct policy newest = {0};
    int64_t id = 0;
    int64_t at = 0;
    enum status status = policies_newest(viewer->store, &newest);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no policy has been published");
    if (status != STATUS_OK)
        return status;
    status = policies_standing(viewer->store, viewer->person.id, &id, &at);
    if (status != STATUS_OK) {
        policy_clear(&newest);
        return status;
    }
    *policy = newest;
    if (accepted_at != NULL)
        *accepted_at = id == newest.id ? at : 0;
    return STATUS_OK;
}

enum status
policing_is_due(const struct viewer *viewer, bool *is_due)
{
    int64_t id = 0;
    int64_t at = 0;

    *is_due = false;
    if (viewer->person.id == 0 || !viewer->may_write)
        return STATUS_OK;
    enum status status = policies_standing(viewer->store, viewer->person.id,
        &id, &at);
    if (status == STATUS_OK)
        *is_due = id != 0 && at == 0;
    return status;
}

enum status
policing_require(const struct viewer *viewer)
{
    bool is_due;
    enum status status = policing_is_due(viewer, &is_due);

    if (status == STATUS_OK && is_due)
        return refuse(STATUS_FORBIDDEN,
            "read and accept the policy first: policy accept");
    return status;
}

/* Inside the transaction: a version may have come a moment ago. */
static enum status
accept(const struct viewer *viewer, int64_t version)
{
    int64_t id = 0;
    int64_t at = 0;
    enum status status = policies_standing(viewer->store, viewer->person.id,
        &id, &at);

    if (status != STATUS_OK)
        return status;
    if (id == 0)
        return refuse(STATUS_CONFLICT, "no policy has been published");
    if (id != version)
        return refuse(STATUS_CONFLICT,
            "version %" PRId64 " has been published: read that one first", id);
    return policies_accept(viewer->store, viewer->person.id, id, clock_now());
}

enum status
policing_accept(const struct viewer *viewer, int64_t version)
{
    if (viewer->person.id == 0)
        return refuse(STATUS_FORBIDDEN,
            "each person accepts the policy for themselves");
    if (!viewer->may_write)
        return refuse(STATUS_FORBIDDEN, "you may only read here");

    enum status status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    status = accept(viewer, version);
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

static enum status
check_body(const char *bytes, size_t count, struct text *clean)
{
    size_t removed = 0;
    enum status status = posting_check_body(bytes, count, clean, &removed);

    if (status == STATUS_OK && removed > 0)
        return refuse(STATUS_INVALID,
            "the policy holds a control or invisible character");
    return status;
}

static enum status
refuse_same(struct store *store, const char *body)
{
    struct policy newest = {0};
    enum status status = policies_newest(store, &newest);

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status == STATUS_OK && text_equals(newest.body, body))
        status = refuse(STATUS_CONFLICT,
            "this is what version %" PRId64 " says: nothing is published",
            newest.id);
    policy_clear(&newest);
    return status;
}

static enum status
publish(struct viewer *viewer, const char *body, int64_t *version)
{
    char subject[VERSION_BYTES];
    int64_t id = 0;
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = refuse_same(viewer->store, body);
    if (status == STATUS_OK)
        status = policies_add(viewer->store, body, publisher, clock_now(), &id);
    snprintf(subject, sizeof subject, "version %" PRId64, id);
    status = enrolled_end(viewer, status, "policy publish", subject);
    if (status == STATUS_OK)
        *version = id;
    return status;
}

enum status
policing_publish(struct viewer *viewer, const char *bytes, size_t count,
    int64_t *version)
{
    struct text clean = {0};
    enum status status = check_body(bytes, count, &clean);

    if (status == STATUS_OK)
        status = publish(viewer, text_bytes(&clean), version);
    text_clear(&clean);
    return status;
}

enum status
policing_count(const struct viewer *viewer, int64_t version, int *accepted,
    int *people)
{
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN, "only the operator counts this");
    return policies_count(viewer->store, version, accepted, people);
}

/* Versions are numbered from 1 on, and none is ever taken back. */
static enum status
check_version(struct store *store, int64_t version)
{
    int64_t newest = 0;
    int64_t at = 0;
    enum status status = policies_standing(store, 0, &newest, &at);

    if (status != STATUS_OK || (version >= 1 && version <= newest))
        return status;
    if (newest == 0)
        return refuse(STATUS_NOT_FOUND, "no policy has been published");
    return refuse(STATUS_NOT_FOUND,
        "there is no version %" PRId64 " of the policy, the last is %" PRId64,
        version, newest);
}

enum status
policing_list(const struct viewer *viewer, const struct policing_page *page,
    struct acceptance_list *list)
{
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN, "only the operator is told this");
    enum status status = check_version(viewer->store, page->version);

    if (status != STATUS_OK)
        return status;
    if (page->is_missing)
        return policies_missing(viewer->store, page->version, page->after_id,
            page->limit, list);
    return policies_accepted(viewer->store, page->version, page->after_id,
        page->limit, list);
}

void
policing_first_lines(const char *body, struct text *out)
{
    for (int lines = 0; *body != '\0' && lines < FIRST_LINES;) {
        size_t count = strcspn(body, "\n");

        if (count > 0) {
            text_add_bytes(out, body, count);
            text_add(out, "\n");
            lines++;
        }
        body += count + (body[count] == '\n');
    }
}
