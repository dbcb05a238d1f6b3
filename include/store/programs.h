#ifndef STORE_PROGRAMS_H
#define STORE_PROGRAMS_H

#include "base/status.h"
#include "model/program.h"

struct store;

/* CONFLICT: the slug is taken. The id of `program` is not read. */
MUST_USE enum status programs_add(struct store *store,
    const struct program *program, int64_t now, int64_t *id);
MUST_USE enum status programs_by_slug(struct store *store, const char *slug,
    struct program *program);
MUST_USE enum status programs_by_id(struct store *store, int64_t id,
    struct program *program);
/* Its title, goal and weeks on the job, by its id. */
MUST_USE enum status programs_set(struct store *store,
    const struct program *program);

#endif
