/* Telling: all that is held of a person, for them to have. */

#include "board/telling.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/act_names.h"
#include "board/enrolled.h"
#include "board/explained.h"
#include "config/config.h"
#include "store/people.h"
#include "store/personal.h"
#include "store/store.h"

struct telling {
    struct store *store;
    const struct person *person;
    personal_take *take;
    void *context;
    bool is_short;
};

/* A row on its way, which may be told otherwise than it is kept. */
struct telling_row {
    const char *section;
    const struct personal_field *fields;
    struct personal_value values[PERSONAL_FIELDS_MOST];
};

static struct personal_value *
value_of(struct telling_row *row, const char *field)
{
    for (int i = 0; row->fields[i].name != NULL; i++)
        if (text_equals(row->fields[i].name, field))
            return &row->values[i];
    return NULL;
}

/* An import's row is about many: each is told what it says of them. */
static enum status
tell_many(const struct telling *telling, const char *subject,
    struct text *words)
{
    size_t cohort = strcspn(subject, " ");
    size_t role = cohort +
                  strcspn(subject + cohort + (subject[cohort] != '\0'), " ") +
                  (subject[cohort] != '\0');

    if (!explained_names(subject, telling->person->id))
        return STATUS_NOT_FOUND;
    text_add_bytes(words, subject, role);
    text_add_format(words, " %s", telling->person->handle);
    return STATUS_OK;
}

/* The record holds people by number: they are told by handle. */
static enum status
take_act(const struct telling *telling, struct telling_row *row)
{
    struct personal_value *act = value_of(row, "act");
    struct personal_value *subject = value_of(row, "subject");
    struct text words = {0};
    enum status status = text_equals(act->text, EXPLAINED_MANY)
                             ? tell_many(telling, subject->text, &words)
                             : act_names_subject(telling->store, subject->text,
                                   &words);

    subject->text = text_take(&words);
    if (status == STATUS_OK)
        status = telling->take(telling->context, row->section, row->fields,
            row->values);
    memory_release(subject->text);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status
take_shortly(const struct telling *telling, struct telling_row *row)
{
    struct personal_value *seen = value_of(row, "last_seen_at");

    if (seen != NULL)
        *seen = (struct personal_value){.is_none = true};
    return telling->take(telling->context, row->section, row->fields,
        row->values);
}

static enum status
take_row(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    const struct telling *telling = context;
    struct telling_row row = {.section = section, .fields = fields};

    if (values == NULL)
        return telling->take(telling->context, section, fields, NULL);
    for (int i = 0; fields[i].name != NULL; i++)
        row.values[i] = values[i];
    if (telling->is_short)
        return take_shortly(telling, &row);
    if (text_equals(section, "acts"))
        return take_act(telling, &row);
    return telling->take(telling->context, section, fields, values);
}

static enum status
tell_secrets(const struct telling *telling, const struct personal_taker *taker)
{
    char *path = config_secrets_path(config_current());
    struct store *secrets = NULL;
    enum status status = store_open(path, STORE_READ, &secrets);

    if (status == STATUS_OK)
        status = personal_tell(secrets, personal_secrets, telling->person->id,
            taker);
    store_close(secrets);
    memory_release(path);
    return status;
}

static enum status
tell_both(struct telling *telling)
{
    const struct personal_taker taker = {take_row, telling, telling->is_short};

    store_read_begin(telling->store);
    enum status status = personal_tell(telling->store, personal_store,
        telling->person->id, &taker);
    store_read_end(telling->store);
    return status == STATUS_OK ? tell_secrets(telling, &taker) : status;
}

enum status
telling_person(struct viewer *viewer, const char *handle, personal_take *take,
    void *context)
{
    struct person person;
    struct telling telling = {viewer->store, &person, take, context, false};
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = enrolled_named(people_by_handle(viewer->store, handle, &person),
        "person", handle);
    status = enrolled_end(viewer, status, "person export", handle);
    return status == STATUS_OK ? tell_both(&telling) : status;
}

enum status
telling_shortly(struct viewer *viewer, const char *handle, personal_take *take,
    void *context)
{
    struct person person;
    struct telling telling = {viewer->store, &person, take, context, true};

    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    enum status status = enrolled_named(people_by_handle(viewer->store, handle,
                                            &person),
        "person", handle);
    return status == STATUS_OK ? tell_both(&telling) : status;
}
