/* Uses: who used which post, and what happened. */

#include "store/uses.h"

#include "base/memory.h"

static const char sql_put[] = SQL(
    INSERT INTO uses (post_id, person_id, author_id, line, used_at)
    VALUES (:post_id, :person_id, :author_id, :line, :used_at)
    ON CONFLICT (post_id, person_id) DO UPDATE
       SET line = excluded.line,
           told_at = CASE WHEN uses.line = excluded.line THEN uses.told_at
                          ELSE NULL END);

static const char sql_drop[] = SQL(
    DELETE FROM uses
     WHERE post_id = :post_id
       AND person_id = :person_id);

static const char sql_find[] = SQL(
    SELECT line
      FROM uses
     WHERE post_id = :post_id
       AND person_id = :person_id);

/* What others did with what somebody wrote; each statement says of which.
 * clang-format would lose the clauses. */
/* clang-format off */
#define OF_AUTHOR SQL( \
    SELECT o.post_id, p.thread_id, p.number, t.subject, o.person_id, a.handle, \
           a.name, r.title, o.line, o.at, o.told_at, o.is_endorsement \
      FROM (SELECT post_id, person_id, author_id, line, used_at AS at, \
                   told_at, 0 AS is_endorsement \
              FROM uses \
             UNION ALL \
            SELECT post_id, person_id, author_id, NULL, endorsed_at, \
                   told_at, 1 \
              FROM endorsements) o \
      JOIN posts p ON p.id = o.post_id \
      JOIN threads t ON t.id = p.thread_id \
      JOIN people a ON a.id = o.person_id \
      LEFT JOIN regions r ON r.id = a.region_id \
     WHERE o.author_id = :author_id) " "
#define NEWEST_FIRST SQL( \
     ORDER BY o.at DESC, o.post_id DESC, o.person_id DESC, o.is_endorsement \
     LIMIT :limit)
/* clang-format on */

static const char sql_of_author[] = OF_AUTHOR NEWEST_FIRST;

static const char sql_untold[] = OF_AUTHOR SQL(
       AND o.told_at IS NULL) " " NEWEST_FIRST;

static const char sql_tell[] = SQL(
    UPDATE uses
       SET told_at = :at
     WHERE post_id = :post_id
       AND person_id = :person_id
       AND told_at IS NULL
       AND line = :line);

static const char sql_by_program[] = SQL(
    SELECT g.id, g.slug, g.title, COALESCE(c.uses, 0), COALESCE(c.posts, 0),
           COALESCE(c.people, 0)
      FROM programs g
      LEFT JOIN (SELECT b.program_id AS program_id, count(*) AS uses,
                        count(DISTINCT u.post_id) AS posts,
                        count(DISTINCT u.person_id) AS people
                   FROM uses u
                   JOIN posts p ON p.id = u.post_id
                   JOIN threads t ON t.id = p.thread_id
                   JOIN boards b ON b.id = t.board_id
                  GROUP BY b.program_id) c ON c.program_id = g.id
     ORDER BY g.title, g.id
     LIMIT 1000);

enum status
uses_put(struct store *store, const struct use *use, int64_t author_id)
{
    struct query *query = store_query(store, sql_put);

    query_bind_id(query, ":post_id", use->post_id);
    query_bind_id(query, ":person_id", use->person_id);
    query_bind_id(query, ":author_id", author_id);
    query_bind_text(query, ":line", use->line);
    query_bind_id(query, ":used_at", use->used_at);
    return query_run(query);
}

enum status
uses_drop(struct store *store, int64_t post_id, int64_t person_id)
{
    struct query *query = store_query(store, sql_drop);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":person_id", person_id);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        return STATUS_NOT_FOUND;
    return status;
}

enum status
uses_find(struct store *store, int64_t post_id, int64_t person_id,
    char line[USE_BYTES])
{
    struct query *query = store_query(store, sql_find);

    query_bind_id(query, ":post_id", post_id);
    query_bind_id(query, ":person_id", person_id);
    bool is_found = query_next(query);
    if (is_found)
        query_copy(query, 0, line, USE_BYTES);
    return query_end_found(query, is_found);
}

static struct use
use_from_row(struct query *query)
{
    struct use use = {
        .post_id = query_int(query, 0),
        .thread_id = query_int(query, 1),
        .number = (int)query_int(query, 2),
        .person_id = query_int(query, 4),
        .used_at = query_int(query, 9),
        .is_told = !query_is_null(query, 10),
        .is_endorsement = query_int(query, 11) != 0,
    };

    query_copy(query, 3, use.subject, sizeof use.subject);
    query_copy(query, 5, use.handle, sizeof use.handle);
    query_copy(query, 6, use.name, sizeof use.name);
    query_copy(query, 7, use.region, sizeof use.region);
    query_copy(query, 8, use.line, sizeof use.line);
    return use;
}

enum status
uses_of_author(struct store *store, int64_t author_id, bool is_untold,
    int limit, struct use_list *list)
{
    struct query *query = store_query(store,
        is_untold ? sql_untold : sql_of_author);
    struct use_list found = {0};

    query_bind_id(query, ":author_id", author_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = use_from_row(query);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        use_list_clear(&found);
    return status;
}

enum status
uses_tell(struct store *store, const struct use *use, int64_t at)
{
    struct query *query = store_query(store, sql_tell);

    query_bind_id(query, ":post_id", use->post_id);
    query_bind_id(query, ":person_id", use->person_id);
    query_bind_text(query, ":line", use->line);
    query_bind_id(query, ":at", at);
    return query_run(query);
}

enum status
uses_by_program(struct store *store, struct use_count_list *list)
{
    struct query *query = store_query(store, sql_by_program);
    struct use_count_list found = {0};

    while (query_next(query)) {
        struct use_count count = {
            .program_id = query_int(query, 0),
            .uses = (int)query_int(query, 3),
            .posts = (int)query_int(query, 4),
            .people = (int)query_int(query, 5),
        };

        query_copy(query, 1, count.program_slug, sizeof count.program_slug);
        query_copy(query, 2, count.program_title, sizeof count.program_title);
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = count;
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        use_count_list_clear(&found);
    return status;
}
