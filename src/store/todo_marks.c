/* To-do marks: which acts of a champion's are done. */

#include "store/todo_marks.h"

#include "store/store.h"

static const char sql_set[] = SQL(
    INSERT INTO todo_marks (cohort_id, act, person_id, marked_at)
    VALUES (:cohort_id, :act, nullif(:person_id, 0), :now)
        ON CONFLICT (cohort_id, act) DO UPDATE
       SET person_id = excluded.person_id,
           marked_at = excluded.marked_at);

static const char sql_remove[] = SQL(
    DELETE FROM todo_marks
     WHERE cohort_id = :cohort_id
       AND act = :act);

static const char sql_find[] = SQL(
    SELECT todo_marks.marked_at, people.name
      FROM todo_marks
      LEFT JOIN people ON people.id = todo_marks.person_id
     WHERE todo_marks.cohort_id = :cohort_id
       AND todo_marks.act = :act);

enum status
todo_marks_set(struct store *store, int64_t cohort_id, const char *act,
    int64_t person_id, int64_t now)
{
    struct query *query = store_query(store, sql_set);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":act", act);
    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
todo_marks_remove(struct store *store, int64_t cohort_id, const char *act)
{
    struct query *query = store_query(store, sql_remove);

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":act", act);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        status = STATUS_NOT_FOUND;
    return status;
}

enum status
todo_marks_find(struct store *store, int64_t cohort_id, const char *act,
    struct todo_mark *mark)
{
    struct query *query = store_query(store, sql_find);
    struct todo_mark found = {0};

    query_bind_id(query, ":cohort_id", cohort_id);
    query_bind_text(query, ":act", act);
    if (query_next(query)) {
        found.marked_at = query_int(query, 0);
        query_copy(query, 1, found.name, sizeof found.name);
    }
    enum status status = query_end(query);
    if (status == STATUS_OK)
        *mark = found;
    return status;
}
