/* Audit: the record of what was done by those with a role. It only grows. */

#include "store/audit.h"

#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO audit (at, actor, act, subject)
    VALUES (:now, :actor, :act, :subject));

enum status
audit_add(struct store *store, const char *actor, const char *act,
    const char *subject, int64_t now)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":actor", actor);
    query_bind_text(query, ":act", act);
    query_bind_text(query, ":subject", subject);
    query_bind_id(query, ":now", now);
    return query_run(query);
}
