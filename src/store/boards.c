/* Boards: where threads live, and who sees which. */

#include "store/boards.h"

#include "base/memory.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO boards (slug, kind, title, program_id, intake_id, cohort_id,
                        created_at)
    VALUES (:slug, :kind, :title, nullif(:program_id, 0),
            nullif(:intake_id, 0), nullif(:cohort_id, 0), :now)
    RETURNING id);

static const char sql_set_title[] = SQL(
    UPDATE boards
       SET title = :title
     WHERE program_id = :program_id
       AND title = :was);

static const char sql_by_slug[] = SQL(
    SELECT id, slug, kind, title, program_id, intake_id, cohort_id,
           thread_count
      FROM boards
     WHERE slug = :slug);

static const char sql_by_id[] = SQL(
    SELECT id, slug, kind, title, program_id, intake_id, cohort_id,
           thread_count
      FROM boards
     WHERE id = :id);

/* Index ranges from the person's own memberships; sponsors see counts only, so
 * their role opens nothing. Of the alumni's it finds what rights may yet leave
 * out. Every login prepares this: each table named once more is paid for
 * there. */
static const char sql_visible[] = SQL(
    SELECT id, slug, kind, title, program_id, intake_id, cohort_id,
           thread_count, max(is_own) AS is_own
      FROM (
        SELECT boards.*, 1 AS is_own
          FROM members
          JOIN cohorts ON cohorts.id = members.cohort_id
          JOIN boards
            ON (boards.kind = 'cohort' AND boards.cohort_id = cohorts.id)
            OR (boards.kind = 'program'
                AND boards.intake_id = cohorts.intake_id)
            OR (boards.kind = 'alumni'
                AND boards.program_id = cohorts.program_id
                AND (cohorts.ends_on <= :today
                     OR members.starts_on IS NOT NULL
                     OR members.role <> 'learner'))
            OR (boards.kind = 'course'
                AND boards.program_id = cohorts.program_id)
         WHERE members.person_id = :person_id
           AND members.role <> 'sponsor'
        UNION ALL
        SELECT boards.*, 1
          FROM course_smes
          JOIN boards ON boards.program_id = course_smes.program_id
         WHERE course_smes.person_id = :person_id
        UNION ALL
        SELECT *, 1 FROM boards WHERE kind = 'commons'
        UNION ALL
        SELECT *, 0 FROM boards WHERE :sees_all = 1
    )
     GROUP BY id
     ORDER BY CASE kind
                  WHEN 'cohort' THEN 0
                  WHEN 'program' THEN 1
                  WHEN 'alumni' THEN 2
                  WHEN 'course' THEN 3
                  ELSE 4
              END, max(is_own) DESC, title, id
     LIMIT 500);

enum status
boards_add(struct store *store, const struct board *board, int64_t now,
    int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":slug", board->slug);
    query_bind_text(query, ":kind", board_kind_name(board->kind));
    query_bind_text(query, ":title", board->title);
    query_bind_id(query, ":program_id", board->program_id);
    query_bind_id(query, ":intake_id", board->intake_id);
    query_bind_id(query, ":cohort_id", board->cohort_id);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

static void
board_from_row(struct query *query, struct board *board)
{
    char kind[16];

    *board = (struct board){
        .id = query_int(query, 0),
        .program_id = query_int(query, 4),
        .intake_id = query_int(query, 5),
        .cohort_id = query_int(query, 6),
        .thread_count = (int)query_int(query, 7),
    };
    query_copy(query, 1, board->slug, sizeof board->slug);
    query_copy(query, 2, kind, sizeof kind);
    board->kind = board_kind_of(kind);
    query_copy(query, 3, board->title, sizeof board->title);
}

static enum status
board_found(struct query *query, struct board *board)
{
    bool found = query_next(query);

    if (found)
        board_from_row(query, board);
    return query_end_found(query, found);
}

enum status
boards_by_slug(struct store *store, const char *slug, struct board *board)
{
    struct query *query = store_query(store, sql_by_slug);

    query_bind_text(query, ":slug", slug);
    return board_found(query, board);
}

enum status
boards_set_title(struct store *store, int64_t program_id, const char *was,
    const char *title)
{
    struct query *query = store_query(store, sql_set_title);

    query_bind_text(query, ":title", title);
    query_bind_id(query, ":program_id", program_id);
    query_bind_text(query, ":was", was);
    return query_run(query);
}

enum status
boards_by_id(struct store *store, int64_t id, struct board *board)
{
    struct query *query = store_query(store, sql_by_id);

    query_bind_id(query, ":id", id);
    return board_found(query, board);
}

enum status
boards_visible(struct store *store, const struct boards_seen_by *who,
    struct board_list *list)
{
    struct board_list found = {0};
    struct query *query = store_query(store, sql_visible);

    query_bind_id(query, ":person_id", who->person_id);
    query_bind_text(query, ":today", who->today);
    query_bind_id(query, ":sees_all", who->sees_all);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        board_from_row(query, &found.rows[found.count++].board);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        board_list_clear(&found);
    return status;
}
