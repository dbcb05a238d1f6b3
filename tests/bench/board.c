/* The store that the board's programs measure in. */

#include "board.h"

#include <stdio.h>
#include <stdlib.h>

#include "board/enrolling.h"
#include "config/config.h"

struct store *store;
struct viewer operating;

void
must(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "bench: %s\n", reason());
    exit(1);
}

void
run(const char *sql)
{
    must(query_run(store_query(store, sql)));
}

void
board_begin(const char *path)
{
    static struct settings settings;

    config_defaults("/", &settings);
    config_use(&settings);
    must(store_open(path, STORE_CREATE, &store));
    viewer_open_operator(&operating, store);
    must(enrolling_add_program(&operating, "big", "Big", "instructor-led"));
}

void
board_end(void)
{
    viewer_clear(&operating);
    store_close(store);
}

void
board_add_cohort(const char *slug, const char *region)
{
    struct placed placed;

    must(enrolling_place_cohort(&operating,
        &(struct cohort_terms){.slug = slug,
            .program = "big",
            .region = region,
            .intake = "all",
            .starts_on = "2020-01-06",
            .ends_on = "2099-12-31"},
        &placed));
}
