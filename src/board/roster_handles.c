/* Handles of a roster: made of logins, each like no other's. */

#include "board/roster_handles.h"

#include <inttypes.h>
#include <string.h>

#include "base/latin.h"
#include "base/text.h"
#include "base/unicode.h"
#include "board/naming.h"
#include "store/people.h"

enum {
    START_BYTES = 15, /* of a handle: leaves room for a number */
    NUMBER_MOST = 99999
};

/* "Tom.Jones@example.com" gives "tom-jones", "Zoë" "zoe", "20261123"
 * "u20261123", and what has no Latin letters or digits "member". */
static void
handle_of(const char *given, char handle[HANDLE_BYTES])
{
    struct text plain = {0};
    size_t length = 0;

    latin_plain(&plain, given);
    const char *login = text_bytes(&plain);
    size_t count = strcspn(login, "@");

    for (size_t i = 0; i < count && length + 1 < HANDLE_BYTES; i++) {
        char byte = login[i];
        bool is_letter = byte >= 'a' && byte <= 'z';
        bool is_digit = byte >= '0' && byte <= '9';

        if (is_digit && length == 0)
            handle[length++] = 'u';
        if (is_letter || is_digit || (byte == '_' && length > 0))
            handle[length++] = byte;
        else if (strchr(" .-+'", byte) != NULL && length > 0 &&
                 handle[length - 1] != '-')
            handle[length++] = '-';
    }
    while (length > 0 && handle[length - 1] == '-')
        length--;
    handle[length] = '\0';
    text_clear(&plain);
    if (length == 0)
        text_copy(handle, HANDLE_BYTES, "member");
}

/* The handle itself, then its start with 2, 3, ... */
static void
handle_numbered(const char *base, int64_t number, char handle[HANDLE_BYTES])
{
    struct text numbered = {0};

    text_add_bytes(&numbered, base, strnlen(base, START_BYTES));
    text_add_format(&numbered, "%" PRId64, number);
    text_copy(handle, HANDLE_BYTES, number == 1 ? base : text_bytes(&numbered));
    text_clear(&numbered);
}

/* The first number whose handle stands for no row yet. */
static int64_t
first_number(struct roster_handles *handles, const char *base)
{
    char handle[HANDLE_BYTES];
    char start[START_BYTES + 1];
    int64_t number = 2;

    if (!roster_handles_are_taken(handles, base))
        return 1;
    text_copy(start, sizeof start, base);
    (void)lookup_find(&handles->next, start, &number);
    handle_numbered(base, number, handle);
    while (number < NUMBER_MOST && roster_handles_are_taken(handles, handle))
        handle_numbered(base, ++number, handle);
    lookup_set(&handles->next, start, number);
    return number;
}

static enum status
refuse_other(const struct person *other, const struct roster_stranger *stranger)
{
    return refuse(STATUS_CONFLICT, "%s is %s here, not %s", other->handle,
        other->name, stranger->name);
}

/* NOT_FOUND: free. CONFLICT: another's. */
static enum status
try_handle(const struct roster_handles *handles, struct store *store,
    const char *handle, const struct roster_stranger *stranger,
    struct person *person)
{
    char skeleton[HANDLE_BYTES];

    if (!handle_is_valid(handle))
        return STATUS_CONFLICT;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    enum status status = people_by_skeleton(store, skeleton, person);
    if (status != STATUS_OK)
        return status;

    bool is_same = text_equals(person->handle, handle) &&
                   text_equals(person->name, stranger->name) &&
                   !roster_handles_are_taken(handles, handle);
    return is_same ? STATUS_OK : STATUS_CONFLICT;
}

enum status
roster_handles_find(struct roster_handles *handles, struct store *store,
    const struct roster_stranger *stranger, struct person *person)
{
    char base[HANDLE_BYTES];
    char handle[HANDLE_BYTES];

    handle_of(stranger->login, base);
    int64_t number = first_number(handles, base);
    for (; number < NUMBER_MOST; number++) {
        struct person other = {0};

        handle_numbered(base, number, handle);
        enum status status = try_handle(handles, store, handle, stranger,
            &other);
        if (status == STATUS_NOT_FOUND) {
            *person = (struct person){0};
            text_copy(person->handle, sizeof person->handle, handle);
            return STATUS_OK;
        }
        if (status == STATUS_OK && (number == 1 || !stranger->has_email)) {
            *person = other;
            return STATUS_OK;
        }
        if (status != STATUS_OK && status != STATUS_CONFLICT)
            return status;
        if (number == 1 && text_equals(other.handle, handle))
            return refuse_other(&other, stranger);
    }
    return refuse(STATUS_FULL, "no handle like %s is free", base);
}

/* NOT_FOUND: nobody has it, nor one that looks like it. */
static enum status
find_owner(struct store *store, const char *handle)
{
    char skeleton[HANDLE_BYTES];
    struct person other;

    if (!handle_is_valid(handle))
        return STATUS_CONFLICT;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    return people_by_skeleton(store, skeleton, &other);
}

enum status
roster_handles_suggest(struct store *store, const char *name,
    char handle[HANDLE_BYTES])
{
    char lower[NAME_BYTES];
    char first[NAME_BYTES];
    char base[HANDLE_BYTES];

    naming_lower(lower, sizeof lower, name);
    text_copy(first, sizeof first, lower);
    first[strcspn(first, " ")] = '\0';
    handle_of(first, handle);
    if (find_owner(store, handle) == STATUS_NOT_FOUND)
        return STATUS_OK;
    handle_of(lower, base);
    for (int64_t number = 1; number < NUMBER_MOST; number++) {
        handle_numbered(base, number, handle);
        enum status status = find_owner(store, handle);
        if (status == STATUS_NOT_FOUND)
            return STATUS_OK;
        if (status != STATUS_OK && status != STATUS_CONFLICT)
            return status;
    }
    return refuse(STATUS_FULL, "no handle like %s is free", base);
}

void
roster_handles_take(struct roster_handles *handles, const char *handle)
{
    lookup_set(&handles->taken, handle, 1);
}

bool
roster_handles_are_taken(const struct roster_handles *handles,
    const char *handle)
{
    int64_t number;

    return lookup_find(&handles->taken, handle, &number);
}

void
roster_handles_clear(struct roster_handles *handles)
{
    lookup_clear(&handles->taken);
    lookup_clear(&handles->next);
}
