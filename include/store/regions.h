#ifndef STORE_REGIONS_H
#define STORE_REGIONS_H

#include "base/status.h"
#include "model/program.h"

struct store;

/* CONFLICT: the slug is taken. The id of `region` is not read. */
MUST_USE enum status regions_add(struct store *store,
    const struct region *region, int64_t now, int64_t *id);
MUST_USE enum status regions_by_slug(struct store *store, const char *slug,
    struct region *region);
MUST_USE enum status regions_by_id(struct store *store, int64_t id,
    struct region *region);

#endif
