/* Audit: the record of what was done by those with a role. It only grows. */

#include "store/audit.h"

#include <sodium.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/audit_chain.h"
#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO audit (id, at, actor_id, actor, act, subject, reason, digest,
                       link)
    VALUES (:id, :at, nullif(:actor_id, 0), :actor, :act, :subject, :reason,
            :digest, :link));

static const char sql_key[] = SQL(
    SELECT audit_key
      FROM site_keys
     WHERE id = 1);

static const char sql_add_key[] = SQL(
    INSERT INTO site_keys (id, audit_key)
    VALUES (1, :key));

static const char sql_list[] = SQL(
    SELECT id, at, actor_id, actor, act, subject, reason, digest, link,
           length(CAST(actor || act || subject || reason || digest || link
                       AS BLOB))
      FROM audit
     WHERE id < :before_id
       AND at >= :since
       AND (:actor IS NULL
            OR actor_id = :actor_id
            OR (actor_id IS NULL AND actor = :actor))
       AND lower(' ' || act || ' ') LIKE lower(:name) ESCAPE '!'
       AND (lower(subject || ' ' || reason) LIKE lower(:words) ESCAPE '!'
            OR subject || ' ' LIKE :kept ESCAPE '!')
     ORDER BY id DESC
     LIMIT :limit);

static const char sql_after[] = SQL(
    SELECT id, at, actor_id, actor, act, subject, reason, digest, link,
           length(CAST(actor || act || subject || reason || digest || link
                       AS BLOB))
      FROM audit
     WHERE id > :id
     ORDER BY id
     LIMIT :limit);

static const char sql_last[] = SQL(
    SELECT id, link
      FROM audit
     ORDER BY id DESC
     LIMIT 1);

static enum status
find_key(struct store *store, char key[ACT_HASH_BYTES])
{
    struct query *query = store_query(store, sql_key);
    bool is_found = query_next(query);

    if (is_found)
        query_copy(query, 0, key, ACT_HASH_BYTES);
    return query_end_found(query, is_found);
}

static enum status
make_key(struct store *store, char key[ACT_HASH_BYTES])
{
    unsigned char bytes[crypto_generichash_KEYBYTES];
    struct query *query = store_query(store, sql_add_key);

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(key, ACT_HASH_BYTES, bytes, sizeof bytes);
    query_bind_text(query, ":key", key);
    return query_run(query);
}

/* In a transaction, so that of two that find none only one makes it. */
static enum status
take_key(struct store *store, char key[ACT_HASH_BYTES])
{
    enum status status = find_key(store, key);

    if (status != STATUS_NOT_FOUND)
        return status;
    status = store_begin(store);
    if (status != STATUS_OK)
        return status;
    status = find_key(store, key);
    if (status == STATUS_NOT_FOUND)
        status = make_key(store, key);
    if (status == STATUS_OK)
        return store_commit(store);
    store_rollback(store);
    return status;
}

enum status
audit_digest(struct store *store, const char *text, char digest[ACT_HASH_BYTES])
{
    unsigned char hash[crypto_generichash_BYTES];
    char key[ACT_HASH_BYTES];
    enum status status = take_key(store, key);

    if (status != STATUS_OK)
        return status;
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text,
        strlen(text), (const unsigned char *)key, strlen(key));
    sodium_bin2hex(digest, ACT_HASH_BYTES, hash, sizeof hash);
    return STATUS_OK;
}

static enum status
insert(struct store *store, const struct act *act, int64_t id, const char *link)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":at", act->at);
    query_bind_id(query, ":actor_id", act->actor_id);
    query_bind_text(query, ":actor", act->actor);
    query_bind_text(query, ":act", act->name);
    query_bind_text(query, ":subject", act->subject);
    query_bind_text(query, ":reason", act->reason);
    query_bind_text(query, ":digest", act->digest);
    query_bind_text(query, ":link", link);
    return query_run(query);
}

