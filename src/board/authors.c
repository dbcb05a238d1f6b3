/* Authors: the people behind imported mail. */

#include "board/authors.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/unicode.h"
#include "board/naming.h"
#include "model/person.h"
#include "store/people.h"
#include "store/posts.h"

enum {
    BASE_BYTES = 15, /* of a handle: leaves room for a number */
    SUFFIX_MOST = 99999
};

struct author {
    char name[NAME_BYTES];
    char email[EMAIL_BYTES]; /* "": none, or none that is one */
};

static void
clean_line(const char *given, char *line, size_t size)
{
    struct text clean = {0};

    text_clean(&clean, TEXT_LINE, given, strlen(given), NULL);
    text_copy(line, size, text_bytes(&clean));
    text_clear(&clean);
}

/* Names in mail are of any kind: one that may not stand here is cut at what
 * made it so, or left out. */
static void
take_name(const char *given, struct author *author)
{
    char name[NAME_BYTES];

    clean_line(given, name, sizeof name);
    if (naming_check_name(name, NAMED_BY_OPERATOR, author->name,
            sizeof author->name) == STATUS_OK)
        return;
    name[strcspn(name, ",;:([")] = '\0';
    if (naming_check_name(name, NAMED_BY_OPERATOR, author->name,
            sizeof author->name) != STATUS_OK)
        author->name[0] = '\0';
}

static void
author_read(const char *name, const char *email, struct author *author)
{
    if (naming_check_email(email, author->email, sizeof author->email) !=
        STATUS_OK)
        author->email[0] = '\0';
    take_name(name, author);
    if (author->name[0] == '\0' || text_equals(author->name, author->email)) {
        text_copy(author->name, sizeof author->name, author->email);
        author->name[strcspn(author->name, "@")] = '\0';
    }
    if (author->name[0] == '\0')
        text_copy(author->name, sizeof author->name, "Unknown");
}

/* "Robert W. Hayden" gives "robert-w-hayden"; what has no ASCII letters gives
 * "author". */
static void
handle_base(const char *name, char base[BASE_BYTES + 1])
{
    size_t length = 0;
    char lower[NAME_BYTES];

    naming_lower(lower, sizeof lower, name);
    for (const char *at = lower; *at != '\0' && length < BASE_BYTES; at++) {
        bool is_letter = *at >= 'a' && *at <= 'z';
        bool is_digit = *at >= '0' && *at <= '9';
        bool is_gap = *at == ' ' || *at == '-' || *at == '_';

        if (is_letter || (is_digit && length > 0))
            base[length++] = *at;
        else if (is_gap && length > 0 && base[length - 1] != '-')
            base[length++] = '-';
    }
    while (length > 0 && base[length - 1] == '-')
        length--;
    base[length] = '\0';
    if (length < 2)
        text_copy(base, BASE_BYTES + 1, "author");
}

static enum status
is_free(struct store *store, const char *handle, bool *free_now)
{
    char skeleton[HANDLE_BYTES];
    struct person other;

    *free_now = false;
    if (!handle_is_valid(handle))
        return STATUS_OK;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    enum status status = people_by_skeleton(store, skeleton, &other);
    *free_now = status == STATUS_NOT_FOUND;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status
find_handle(struct authors *authors, struct store *store, const char *name,
    char handle[HANDLE_BYTES])
{
    char base[BASE_BYTES + 1];
    int64_t number = 0;
    bool free_now = false;

    handle_base(name, base);
    if (!lookup_find(&authors->suffixes, base, &number)) {
        text_copy(handle, HANDLE_BYTES, base);
        enum status status = is_free(store, handle, &free_now);
        if (status != STATUS_OK)
            return status;
        number = 1;
    }
    while (!free_now && number < SUFFIX_MOST) {
        number++;
        snprintf(handle, HANDLE_BYTES, "%s%lld", base, (long long)number);
        enum status status = is_free(store, handle, &free_now);
        if (status != STATUS_OK)
            return status;
    }
    lookup_set(&authors->suffixes, base, number);
    return free_now ? STATUS_OK
                    : refuse(STATUS_FULL, "no handle like %s is free", base);
}

static enum status
add_author(struct authors *authors, struct store *store,
    const struct author *author, int64_t *person_id)
{
    char handle[HANDLE_BYTES];
    char skeleton[HANDLE_BYTES];
    enum status status = find_handle(authors, store, author->name, handle);

    if (status != STATUS_OK)
        return status;
    handle_skeleton(handle, skeleton, sizeof skeleton);
    return people_add(store,
        &(struct newcomer){
            .handle = handle,
            .skeleton = skeleton,
            .name = author->name,
            .email = author->email[0] != '\0' ? author->email : NULL,
            .may_log_in = false,
        },
        clock_now(), person_id);
}

static enum status
find_stored(struct store *store, const struct author *author,
    int64_t *person_id)
{
    struct person person;

    if (author->email[0] == '\0')
        return posts_find_author(store, author->name, person_id);
    enum status status = people_by_email(store, author->email, &person);
    if (status == STATUS_OK)
        *person_id = person.id;
    return status;
}

enum status
authors_find(struct authors *authors, struct store *store, const char *name,
    const char *email, int64_t *person_id)
{
    struct author author;

    author_read(name, email, &author);
    const char *key = author.email[0] != '\0' ? author.email : author.name;
    if (lookup_find(&authors->known, key, person_id))
        return STATUS_OK;

    enum status status = find_stored(store, &author, person_id);
    if (status == STATUS_NOT_FOUND)
        status = add_author(authors, store, &author, person_id);
    if (status == STATUS_OK)
        lookup_set(&authors->known, key, *person_id);
    return status;
}

void
authors_clear(struct authors *authors)
{
    lookup_clear(&authors->known);
    lookup_clear(&authors->suffixes);
}
