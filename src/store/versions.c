/* Versions: what was said before it was changed. */

#include "store/versions.h"

#include "base/memory.h"
#include "store/asked_words.h"

static const char sql_of_post[] = SQL(
    SELECT number, body, written_at, replaced_at, is_silent, is_uncovering
      FROM post_versions
     WHERE post_id = :post_id
     ORDER BY number
     LIMIT 10000);

static const char sql_of_held[] = SQL(
    SELECT number, body, written_at, replaced_at, is_silent, is_uncovering
      FROM held_versions
     WHERE question_id = :question_id
       AND person_id = :person_id
     ORDER BY number
     LIMIT 10000);

static const char sql_keep_post[] = SQL(
    INSERT INTO post_versions (post_id, number, author_id, body, written_at,
           replaced_at, is_silent, is_uncovering)
    SELECT :post_id, 1 + count(*), :person_id, :body, :written_at,
           :replaced_at, :is_silent, :is_uncovering
      FROM post_versions
     WHERE post_id = :post_id);

static const char sql_keep_held[] = SQL(
    INSERT INTO held_versions (question_id, person_id, number, body,
           written_at, replaced_at, is_silent, is_uncovering)
    SELECT :question_id, :person_id, 1 + count(*), :body, :written_at,
           :replaced_at, :is_silent, :is_uncovering
      FROM held_versions
     WHERE question_id = :question_id
       AND person_id = :person_id);

static const char sql_say_post[] = SQL(
    UPDATE posts
       SET body = :body,
           edited_at = CASE WHEN :is_silent = 1 THEN edited_at
                            ELSE :replaced_at END
     WHERE id = :post_id);

static const char sql_say_held[] = SQL(
    UPDATE held_answers
       SET body = :body
     WHERE question_id = :question_id
       AND person_id = :person_id);

static const char sql_show[] = SQL(
    INSERT INTO post_versions (post_id, number, author_id, body, written_at,
           replaced_at, is_silent, is_uncovering)
    SELECT :post_id, number, person_id, body, written_at, replaced_at,
           is_silent, is_uncovering
      FROM held_versions
     WHERE question_id = :question_id
       AND person_id = :person_id);

static const char sql_show_edited[] = SQL(
    UPDATE posts
       SET edited_at = (SELECT MAX(replaced_at)
                          FROM post_versions
                         WHERE post_id = :post_id
                           AND is_silent = 0)
     WHERE id = :post_id);

static const char sql_drop_held[] = SQL(
    DELETE FROM held_versions
     WHERE question_id = :question_id
       AND person_id = :person_id);

static struct query *
query_of(struct store *store, const struct version_key *key,
    const char *of_post, const char *of_held)
{
    struct query *query = store_query(store,
        key->post_id != 0 ? of_post : of_held);

    if (key->post_id != 0) {
        query_bind_id(query, ":post_id", key->post_id);
    } else {
        query_bind_id(query, ":question_id", key->question_id);
        query_bind_id(query, ":person_id", key->person_id);
    }
    return query;
}

enum status
versions_of(struct store *store, const struct version_key *key,
    struct version_list *list)
{
    struct version_list found = {0};
    struct query *query = query_of(store, key, sql_of_post, sql_of_held);

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = (struct version){
            .number = (int)query_int(query, 0),
            .body = query_text(query, 1),
            .written_at = query_int(query, 2),
            .replaced_at = query_int(query, 3),
            .is_silent = query_int(query, 4) != 0,
            .is_uncovering = query_int(query, 5) != 0,
        };
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        version_list_clear(&found);
    return status;
}

static enum status
keep(struct store *store, const struct version_key *key,
    const struct version *was)
{
    struct query *query = query_of(store, key, sql_keep_post, sql_keep_held);

    if (key->post_id != 0)
        query_bind_id(query, ":person_id", key->person_id);
    query_bind_text(query, ":body", was->body);
    query_bind_id(query, ":written_at", was->written_at);
    query_bind_id(query, ":replaced_at", was->replaced_at);
    query_bind_id(query, ":is_silent", was->is_silent);
    query_bind_id(query, ":is_uncovering", was->is_uncovering);
    return query_run(query);
}

static enum status
say(struct store *store, const struct version_key *key,
    const struct version *was, const char *body)
{
    struct query *query = query_of(store, key, sql_say_post, sql_say_held);

    query_bind_text(query, ":body", body);
    if (key->post_id != 0) {
        query_bind_id(query, ":is_silent", was->is_silent);
        query_bind_id(query, ":replaced_at", was->replaced_at);
    }
    return query_run(query);
}

enum status
versions_replace(struct store *store, const struct version_key *key,
    const struct version *was, const char *body)
{
    enum status status = keep(store, key, was);

    if (status == STATUS_OK && key->post_id != 0)
        status = asked_words_drop(store, key->post_id);
    if (status == STATUS_OK)
        status = say(store, key, was, body);
    if (status == STATUS_OK && key->post_id != 0)
        status = asked_words_add(store, key->post_id);
    return status;
}

enum status
versions_show(struct store *store, const struct version_key *held,
    int64_t post_id)
{
    struct query *query = store_query(store, sql_show);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":question_id", held->question_id);
    query_bind_id(query, ":person_id", held->person_id);
    enum status status = query_run(query);

    if (status == STATUS_OK) {
        query = store_query(store, sql_show_edited);
        query_bind_id(query, ":post_id", post_id);
        status = query_run(query);
    }
    if (status == STATUS_OK) {
        query = store_query(store, sql_drop_held);
        query_bind_id(query, ":question_id", held->question_id);
        query_bind_id(query, ":person_id", held->person_id);
        status = query_run(query);
    }
    return status;
}