enum status
audit_add(struct store *store, const struct act *act)
{
    struct act_chain chain;
    char link[ACT_HASH_BYTES];
    enum status status = store_begin(store);

    if (status != STATUS_OK)
        return status;
    status = audit_chain_head(store, &chain);
    if (status == STATUS_OK && chain.last_id == INT64_MAX)
        status = refuse(STATUS_FAILED, "the record of acts is full");
    if (status == STATUS_OK) {
        struct act added = *act; /* borrows */

        added.id = chain.last_id + 1;
        audit_chain_link(chain.head, &added, link);
        status = insert(store, act, added.id, link);
    }
    if (status == STATUS_OK)
        return store_commit(store);
    store_rollback(store);
    return status;
}

static void
act_from_row(struct query *query, struct act *act)
{
    *act = (struct act){
        .id = query_int(query, 0),
        .at = query_int(query, 1),
        .actor_id = query_int(query, 2),
        .name = query_text(query, 4),
        .subject = query_text(query, 5),
        .reason = query_text(query, 6),
    };
    query_copy(query, 3, act->actor, sizeof act->actor);
    query_copy(query, 7, act->digest, sizeof act->digest);
    query_copy(query, 8, act->link, sizeof act->link);

    size_t bytes = strlen(act->actor) + strlen(act->name) +
                   strlen(act->subject) + strlen(act->reason) +
                   strlen(act->digest) + strlen(act->link);
    act->is_cut = query_int(query, 9) != (int64_t)bytes;
}

static enum status
gather(struct query *query, struct act_list *list)
{
    struct act_list found = {0};

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        act_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        act_list_clear(&found);
    return status;
}

/* With what LIKE has a meaning for taken as such. */
static void
add_literal(struct text *pattern, const char *words)
{
    for (; *words != '\0'; words++) {
        if (strchr("%_!", *words) != NULL)
            text_add(pattern, "!");
        text_add_bytes(pattern, words, 1);
    }
}

/* "%words%"; `edge` is put on both ends. */
static void
bind_like(struct query *query, const char *name, const char *words,
    const char *edge)
{
    struct text pattern = {0};

    text_add_format(&pattern, "%%%s", words != NULL ? edge : "");
    add_literal(&pattern, words != NULL ? words : "");
    if (words != NULL)
        text_add_format(&pattern, "%s%%", edge);
    query_bind_text(query, name, text_bytes(&pattern));
    text_clear(&pattern);
}

/* "words%", where the number they begin with is a whole word. */
static void
bind_kept(struct query *query, const char *name, const char *words)
{
    struct text pattern = {0};

    add_literal(&pattern, words);
    text_add(&pattern, strchr(words, ' ') == NULL ? " %" : "%");
    query_bind_text(query, name, text_bytes(&pattern));
    text_clear(&pattern);
}

enum status
audit_list(struct store *store, const struct act_filter *filter, int limit,
    struct act_list *list)
{
    struct query *query = store_query(store, sql_list);

    query_bind_id(query, ":before_id",
        filter->before_id > 0 ? filter->before_id : INT64_MAX);
    query_bind_id(query, ":since", filter->since);
    if (filter->actor != NULL)
        query_bind_text(query, ":actor", filter->actor);
    else
        query_bind_null(query, ":actor");
    bind_like(query, ":name", filter->name_word, " ");
    bind_like(query, ":words", filter->words, "");
    if (filter->kept_words != NULL)
        bind_kept(query, ":kept", filter->kept_words);
    else
        query_bind_null(query, ":kept");
    query_bind_id(query, ":actor_id", filter->actor_id);
    query_bind_id(query, ":limit", limit);
    return gather(query, list);
}

enum status
audit_after(struct store *store, int64_t id, int limit, struct act_list *list)
{
    struct query *query = store_query(store, sql_after);

    query_bind_id(query, ":id", id);
    query_bind_id(query, ":limit", limit);
    return gather(query, list);
}

enum status
audit_last(struct store *store, int64_t *id, char link[ACT_HASH_BYTES])
{
    struct query *query = store_query(store, sql_last);
    bool is_found = query_next(query);

    if (is_found) {
        *id = query_int(query, 0);
        query_copy(query, 1, link, ACT_HASH_BYTES);
    }
    return query_end_found(query, is_found);
}
