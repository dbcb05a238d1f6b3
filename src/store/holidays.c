/* Holidays: days on which people of a region are not asked. */

#include "store/holidays.h"

#include "base/text.h"
#include "model/person.h"

static const char sql_clear[] = SQL(
    DELETE FROM holidays);

static const char sql_add[] = SQL(
    INSERT INTO holidays (region_id, rests_on, name)
    VALUES (:region_id, :rests_on, :name)
        ON CONFLICT (region_id, rests_on) DO NOTHING);

static const char sql_has[] = SQL(
    SELECT 1
      FROM holidays
     WHERE region_id = :region_id
       AND rests_on = :date);

static const char sql_name[] = SQL(
    SELECT name
      FROM holidays
     WHERE region_id = :region_id
       AND rests_on = :date);

static const char sql_all[] = SQL(
    SELECT region_id, rests_on, name
      FROM holidays
     ORDER BY region_id, rests_on
     LIMIT 100000);

static const char sql_forget_hours[] = SQL(
    DELETE FROM openings
     WHERE opens_at > :now
       AND question_id IN (SELECT id FROM questions WHERE thread_id IS NULL));

enum status
holidays_clear(struct store *store)
{
    return query_run(store_query(store, sql_clear));
}

enum status
holidays_add(struct store *store, const struct holiday *holiday)
{
    struct query *query = store_query(store, sql_add);

    query_bind_id(query, ":region_id", holiday->region_id);
    query_bind_text(query, ":rests_on", holiday->rests_on);
    query_bind_text(query, ":name", holiday->name);
    return query_run(query);
}

enum status
holidays_has(struct store *store, int64_t region_id, const char *date,
    bool *has)
{
    struct query *query = store_query(store, sql_has);

    query_bind_id(query, ":region_id", region_id);
    query_bind_text(query, ":date", date);
    bool is_found = query_next(query);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has = is_found;
    return status;
}

enum status
holidays_lines(struct store *store, struct text *lines)
{
    struct query *query = store_query(store, sql_all);
    char date[11];
    char name[NAME_BYTES];

    while (query_next(query)) {
        query_copy(query, 1, date, sizeof date);
        query_copy(query, 2, name, sizeof name);
        text_add_format(lines, "%lld %s %s\n", (long long)query_int(query, 0),
            date, name);
    }
    return query_end(query);
}

enum status
holidays_forget_hours(struct store *store, int64_t now)
{
    struct query *query = store_query(store, sql_forget_hours);

    query_bind_id(query, ":now", now);
    return query_run(query);
}

enum status
holidays_name(struct store *store, int64_t region_id, const char *date,
    bool *has, char name[TITLE_BYTES])
{
    struct query *query = store_query(store, sql_name);

    query_bind_id(query, ":region_id", region_id);
    query_bind_text(query, ":date", date);
    name[0] = '\0';
    bool is_found = query_next(query);
    if (is_found)
        query_copy(query, 0, name, TITLE_BYTES);

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *has = is_found;
    return status;
}
