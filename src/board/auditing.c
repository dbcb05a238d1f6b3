/* Auditing: acts go on record, are read, and proved to be whole. */

#include "board/auditing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/act_names.h"
#include "board/naming.h"
#include "store/audit.h"
#include "store/audit_chain.h"
#include "store/people.h"
#include "store/store.h"

static const char operator_name[] = "operator";

static enum status
add(struct viewer *viewer, struct act *act, const char *subject,
    const char *text)
{
    struct text kept = {0};
    enum status status = act_names_keep(viewer->store, subject, &kept);

    act->subject = text_take(&kept);
    if (status == STATUS_OK && text != NULL)
        status = audit_digest(viewer->store, text, act->digest);
    return status == STATUS_OK ? audit_add(viewer->store, act) : status;
}

enum status
auditing_record(struct viewer *viewer, const char *act, const char *subject,
    const char *why, const char *text)
{
    struct act added = {
        .at = clock_now(),
        .actor_id = viewer->person.id,
        .name = memory_copy(act),
        .reason = memory_copy(why != NULL ? why : ""),
    };

    if (viewer->is_operator)
        text_copy(added.actor, sizeof added.actor, operator_name);
    else
        snprintf(added.actor, sizeof added.actor, "#%" PRId64,
            viewer->person.id);
    enum status status = add(viewer, &added, subject, text);
    act_clear(&added);
    return status;
}

static bool
may_read(const struct viewer *viewer)
{
    return viewer->is_operator || viewer->person.site_role == ROLE_MODERATOR ||
           viewer->person.site_role == ROLE_OPERATOR;
}

/* The filter's names as the record keeps them. */
static enum status
keep_filter(struct store *store, struct act_filter *filter, struct text *words)
{
    struct person person;
    enum status status = STATUS_OK;

    if (filter->words != NULL)
        status = act_names_keep(store, filter->words, words);
    if (words->length > 0 && words->bytes[0] == '#')
        filter->kept_words = text_bytes(words);
    if (status != STATUS_OK || filter->actor == NULL)
        return status;
    status = people_by_handle(store, filter->actor, &person);
    if (status == STATUS_OK)
        filter->actor_id = person.id;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status
list_filtered(struct store *store, const struct act_filter *filter, int limit,
    struct act_list *list)
{
    struct act_filter kept = *filter;
    struct act_list found = {0};
    struct text words = {0};
    enum status status = keep_filter(store, &kept, &words);

    if (status == STATUS_OK)
        status = audit_list(store, &kept, limit, &found);
    text_clear(&words);
    for (size_t i = 0; i < found.count && status == STATUS_OK; i++)
        status = act_names_tell(store, &found.rows[i]);
    if (status == STATUS_OK)
        *list = found;
    else
        act_list_clear(&found);
    return status;
}

enum status
auditing_list(struct viewer *viewer, const struct act_filter *filter, int limit,
    struct act_list *list)
{
    if (!may_read(viewer))
        return refuse(STATUS_FORBIDDEN,
            "only the site's moderators and operators read the record");
    return list_filtered(viewer->store, filter, limit, list);
}

/* In small letters. */
static enum status
read_head(const char *given, char head[ACT_HASH_BYTES])
{
    static const char digits[] = "0123456789abcdefABCDEF";
    size_t length = strlen(given);

    if (length < ACT_HEAD_DIGITS_LEAST || length >= ACT_HASH_BYTES ||
        strspn(given, digits) != length)
        return refuse(STATUS_INVALID, "head: %d to %d hex digits, not %.70s",
            ACT_HEAD_DIGITS_LEAST, ACT_HASH_BYTES - 1, given);
    naming_lower(head, ACT_HASH_BYTES, given);
    return STATUS_OK;
}

enum status
auditing_verify(struct viewer *viewer, const char *head,
    struct act_chain *chain)
{
    char digits[ACT_HASH_BYTES];
    enum status status = STATUS_OK;

    *chain = (struct act_chain){0};
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    if (head != NULL)
        status = read_head(head, digits);
    if (status != STATUS_OK)
        return status;
    return audit_chain_verify(viewer->store, head != NULL ? digits : NULL,
        chain);
}

enum status
auditing_head(struct viewer *viewer, struct act_chain *chain)
{
    return audit_chain_head(viewer->store, chain);
}
