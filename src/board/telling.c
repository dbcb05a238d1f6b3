/* Telling: all that is held of a person, for them to have. */

#include "board/telling.h"

#include "base/memory.h"
#include "base/text.h"
#include "board/act_names.h"
#include "board/enrolled.h"
#include "config/config.h"
#include "store/people.h"
#include "store/personal.h"
#include "store/store.h"

struct telling {
    struct store *store;
    personal_take *take;
    void *context;
};

/* The record holds people by number: they are told by handle. */
static enum status
take_subject(const struct telling *telling, const char *section,
    const struct personal_field *fields, const struct personal_value *values,
    int subject)
{
    struct personal_value told[PERSONAL_FIELDS_MOST];
    struct text words = {0};
    enum status status = act_names_subject(telling->store, values[subject].text,
        &words);

    for (int i = 0; fields[i].name != NULL; i++)
        told[i] = values[i];
    told[subject].text = text_take(&words);
    if (status == STATUS_OK)
        status = telling->take(telling->context, section, fields, told);
    memory_release(told[subject].text);
    return status;
}

static enum status
take_row(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    const struct telling *telling = context;
    bool is_acts = text_equals(section, "acts") && values != NULL;

    for (int i = 0; is_acts && fields[i].name != NULL; i++)
        if (text_equals(fields[i].name, "subject"))
            return take_subject(telling, section, fields, values, i);
    return telling->take(telling->context, section, fields, values);
}

static enum status
tell_secrets(struct telling *telling, int64_t person_id)
{
    char *path = config_secrets_path(config_current());
    struct store *secrets = NULL;
    enum status status = store_open(path, STORE_READ, &secrets);

    if (status == STATUS_OK)
        status = personal_tell(secrets, personal_secrets, person_id, take_row,
            telling);
    store_close(secrets);
    memory_release(path);
    return status;
}

enum status
telling_person(struct viewer *viewer, const char *handle, personal_take *take,
    void *context)
{
    struct telling telling = {viewer->store, take, context};
    struct person person;
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = enrolled_named(people_by_handle(viewer->store, handle, &person),
        "person", handle);
    status = enrolled_end(viewer, status, "person export", handle);
    if (status != STATUS_OK)
        return status;

    store_read_begin(viewer->store);
    status = personal_tell(viewer->store, personal_store, person.id, take_row,
        &telling);
    store_read_end(viewer->store);
    return status == STATUS_OK ? tell_secrets(&telling, person.id) : status;
}
