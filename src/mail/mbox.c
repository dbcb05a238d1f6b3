/* Mailboxes: a file of many mails, split, read, and put in an order in which
 * no reply comes before what it answers. */

#include "mail/mbox.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "mail/address.h"
#include "mail/message.h"
#include "mail/separator.h"

/* A line of the file, its end not counted. */
struct line {
    const char *bytes;
    size_t length;
};

/* What is known by one of its names: an id, an address's skeleton. */
struct entry {
    char *name;        /* owned */
    const char *value; /* borrowed */
    size_t index;      /* of a row */
};

struct entries {
    struct entry *rows; /* owned; by name, then index */
    size_t count;
};

static int
compare_entries(const void *a_, const void *b_)
{
    const struct entry *a = a_;
    const struct entry *b = b_;
    int order = strcmp(a->name, b->name);

    if (order != 0)
        return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int
compare_name(const void *name, const void *entry_)
{
    const struct entry *entry = entry_;

    return strcmp(name, entry->name);
}

/* Takes the name's bytes. */
static void
entries_add(struct entries *entries, struct text *name, const char *value,
    size_t index)
{
    entries->rows = grow(entries->rows, entries->count + 1,
        sizeof *entries->rows);
    entries->rows[entries->count++] = (struct entry){text_take(name), value,
        index};
}

static void
entries_sort(struct entries *entries)
{
    if (entries->count > 0)
        qsort(entries->rows, entries->count, sizeof *entries->rows,
            compare_entries);
}

/* The first of that name; NULL: none. */
static const struct entry *
entries_find(const struct entries *entries, const char *name)
{
    const struct entry *found = NULL;

    if (entries->count > 0)
        found = bsearch(name, entries->rows, entries->count,
            sizeof *entries->rows, compare_name);
    while (found != NULL && found > entries->rows &&
           strcmp(found[-1].name, name) == 0)
        found--;
    return found;
}

static void
entries_clear(struct entries *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        memory_release(entries->rows[i].name);
    memory_release(entries->rows);
    *entries = (struct entries){0};
}

/* ---- The file, split ---------------------------------------------------- */

static struct line
line_at(const char *bytes, const char *end)
{
    const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));

    return (struct line){bytes, (size_t)((stop == NULL ? end : stop) - bytes)};
}

static bool
is_separator(const struct line *line, const char *end, int64_t *sent_at)
{
    const char *next = line->bytes + line->length;

    if (line->length < 5 || memcmp(line->bytes, "From ", 5) != 0 ||
        !separator_date(line->bytes, line->length, sent_at))
        return false;
    if (next == end)
        return false;
    struct line header = line_at(next + 1, end);
    return separator_is_header(header.bytes, header.length);
}

static void
add_mail(struct mbox *mbox, size_t line_number, int64_t sent_at)
{
    mbox->rows = grow(mbox->rows, mbox->count + 1, sizeof *mbox->rows);
    mbox->rows[mbox->count] = (struct mail){
        .number = mbox->count + 1,
        .line = line_number,
        .sent_at = sent_at,
    };
    mbox->count++;
}

/* Reads the mail that goes from `begin` to `end`; an address with letters
 * changed is noted in `blurred` by its row. */
static void
read_mail(struct mbox *mbox, const char *begin, const char *end,
    struct entries *blurred)
{
    struct mail *mail = &mbox->rows[mbox->count - 1];
    struct text skeleton = {0};
    bool is_blurred = false;

    message_read(begin, (size_t)(end - begin), mail, &is_blurred);
    if (!is_blurred)
        return;
    address_skeleton(mail->author_email, &skeleton);
    entries_add(blurred, &skeleton, NULL, mbox->count - 1);
}

static void
split(const char *bytes, size_t count, struct mbox *mbox,
    struct entries *blurred)
{
    const char *end = bytes + count;
    const char *begin = NULL; /* of the mail under way */
    size_t number = 1;

    for (const char *at = bytes; at < end; number++) {
        struct line line = line_at(at, end);
        int64_t sent_at = 0;

        at = line.bytes + line.length;
        at += at < end;
        if (!is_separator(&line, end, &sent_at))
            continue;
        if (begin != NULL)
            read_mail(mbox, begin, line.bytes, blurred);
        add_mail(mbox, number, sent_at);
        begin = at;
    }
    if (begin != NULL)
        read_mail(mbox, begin, end, blurred);
}

/* ---- Blurred addresses -------------------------------------------------- */

