/* Checking: what follows from something else, held to it. */

#include "board/checking.h"

#include <inttypes.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "store/asked_words.h"
#include "store/pair.h"
#include "store/people.h"
#include "store/personal.h"
#include "store/store.h"
#include "store/tallies.h"

#define ACT "check --mend"

enum {
    PAGE_OWNERS = 500
};

static enum status
check_rights(const struct viewer *viewer)
{
    return viewer->is_operator
               ? STATUS_OK
               : refuse(STATUS_FORBIDDEN,
                     "only the operator does this, with homeroom on the "
                     "server");
}

static struct check_result *
add_result(struct check_list *list, const char *name)
{
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    struct check_result *result = &list->rows[list->count++];

    text_copy(result->name, sizeof result->name, name);
    return result;
}

/* How many of what were mended. */
static enum status
record_mending(struct viewer *viewer, const struct check_result *result)
{
    struct text subject = {0};

    text_add_format(&subject, "%s: %" PRId64, result->name, result->wrong);
    enum status status = auditing_record(viewer, ACT, text_bytes(&subject),
        NULL, NULL);
    text_clear(&subject);
    return status;
}

/* Ends what enrolled_begin() began. */
static enum status
end_mending(struct viewer *viewer, enum status status,
    struct check_result *result)
{
    if (status == STATUS_OK)
        status = record_mending(viewer, result);
    if (status == STATUS_OK)
        status = store_commit(viewer->store);
    else
        store_rollback(viewer->store);
    result->is_mended = status == STATUS_OK;
    return status;
}

/* ---- Counts -------------------------------------------------------------- */

/* Counted anew where nobody writes: what it was before may have changed. */
static enum status
mend_tally(struct viewer *viewer, enum tally tally, struct check_result *result)
{
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = tallies_find(viewer->store, tally, &result->wrong);
    if (status == STATUS_OK)
        status = tallies_mend(viewer->store, tally);
    return end_mending(viewer, status, result);
}

static enum status
check_tally(struct viewer *viewer, enum tally tally, bool mends,
    struct check_list *list)
{
    struct check_result *result = add_result(list, tally_name(tally));
    enum status status = tallies_find(viewer->store, tally, &result->wrong);

    if (status != STATUS_OK || result->wrong == 0 || !mends ||
        !tally_is_mendable(tally))
        return status;
    return mend_tally(viewer, tally, result);
}

/* ---- Names --------------------------------------------------------------- */

static enum status
check_names(struct viewer *viewer, bool mends, struct check_list *list)
{
    struct check_result *result = add_result(list, "skeletons of names");
    enum status status = tallies_names(viewer->store, false, &result->wrong);

    if (status != STATUS_OK || result->wrong == 0 || !mends)
        return status;
    status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;
    return end_mending(viewer,
        tallies_names(viewer->store, true, &result->wrong), result);
}

/* ---- Words --------------------------------------------------------------- */

static enum status
check_words(struct viewer *viewer, bool mends, struct check_list *list)
{
    struct check_result *result = add_result(list, "words to search for");
    enum status status = asked_words_check(viewer->store);

    if (status == STATUS_FORBIDDEN) { /* the file system's word, not ours */
        reason_clear();
        result->is_unseen = true;
        return STATUS_OK;
    }
    if (status != STATUS_INVALID)
        return status;
    reason_clear();
    result->wrong = 1;
    if (!mends)
        return STATUS_OK;
    status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;
    return end_mending(viewer, asked_words_rebuild(viewer->store), result);
}

enum status
checking_store(struct viewer *viewer, bool mends, struct check_list *list)
{
    enum status status = check_rights(viewer);

    *list = (struct check_list){0};
    for (int tally = 0; tally < TALLY_COUNT && status == STATUS_OK; tally++)
        status = check_tally(viewer, (enum tally)tally, mends, list);
    if (status == STATUS_OK)
        status = check_names(viewer, mends, list);
    if (status == STATUS_OK)
        status = check_words(viewer, mends, list);
    return status;
}

/* ---- The secrets --------------------------------------------------------- */

struct owners {
    int64_t *ids; /* owned: of nobody */
    size_t count;
};

/* Each person is committed before their secrets are, and keeps their row for
 * good: so the secrets are read first. */
static enum status
find_nobodies(struct store *store, struct store *secrets, struct owners *nobody)
{
    int64_t page[PAGE_OWNERS];
    int64_t after_id = INT64_MIN;
    int count = PAGE_OWNERS;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && count == PAGE_OWNERS) {
        status = tallies_owners(secrets, after_id, PAGE_OWNERS, page, &count);
        for (int i = 0; i < count && status == STATUS_OK; i++) {
            struct person person;

            after_id = page[i];
            status = people_by_id(store, page[i], &person);
            if (status != STATUS_NOT_FOUND)
                continue;
            status = STATUS_OK;
            nobody->ids = grow(nobody->ids, nobody->count + 1,
                sizeof *nobody->ids);
            nobody->ids[nobody->count++] = page[i];
        }
    }
    return status;
}

static enum status
take_away(struct store *secrets, const struct owners *nobody)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < nobody->count && status == STATUS_OK; i++)
        status = personal_part(secrets, personal_secrets, nobody->ids[i], true);
    return status;
}

/* The store is held meanwhile, so that nobody gets one of these numbers. */
static enum status
mend_secrets(struct viewer *viewer, struct store *secrets,
    struct check_result *result)
{
    struct owners nobody = {0};
    enum status status = enrolled_check(viewer);

    if (status == STATUS_OK)
        status = pair_begin(viewer->store, secrets);
    if (status != STATUS_OK)
        return status;
    status = find_nobodies(viewer->store, secrets, &nobody);
    result->wrong = (int64_t)nobody.count;
    if (status == STATUS_OK)
        status = take_away(secrets, &nobody);
    memory_release(nobody.ids);
    if (status == STATUS_OK)
        status = record_mending(viewer, result);
    status = pair_end(viewer->store, secrets, status);
    result->is_mended = status == STATUS_OK;
    return status;
}

enum status
checking_secrets(struct viewer *viewer, struct store *secrets, bool mends,
    struct check_list *list)
{
    struct owners nobody = {0};
    enum status status = check_rights(viewer);

    *list = (struct check_list){0};
    if (status != STATUS_OK)
        return status;
    struct check_result *result = add_result(list,
        "keys, passwords and codes of nobody");
    if (mends) /* else what somebody began who died is counted once more */
        pair_settle(viewer->store, secrets);
    status = find_nobodies(viewer->store, secrets, &nobody);
    result->wrong = (int64_t)nobody.count;
    memory_release(nobody.ids);
    if (status == STATUS_OK && result->wrong > 0 && mends)
        status = mend_secrets(viewer, secrets, result);
    return status;
}

void
check_list_clear(struct check_list *list)
{
    memory_release(list->rows);
    *list = (struct check_list){0};
}
