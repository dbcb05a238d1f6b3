/* Programs: the trainings, by their slugs. */

#include "store/programs.h"

#include "base/text.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO programs
        (slug, title, goal, kind, weeks_on_the_job, created_at)
    VALUES (:slug, :title, :goal, :kind, :weeks_on_the_job, :now)
    RETURNING id);

static const char sql_set[] = SQL(
    UPDATE programs
       SET title = :title,
           goal = :goal,
           weeks_on_the_job = :weeks_on_the_job
     WHERE id = :id);

static const char sql_by_slug[] = SQL(
    SELECT id, slug, title, goal, kind, weeks_on_the_job
      FROM programs
     WHERE slug = :slug);

static const char sql_by_id[] = SQL(
    SELECT id, slug, title, goal, kind, weeks_on_the_job
      FROM programs
     WHERE id = :id);

enum status
programs_add(struct store *store, const struct program *program, int64_t now,
    int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":slug", program->slug);
    query_bind_text(query, ":title", program->title);
    query_bind_text(query, ":goal", program->goal);
    query_bind_text(query, ":kind", program_kind_name(program->kind));
    query_bind_id(query, ":weeks_on_the_job", program->weeks_on_the_job);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

static void
program_from_row(struct query *query, struct program *program)
{
    char kind[32];

    *program = (struct program){
        .id = query_int(query, 0),
        .weeks_on_the_job = query_within(query, 5, 0, PROGRAM_WEEKS_MOST),
    };
    query_copy(query, 1, program->slug, sizeof program->slug);
    query_copy(query, 2, program->title, sizeof program->title);
    query_copy(query, 3, program->goal, sizeof program->goal);
    query_copy(query, 4, kind, sizeof kind);
    program_kind_of(kind, &program->kind);
}

static enum status
program_found(struct query *query, struct program *program)
{
    bool found = query_next(query);

    if (found)
        program_from_row(query, program);
    return query_end_found(query, found);
}

enum status
programs_by_slug(struct store *store, const char *slug, struct program *program)
{
    struct query *query = store_query(store, sql_by_slug);

    query_bind_text(query, ":slug", slug);
    return program_found(query, program);
}

enum status
programs_by_id(struct store *store, int64_t id, struct program *program)
{
    struct query *query = store_query(store, sql_by_id);

    query_bind_id(query, ":id", id);
    return program_found(query, program);
}

enum status
programs_set(struct store *store, const struct program *program)
{
    struct query *query = store_query(store, sql_set);

    query_bind_text(query, ":title", program->title);
    query_bind_text(query, ":goal", program->goal);
    query_bind_id(query, ":weeks_on_the_job", program->weeks_on_the_job);
    query_bind_id(query, ":id", program->id);
    return query_run(query);
}
