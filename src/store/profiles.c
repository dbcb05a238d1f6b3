/* Profiles: what people set for themselves. */

#include "store/profiles.h"

#include "store/store.h"

static const char sql_find[] = SQL(
    SELECT p.zone, r.zone,
           coalesce(f.is_plain, 0), coalesce(f.tells_mentions, 1),
           coalesce(f.tells_replies, 1), coalesce(f.tells_questions, 1),
           coalesce(f.digest, 'weekly')
      FROM people p
      LEFT JOIN regions r ON r.id = p.region_id
      LEFT JOIN profiles f ON f.person_id = p.id
     WHERE p.id = :person_id);

static const char sql_set[] = SQL(
    INSERT INTO profiles (person_id, is_plain, tells_mentions, tells_replies,
           tells_questions, digest)
    VALUES (:person_id, :is_plain, :tells_mentions, :tells_replies,
           :tells_questions, :digest)
        ON CONFLICT (person_id)
        DO UPDATE SET is_plain = excluded.is_plain,
                      tells_mentions = excluded.tells_mentions,
                      tells_replies = excluded.tells_replies,
                      tells_questions = excluded.tells_questions,
                      digest = excluded.digest);

enum status
profiles_find(struct store *store, int64_t person_id, struct profile *profile)
{
    struct query *query = store_query(store, sql_find);
    struct profile read = {0};
    char digest[16] = "";

    query_bind_id(query, ":person_id", person_id);
    bool found = query_next(query);
    if (found) {
        query_copy(query, 0, read.own_zone, sizeof read.own_zone);
        query_copy(query, 1, read.region_zone, sizeof read.region_zone);
        read.is_plain = query_int(query, 2) != 0;
        read.told.mentions = query_int(query, 3) != 0;
        read.told.replies = query_int(query, 4) != 0;
        read.told.questions = query_int(query, 5) != 0;
        query_copy(query, 6, digest, sizeof digest);
        (void)digest_from(digest, &read.told.digest);
    }
    enum status status = query_end_found(query, found);
    if (status == STATUS_OK)
        *profile = read;
    return status;
}

enum status
profiles_set(struct store *store, int64_t person_id,
    const struct profile *profile)
{
    struct query *query = store_query(store, sql_set);
    const struct told *told = &profile->told;

    query_bind_id(query, ":person_id", person_id);
    query_bind_id(query, ":is_plain", profile->is_plain);
    query_bind_id(query, ":tells_mentions", told->mentions);
    query_bind_id(query, ":tells_replies", told->replies);
    query_bind_id(query, ":tells_questions", told->questions);
    query_bind_text(query, ":digest", digest_name(told->digest));
    return query_run(query);
}
