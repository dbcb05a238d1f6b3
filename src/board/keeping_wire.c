/* Requests to the keeper: what they and their answers hold. */

#include "board/keeping_wire.h"

#include <stddef.h>

#include "base/text.h"

/* A text of fixed room within a struct. */
struct field {
    size_t at;
    size_t size;
};

#define FIELD(type, name)                               \
    {                                                   \
        offsetof(type, name), sizeof(((type *)0)->name) \
    }

static const struct field ask_fields[] = {
    FIELD(struct keeping_ask, code),
    FIELD(struct keeping_ask, login),
    FIELD(struct keeping_ask, name),
    FIELD(struct keeping_ask, handle),
    FIELD(struct keeping_ask, line),
    FIELD(struct keeping_ask, old_password),
    FIELD(struct keeping_ask, password),
};

static const struct field answer_fields[] = {
    FIELD(struct keeping_answer, why),
    FIELD(struct keeping_answer, handle),
    FIELD(struct keeping_answer, name),
    FIELD(struct keeping_answer, cohort),
    FIELD(struct keeping_answer, program),
    FIELD(struct keeping_answer, fingerprint),
    FIELD(struct keeping_answer, owner),
};

static void
fields_put(struct wire *wire, const void *from, const struct field *fields,
    size_t count)
{
    for (size_t i = 0; i < count; i++)
        wire_put_text(wire, (const char *)from + fields[i].at);
}

static void
fields_get(struct wire *wire, void *into, const struct field *fields,
    size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_copy((char *)into + fields[i].at, fields[i].size,
            wire_get_text(wire, fields[i].size - 1));
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

void
keeping_ask_put(struct wire *wire, const struct keeping_ask *ask)
{
    wire_put_int(wire, ask->kind);
    wire_put_int(wire, ask->number);
    wire_put_int(wire, ask->takes_key);
    wire_put_int(wire, ask->is_owner);
    fields_put(wire, ask, ask_fields, COUNT(ask_fields));
}

bool
keeping_ask_get(struct wire *wire, struct keeping_ask *ask)
{
    ask->kind = (enum keeping_kind)wire_get_int(wire, 0,
        KEEPING_KIND_COUNT - 1);
    ask->number = wire_get_int(wire, 0, INT64_MAX);
    ask->takes_key = wire_get_int(wire, 0, 1) != 0;
    ask->is_owner = wire_get_int(wire, 0, 1) != 0;
    fields_get(wire, ask, ask_fields, COUNT(ask_fields));
    return wire_is_whole(wire);
}

void
keeping_answer_put(struct wire *wire, const struct keeping_answer *answer)
{
    wire_put_int(wire, answer->status);
    wire_put_int(wire, answer->field);
    wire_put_int(wire, answer->is_miss);
    wire_put_int(wire, answer->is_back);
    wire_put_int(wire, answer->needs_login);
    wire_put_int(wire, answer->has_roster);
    wire_put_int(wire, answer->role);
    wire_put_int(wire, answer->person_id);
    wire_put_int(wire, answer->number);
    fields_put(wire, answer, answer_fields, COUNT(answer_fields));
    wire_put_text(wire, text_bytes(&answer->text));
}

bool
keeping_answer_get(struct wire *wire, struct keeping_answer *answer)
{
    *answer = (struct keeping_answer){0};
    answer->status = (enum status)wire_get_int(wire, STATUS_OK, STATUS_FAILED);
    answer->field = (enum keeping_field)wire_get_int(wire, 0,
        KEEPING_FIELD_COUNT - 1);
    answer->is_miss = wire_get_int(wire, 0, 1) != 0;
    answer->is_back = wire_get_int(wire, 0, 1) != 0;
    answer->needs_login = wire_get_int(wire, 0, 1) != 0;
    answer->has_roster = wire_get_int(wire, 0, 1) != 0;
    answer->role = (enum role)wire_get_int(wire, 0, ROLE_COUNT - 1);
    answer->person_id = wire_get_int(wire, 0, INT64_MAX);
    answer->number = wire_get_int(wire, 0, INT64_MAX);
    fields_get(wire, answer, answer_fields, COUNT(answer_fields));
    text_add(&answer->text, wire_get_text(wire, KEEPING_TEXT_BYTES));
    return wire_is_whole(wire);
}
