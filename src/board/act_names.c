/* Act names: people stand in the record by number, and are told by handle. */

#include "board/act_names.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "model/person.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/people.h"
#include "store/programs.h"
#include "store/regions.h"

/* OK: some thing goes by this slug. */
static enum status
find_thing(struct store *store, const char *slug)
{
    struct board board;
    struct cohort cohort;
    struct program program;
    struct region region;
    enum status status = boards_by_slug(store, slug, &board);

    if (status == STATUS_NOT_FOUND)
        status = cohorts_by_slug(store, slug, &cohort);
    if (status == STATUS_NOT_FOUND)
        status = programs_by_slug(store, slug, &program);
    return status == STATUS_NOT_FOUND ? regions_by_slug(store, slug, &region)
                                      : status;
}

/* NOT_FOUND: the word stands for nobody, or not for them alone. */
static enum status
find_person(struct store *store, const char *word, int64_t *person_id)
{
    struct person person;
    enum status status = people_by_handle(store, word, &person);

    if (status != STATUS_OK)
        return status;
    status = find_thing(store, word);
    if (status == STATUS_OK)
        return STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        *person_id = person.id;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
act_names_keep(struct store *store, const char *subject, struct text *kept)
{
    struct text word = {0};
    size_t length = strcspn(subject, " ");
    int64_t person_id = 0;

    text_add_bytes(&word, subject, length);
    enum status status = find_person(store, text_bytes(&word), &person_id);
    text_clear(&word);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;

    if (subject[0] == '#')
        text_add(kept, "#");
    if (status == STATUS_OK)
        text_add_format(kept, "#%" PRId64, person_id);
    text_add(kept, subject + (status == STATUS_OK ? length : 0));
    return STATUS_OK;
}

enum status
act_names_subject(struct store *store, const char *kept, struct text *told)
{
    struct person person;
    struct text word = {0};
    size_t length = strcspn(kept, " ");
    int64_t person_id = 0;
    enum status status = STATUS_NOT_FOUND;

    text_add_bytes(&word, kept, length);
    if (word.length > 1 && word.bytes[0] == '#' &&
        text_number(word.bytes + 1, 1, INT64_MAX, &person_id))
        status = people_by_id(store, person_id, &person);
    text_clear(&word);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;

    if (status == STATUS_OK)
        text_add(told, person.handle);
    else
        length = text_starts(kept, "##");
    text_add(told, kept + length);
    return STATUS_OK;
}

enum status
act_names_tell(struct store *store, struct act *act)
{
    struct text actor = {0};
    struct text subject = {0};
    enum status status = act_names_subject(store, act->actor, &actor);

    if (status == STATUS_OK)
        status = act_names_subject(store, act->subject, &subject);
    if (status == STATUS_OK) {
        text_copy(act->actor, sizeof act->actor, text_bytes(&actor));
        memory_release(act->subject);
        act->subject = memory_copy(text_bytes(&subject));
    }
    text_clear(&actor);
    text_clear(&subject);
    return status;
}
