/* Drafts: text that is not sent yet is never lost. */

#include "store/drafts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum {
    TARGET_BYTES = 40,
    TARGET_COUNT = DRAFT_ASK + 1
};

static const char sql_save[] = SQL(
    INSERT INTO drafts (person_id, target, reply_to, subject, body, saved_at)
    SELECT :person_id, :target, :reply_to, :subject, :body, :saved_at
      FROM people
     WHERE id = :person_id
       AND may_log_in = 1
        ON CONFLICT (person_id, target, reply_to)
        DO UPDATE SET subject = excluded.subject,
                      body = excluded.body,
                      saved_at = excluded.saved_at);

static const char sql_find[] = SQL(
    SELECT target, reply_to, subject, body, saved_at
      FROM drafts
     WHERE person_id = :person_id
       AND target = :target
       AND reply_to = :reply_to);

static const char sql_by_person[] = SQL(
    SELECT target, reply_to, subject, body, saved_at
      FROM drafts
     WHERE person_id = :person_id
     ORDER BY saved_at DESC, id DESC
     LIMIT :limit);

static const char sql_count[] = SQL(
    SELECT COUNT(*)
      FROM drafts
     WHERE person_id = :person_id);

static const char sql_drop[] = SQL(
    DELETE FROM drafts
     WHERE person_id = :person_id
       AND target = :target
       AND reply_to = :reply_to);

static void
target_write(enum draft_target target, int64_t id, char out[TARGET_BYTES])
{
    snprintf(out, TARGET_BYTES, "%s %" PRId64, draft_target_name(target), id);
}

static bool
target_read(const char *text, struct draft *draft)
{
    for (int target = 0; target < TARGET_COUNT; target++) {
        const char *name = draft_target_name((enum draft_target)target);
        size_t length = strlen(name);

        if (!text_starts(text, name) || text[length] != ' ')
            continue;
        draft->target = (enum draft_target)target;
        return text_number(text + length + 1, 0, INT64_MAX, &draft->target_id);
    }
    return false;
}

static bool
draft_from_row(struct query *query, struct draft *draft)
{
    char target[TARGET_BYTES];

    *draft = (struct draft){0};
    query_copy(query, 0, target, sizeof target);
    if (!target_read(target, draft))
        return false;
    draft->reply_to = (int)query_int(query, 1);
    query_copy(query, 2, draft->subject, sizeof draft->subject);
    draft->body = query_text(query, 3);
    draft->saved_at = query_int(query, 4);
    return true;
}

static void
bind_key(struct query *query, const struct draft_key *key)
{
    char target[TARGET_BYTES];

    target_write(key->target, key->target_id, target);
    query_bind_id(query, ":person_id", key->person_id);
    query_bind_text(query, ":target", target);
    query_bind_id(query, ":reply_to", key->reply_to);
}

enum status
drafts_save(struct store *store, int64_t person_id, const struct draft *draft)
{
    struct query *query = store_query(store, sql_save);

    bind_key(query, &(struct draft_key){.person_id = person_id,
                        .target = draft->target,
                        .target_id = draft->target_id,
                        .reply_to = draft->reply_to});
    query_bind_text(query, ":subject", draft->subject);
    query_bind_text(query, ":body", draft->body != NULL ? draft->body : "");
    query_bind_id(query, ":saved_at", draft->saved_at);
    enum status status = query_run(query);
    if (status == STATUS_OK && store_changes(store) == 0)
        return refuse(STATUS_FORBIDDEN, "you can no longer log in here");
    return status;
}

enum status
drafts_find(struct store *store, const struct draft_key *key,
    struct draft *draft)
{
    struct draft found = {0};
    struct query *query = store_query(store, sql_find);

    bind_key(query, key);
    bool is_found = query_next(query) && draft_from_row(query, &found);

    enum status status = query_end_found(query, is_found);
    if (status == STATUS_OK)
        *draft = found;
    else
        draft_clear(&found);
    return status;
}

enum status
drafts_by_person(struct store *store, int64_t person_id, int limit,
    struct draft_list *list)
{
    struct draft_list found = {0};
    struct query *query = store_query(store, sql_by_person);

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":limit", limit);
    while (query_next(query)) {
        struct draft draft;

        if (!draft_from_row(query, &draft))
            continue;
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        found.rows[found.count++] = draft;
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        draft_list_clear(&found);
    return status;
}

enum status
drafts_count(struct store *store, int64_t person_id, int *count)
{
    struct query *query = store_query(store, sql_count);

    query_bind_id(query, ":person_id", person_id);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
drafts_drop(struct store *store, const struct draft_key *key)
{
    struct query *query = store_query(store, sql_drop);

    bind_key(query, key);
    return query_run(query);
}
