/* Course SMEs: who answers for an eLearning program as a whole. */

#include "store/course_smes.h"

#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO course_smes (person_id, program_id, named_at)
    VALUES (:person_id, :program_id, :now));

static const char sql_remove[] = SQL(
    DELETE FROM course_smes
     WHERE person_id = :person_id
       AND program_id = :program_id);

enum status
course_smes_add(struct store *store, int64_t person_id, int64_t program_id,
    int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":program_id", program_id);
    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
course_smes_remove(struct store *store, int64_t person_id, int64_t program_id)
{
    struct query *query = store_query(store, sql_remove);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":program_id", program_id);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        status = STATUS_NOT_FOUND;
    return status;
}
