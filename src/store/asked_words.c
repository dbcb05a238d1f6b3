/* Full-text search of questions and their answers. */

#include "store/asked_words.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/engine.h"

enum {
    WORDS_MOST = 16,
    BYTES_MOST = 1000,  /* of them all: pairs of letters are looked for one by
                         * one, each in as much memory as all that it is in */
    BEGINNING_LEAST = 3 /* bytes: shorter ones begin too many words */
};

/* As the migration makes the ids: a thread, and a number within it. */
#define NUMBERS INT64_C(1048576)

static const char sql_find[] = SQL(
    SELECT rowid
      FROM asked_words
     WHERE asked_words MATCH :match
       AND rowid < :before
     ORDER BY rowid DESC
     LIMIT :limit);

static const char sql_add[] = SQL(
    INSERT INTO asked_words (rowid, board, body)
    SELECT id, board, body
      FROM question_posts
     WHERE post_id = :post_id);

static const char sql_drop[] = SQL(
    INSERT INTO asked_words (asked_words, rowid, board, body)
    SELECT 'delete', id, board, body
      FROM question_posts
     WHERE post_id = :post_id);

static const char sql_check[] = SQL(
    INSERT INTO asked_words (asked_words, rank)
    VALUES ('integrity-check', 1));

static const char sql_rebuild[] = SQL(
    INSERT INTO asked_words (asked_words)
    VALUES ('rebuild'));

/* Appends the next word of `words`, as FTS5 is asked for it, or for what begins
 * with it. Returns the bytes looked at; 0 at the end. */
static size_t
add_word(struct text *match, const char *words, bool is_whole, bool *has_any)
{
    size_t length = strlen(words);
    size_t at = 0;
    size_t start = match->length;

    while (at < length) {
        int32_t point = 0;
        size_t bytes = utf8_decode(words + at, length - at, &point);

        if (utf8_is_word(point) && match->length == start)
            text_add(match, *has_any ? " AND \"" : "\"");
        if (!utf8_is_word(point) && match->length > start)
            break;
        if (utf8_is_word(point))
            text_add_bytes(match, words + at, bytes);
        at += bytes;
    }
    if (match->length == start)
        return at;
    const char *word = strrchr(text_bytes(match), '"') + 1;

    text_add(match, is_whole || strlen(word) < BEGINNING_LEAST ? "\"" : "\" *");
    *has_any = true;
    return at;
}

static enum status
add_words(struct text *match, const char *words, bool is_whole)
{
    bool has_any = false;
    int count = 0;

    if (strlen(words) > BYTES_MOST)
        return refuse(STATUS_INVALID, "at most %d bytes to search for",
            BYTES_MOST);
    while (*words != '\0') {
        words += add_word(match, words, is_whole, &has_any);
        if (++count > WORDS_MOST)
            return refuse(STATUS_INVALID, "at most %d words to search for",
                WORDS_MOST);
    }
    return has_any ? STATUS_OK
                   : refuse(STATUS_INVALID, "no word to search for");
}

/* board : ("board3" OR "board4") AND body : ("day" * AND "badge" *) */
static enum status
write_match(const struct words_wanted *wanted, struct text *match)
{
    text_add(match, "board : (");
    for (size_t i = 0; i < wanted->board_count; i++)
        text_add_format(match, "%s\"board%" PRId64 "\"", i > 0 ? " OR " : "",
            wanted->board_ids[i]);
    text_add(match, ") AND body : (");
    enum status status = add_words(match, wanted->words, wanted->is_whole);
    text_add(match, ")");
    return status;
}

static enum status
find(struct store *store, const char *match, const struct words_wanted *wanted,
    struct question_hit_list *list)
{
    struct query *query = store_query(store, sql_find);
    const struct question_hit *before = &wanted->before;

    query_bind_text(query, ":match", match);
    query_bind_id(query, ":before",
        before->thread_id == 0 ? INT64_MAX
                               : before->thread_id * NUMBERS + before->number);
    query_bind_id(query, ":limit", wanted->limit);
    while (query_next(query)) {
        int64_t id = query_int(query, 0);

        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = (struct question_hit){
            .thread_id = id / NUMBERS,
            .number = (int)(id % NUMBERS),
        };
    }
    return query_end(query);
}

enum status
asked_words_find(struct store *store, const struct words_wanted *wanted,
    struct question_hit_list *list)
{
    struct question_hit_list found = {0};
    struct text match = {0};
    enum status status = write_match(wanted, &match);

    if (status == STATUS_OK && wanted->board_count > 0)
        status = find(store, text_bytes(&match), wanted, &found);
    text_clear(&match);
    if (status == STATUS_OK)
        *list = found;
    else
        question_hit_list_clear(&found);
    return status;
}

/* Reads on only until there are enough. */
static enum status
count_threads(struct store *store, const char *match, int most, int *count)
{
    struct query *query = store_query(store, sql_find);
    int64_t last = 0;

    *count = 0;
    query_bind_text(query, ":match", match);
    query_bind_id(query, ":before", INT64_MAX);
    query_bind_id(query, ":limit", INT64_MAX);
    while (*count < most && query_next(query)) {
        int64_t thread_id = query_int(query, 0) / NUMBERS;

        *count += thread_id != last;
        last = thread_id;
    }
    return query_end(query);
}

enum status
asked_words_threads(struct store *store, const struct words_wanted *wanted,
    int *count)
{
    struct text match = {0};
    int found = 0;
    enum status status = write_match(wanted, &match);

    if (status == STATUS_OK && wanted->board_count > 0) {
        status = count_threads(store, text_bytes(&match), wanted->limit,
            &found);
    }
    text_clear(&match);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

void
question_hit_list_clear(struct question_hit_list *list)
{
    memory_release(list->rows);
    *list = (struct question_hit_list){0};
}

static enum status
run_on_post(struct store *store, const char *sql, int64_t post_id)
{
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":post_id", post_id);
    return query_run(query);
}

enum status
asked_words_add(struct store *store, int64_t post_id)
{
    return run_on_post(store, sql_add, post_id);
}

enum status
asked_words_drop(struct store *store, int64_t post_id)
{
    return run_on_post(store, sql_drop, post_id);
}

enum status
asked_words_check(struct store *store)
{
    int64_t reads_only = 0;
    enum status status = engine_number(store, "PRAGMA query_only", &reads_only);

    /* It is asked for as a write, and writes nothing. */
    if (status == STATUS_OK && reads_only != 0)
        status = engine_run(store, "PRAGMA query_only = OFF");
    if (status != STATUS_OK)
        return status;
    status = query_run(store_query(store, sql_check));
    if (reads_only != 0 &&
        engine_run(store, "PRAGMA query_only = ON") != STATUS_OK)
        return STATUS_FAILED;
    if (status == STATUS_FAILED)
        return refuse(STATUS_INVALID,
            "full-text search of questions finds what is not there");
    return status;
}

enum status
asked_words_rebuild(struct store *store)
{
    return query_run(store_query(store, sql_rebuild));
}
