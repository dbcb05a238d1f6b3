/* Mentions: where others wrote of somebody. */

#include "store/mentions.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum {
    QUOTE_BYTES = 12 /* what is shorter, many may have written */
};

/* What may hold them; which do, is_named() says. */
static const char sql_naming[] = SQL(
    SELECT thread_id, number, body
      FROM posts
     WHERE author_id <> :person_id
       AND (lower(body) LIKE :handle ESCAPE '!'
            OR lower(body) LIKE lower(:name) ESCAPE '!')
    UNION ALL
    SELECT id, 0, subject
      FROM threads
     WHERE author_id <> :person_id
       AND (lower(subject) LIKE :handle ESCAPE '!'
            OR lower(subject) LIKE lower(:name) ESCAPE '!')
    ORDER BY 1, 2);

static const char sql_quoting[] = SQL(
    SELECT theirs.thread_id, theirs.number, theirs.body, own.body
      FROM posts AS own
      JOIN posts AS theirs ON theirs.thread_id = own.thread_id
                          AND theirs.number > own.number
                          AND theirs.author_id <> own.author_id
     WHERE own.author_id = :person_id
       AND theirs.body LIKE '%>%'
     ORDER BY theirs.thread_id, theirs.number, own.number);

static const char sql_record[] = SQL(
    SELECT actor || ' ' || subject, reason
      FROM audit
     WHERE lower(actor || ' ' || subject || ' ' || reason) LIKE :handle
           ESCAPE '!'
        OR lower(reason) LIKE lower(:name) ESCAPE '!'
     ORDER BY id);

/* ---- Words -------------------------------------------------------------- */

static bool
is_letter_or_digit(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

static bool
is_of_handle(char byte)
{
    return is_letter_or_digit(byte) || byte == '_' || byte == '-';
}

/* Whether the text has the word, not within a longer one. */
static bool
has_word(const char *text, const char *word, bool (*is_within)(char byte))
{
    size_t length = strlen(word);

    if (length == 0)
        return false;
    for (const char *at = text; (at = strcasestr(at, word)) != NULL; at++) {
        bool goes_on = is_within(word[length - 1]) && is_within(at[length]);
        bool came_before = at > text && is_within(word[0]) && is_within(at[-1]);

        if (!goes_on && !came_before)
            return true;
    }
    return false;
}

static bool
is_named(const char *text, const struct mentioned *mentioned)
{
    struct text at = {0};

    text_add_format(&at, "@%s", mentioned->handle);
    bool is_found = has_word(text, text_bytes(&at), is_of_handle) ||
                    has_word(text, mentioned->name, is_letter_or_digit);
    text_clear(&at);
    return is_found;
}

bool
mentions_name(const struct mentioned *mentioned, const char *text)
{
    return has_word(text, mentioned->handle, is_of_handle) ||
           has_word(text, mentioned->name, is_letter_or_digit);
}

/* "%words%" */
static void
bind_within(struct query *query, const char *name, const char *words)
{
    struct text pattern = {0};

    text_add(&pattern, "%");
    for (; *words != '\0'; words++) {
        if (strchr("%_!", *words) != NULL)
            text_add(&pattern, "!");
        text_add_bytes(&pattern, words, 1);
    }
    text_add(&pattern, "%");
    query_bind_text(query, name, text_bytes(&pattern));
    text_clear(&pattern);
}

/* ---- Places ------------------------------------------------------------- */

static void
add_place(struct mention_list *list, const struct mention *mention)
{
    const struct mention *last = list->count > 0 ? &list->rows[list->count - 1]
                                                 : NULL;

    if (last != NULL && last->thread_id == mention->thread_id &&
        last->number == mention->number)
        return;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = *mention;
}

static enum status
end_list(struct query *query, struct mention_list *found,
    struct mention_list *list)
{
    enum status status = query_end(query);

    if (status == STATUS_OK)
        *list = *found;
    else
        mention_list_clear(found);
    return status;
}

enum status
mentions_of(struct store *store, const struct mentioned *mentioned,
    struct mention_list *list)
{
    struct mention_list found = {0};
    struct text handle = {0};
    struct query *query = store_query(store, sql_naming);

    text_add_format(&handle, "@%s", mentioned->handle);
    query_bind_id(query, ":person_id", mentioned->person_id);
    bind_within(query, ":handle", text_bytes(&handle));
    bind_within(query, ":name", mentioned->name);
    text_clear(&handle);
    while (query_next(query)) {
        char *body = query_text(query, 2);

        if (is_named(body, mentioned))
            add_place(&found, &(struct mention){
                                  .thread_id = query_int(query, 0),
                                  .number = (int)query_int(query, 1),
                              });
        memory_release(body);
    }
    return end_list(query, &found, list);
}

/* ---- Quotes ------------------------------------------------------------- */

/* A line without what surrounds its words. */
struct line {
    const char *bytes;
    size_t count;
};

/* The next line of a text, which then begins after it; false at the end. */
static bool
next_line(const char **text, struct line *line)
{
    if (**text == '\0')
        return false;
    line->bytes = *text;
    line->count = strcspn(*text, "\n");
    *text += line->count + ((*text)[line->count] == '\n');
    while (line->count > 0 && (*line->bytes == '>' || *line->bytes == ' ')) {
        line->bytes++;
        line->count--;
    }
    while (line->count > 0 && line->bytes[line->count - 1] == ' ')
        line->count--;
    return true;
}

static bool
has_line(const char *text, const struct line *wanted)
{
    struct line line;

    while (next_line(&text, &line))
        if (line.count == wanted->count &&
            memcmp(line.bytes, wanted->bytes, wanted->count) == 0)
            return true;
    return false;
}

static bool
is_quoting(const char *theirs, const char *own)
{
    struct line line;

    for (bool is_quote = *theirs == '>'; next_line(&theirs, &line);
         is_quote = *theirs == '>')
        if (is_quote && line.count >= QUOTE_BYTES && has_line(own, &line))
            return true;
    return false;
}

enum status
mentions_quoting(struct store *store, int64_t person_id,
    struct mention_list *list)
{
    struct mention_list found = {0};
    struct query *query = store_query(store, sql_quoting);

    query_bind_id(query, ":person_id", person_id);
    while (query_next(query)) {
        char *theirs = query_text(query, 2);
        char *own = query_text(query, 3);

        if (is_quoting(theirs, own))
            add_place(&found, &(struct mention){
                                  .thread_id = query_int(query, 0),
                                  .number = (int)query_int(query, 1),
                                  .is_quote = true,
                              });
        memory_release(theirs);
        memory_release(own);
    }
    return end_list(query, &found, list);
}

/* ---- The record --------------------------------------------------------- */

enum status
mentions_on_record(struct store *store, const struct mentioned *mentioned,
    int *count)
{
    struct query *query = store_query(store, sql_record);
    int found = 0;

    bind_within(query, ":handle", mentioned->handle);
    bind_within(query, ":name", mentioned->name);
    while (query_next(query)) {
        char *words = query_text(query, 0);
        char *why = query_text(query, 1);

        found += has_word(words, mentioned->handle, is_of_handle) ||
                 mentions_name(mentioned, why);
        memory_release(words);
        memory_release(why);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}