static bool
is_blurred_row(const struct entries *blurred, size_t index)
{
    /* Rows come in their order, so a later one ends the search. */
    size_t low = 0;
    size_t high = blurred->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (blurred->rows[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low < blurred->count && blurred->rows[low].index == index;
}

/* The one clear address with this skeleton; NULL: none, or several. */
static const char *
clear_address(const struct entries *clear, const char *skeleton)
{
    const struct entry *first = entries_find(clear, skeleton);

    if (first == NULL)
        return NULL;
    const struct entry *end = clear->rows + clear->count;
    for (const struct entry *other = first;
         other < end && strcmp(other->name, skeleton) == 0; other++) {
        if (strcmp(other->value, first->value) != 0)
            return NULL;
    }
    return first->value;
}

/* Whoever wrote before their address was blurred is still the same person. */
static void
resolve_blurred(struct mbox *mbox, const struct entries *blurred)
{
    struct entries clear = {0};
    struct text skeleton = {0};

    for (size_t i = 0; i < mbox->count; i++) {
        const char *email = mbox->rows[i].author_email;

        if (email == NULL || email[0] == '\0' || is_blurred_row(blurred, i))
            continue;
        address_skeleton(email, &skeleton);
        entries_add(&clear, &skeleton, email, i);
    }
    entries_sort(&clear);
    for (size_t i = 0; i < blurred->count; i++) {
        struct mail *mail = &mbox->rows[blurred->rows[i].index];
        const char *found = clear_address(&clear, blurred->rows[i].name);

        memory_release(mail->author_email);
        mail->author_email = memory_copy(found == NULL ? "" : found);
    }
    entries_clear(&clear);
}

/* ---- Order -------------------------------------------------------------- */

struct dated {
    int64_t at;
    size_t index;
};

static int
compare_dated(const void *a_, const void *b_)
{
    const struct dated *a = a_;
    const struct dated *b = b_;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The row of the first parent that is in the file, or `none`. */
static size_t
parent_of(const struct mail *mail, const struct entries *ids, size_t none)
{
    for (char **parent = mail->parents; parent != NULL && *parent; parent++) {
        const struct entry *found = entries_find(ids, *parent);

        if (found != NULL)
            return found->index;
    }
    return none;
}

/* Puts a row in the order after all of its parents that are not there yet. */
static void
place(struct mbox *mbox, const size_t *parents, bool *is_placed, size_t index,
    size_t *placed)
{
    size_t first = *placed;

    while (index < mbox->count && !is_placed[index]) {
        is_placed[index] = true;
        mbox->order[(*placed)++] = index;
        index = parents[index];
    }
    /* From the child up to the parent: turn it round. */
    for (size_t low = first, high = *placed; low + 1 < high; low++) {
        size_t moved = mbox->order[--high];

        mbox->order[high] = mbox->order[low];
        mbox->order[low] = moved;
    }
}

static void
put_in_order(struct mbox *mbox)
{
    struct entries ids = {0};
    struct text id = {0};
    size_t count = mbox->count;
    struct dated *dated = memory_new(count * sizeof *dated);
    size_t *parents = memory_new(count * sizeof *parents);
    bool *is_placed = memory_new(count * sizeof *is_placed);
    size_t placed = 0;

    mbox->order = memory_new(count * sizeof *mbox->order);
    for (size_t i = 0; i < count; i++) {
        dated[i] = (struct dated){mbox->rows[i].sent_at, i};
        if (mbox->rows[i].message_id == NULL)
            continue;
        text_add(&id, mbox->rows[i].message_id);
        entries_add(&ids, &id, NULL, i);
    }
    entries_sort(&ids);
    for (size_t i = 0; i < count; i++)
        parents[i] = parent_of(&mbox->rows[i], &ids, count);
    qsort(dated, count, sizeof *dated, compare_dated);
    for (size_t i = 0; i < count; i++)
        place(mbox, parents, is_placed, dated[i].index, &placed);

    entries_clear(&ids);
    memory_release(dated);
    memory_release(parents);
    memory_release(is_placed);
}

enum status
mbox_parse(const char *bytes, size_t count, struct mbox *mbox)
{
    struct entries blurred = {0};

    *mbox = (struct mbox){0};
    split(bytes, count, mbox, &blurred);
    resolve_blurred(mbox, &blurred);
    entries_clear(&blurred);
    if (mbox->count == 0)
        return refuse(STATUS_INVALID, "no message in it: is it a mailbox?");
    put_in_order(mbox);
    return STATUS_OK;
}

void
mbox_clear(struct mbox *mbox)
{
    for (size_t i = 0; i < mbox->count; i++)
        message_clear(&mbox->rows[i]);
    memory_release(mbox->rows);
    memory_release(mbox->order);
    *mbox = (struct mbox){0};
}
