/* Regions: where people sit, by their slugs. */

#include "store/regions.h"

#include "store/store.h"

static const char sql_add[] = SQL(
    INSERT INTO regions (slug, title, zone, created_at)
    VALUES (:slug, :title, :zone, :now)
    RETURNING id);

static const char sql_by_slug[] = SQL(
    SELECT id, slug, title, zone
      FROM regions
     WHERE slug = :slug);

static const char sql_by_id[] = SQL(
    SELECT id, slug, title, zone
      FROM regions
     WHERE id = :id);

enum status
regions_add(struct store *store, const struct region *region, int64_t now,
    int64_t *id)
{
    struct query *query = store_query(store, sql_add);

    query_bind_text(query, ":slug", region->slug);
    query_bind_text(query, ":title", region->title);
    query_bind_text(query, ":zone", region->zone);
    query_bind_id(query, ":now", now);
    return query_end_id(query, id);
}

static enum status
region_found(struct query *query, struct region *region)
{
    bool found = query_next(query);

    if (found) {
        *region = (struct region){.id = query_int(query, 0)};
        query_copy(query, 1, region->slug, sizeof region->slug);
        query_copy(query, 2, region->title, sizeof region->title);
        query_copy(query, 3, region->zone, sizeof region->zone);
    }
    return query_end_found(query, found);
}

enum status
regions_by_slug(struct store *store, const char *slug, struct region *region)
{
    struct query *query = store_query(store, sql_by_slug);

    query_bind_text(query, ":slug", slug);
    return region_found(query, region);
}

enum status
regions_by_id(struct store *store, int64_t id, struct region *region)
{
    struct query *query = store_query(store, sql_by_id);

    query_bind_id(query, ":id", id);
    return region_found(query, region);
}
