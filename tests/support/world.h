#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "board/enrolling.h"
#include "board/viewer.h"
#include "support/support.h"

/* A store with the made-up site of product.md, in a support_folder(). Every
 * call fails the running test when something goes wrong.
 *
 * Programs: new-hire "New-hire" (instructor-led), safe-handling "Safe handling"
 * (elearning).
 * Regions: emea "EMEA" Europe/London, amer "AMER" America/New_York,
 * apac "APAC" Asia/Singapore.
 * Cohorts of new-hire in the intake "autumn 2026", 2026-11-02 to 2026-12-18:
 * emea-autumn, amer-autumn, apac-autumn. Of safe-handling in the intake
 * "spring 2026", 2026-02-02 to 2026-03-27: emea-safety.
 * Boards: each cohort's, of the cohort's slug ("EMEA, autumn 2026");
 * new-hire-autumn-2026 ("All regions, autumn 2026"),
 * safe-handling-spring-2026; new-hire-alumni and safe-handling-alumni, each
 * open to a cohort from its end; safe-handling-course; commons ("Commons").
 *
 * | handle         | name        | cohort      | role              |
 * | ada            | Ada Obi     | emea-autumn | learner           |
 * | lin            | Lin Zhao    | emea-autumn | learner           |
 * | ben            | Ben Aydin   | emea-autumn | learner           |
 * | ola            | Ola Berg    | emea-autumn | learner           |
 * | mara           | Mara Okafor | emea-autumn | mentor            |
 * | jo             | Jo Park     | emea-autumn | champion          |
 * | sam            | Sam Reyes   | emea-autumn | sme               |
 * | rob            | Rob Hale    | emea-autumn | moderator         |
 * | pia            | Pia Lund    | emea-autumn | sponsor           |
 * | kofi           | Kofi Mensah | amer-autumn | learner           |
 * | noor           | Noor Haddad | amer-autumn | mentor            |
 * | wen            | Wen Li      | apac-autumn | learner           |
 * | mei            | Mei Tanaka  | apac-autumn | mentor            |
 * | zoe            | Zoe Quist   | emea-safety | learner           |
 * | tom            | Tom Ito     | none        |                   |
 * | max            | Max Stein   | none        | site's moderator  |
 * | una            | Una Ray     | none        | site's operator   |
 *
 * Zoe began with her cohort. No threads, no posts, no questions. */
struct world {
    struct store *store;
    char path[300];                /* of store.db */
    struct viewer operator_viewer; /* the operator's program */
};

/* Monday 2026-11-23, 12:00 UTC: in EMEA 12:00, AMER 07:00, APAC 20:00. The
 * clock starts there unless HOMEROOM_CLOCK is set or it was read before. */
#define WORLD_NOW INT64_C(1795435200)

void world_open(struct world *world);
void world_close(struct world *world);
/* Ids of what is in the table above, by handle or slug. */
int64_t world_person(struct world *world, const char *handle);
int64_t world_cohort(struct world *world, const char *slug);
int64_t world_board(struct world *world, const char *slug);
/* enrolling_place_cohort(), whatever of its program's plan comes with it. */
MUST_USE enum status world_add_cohort(struct viewer *viewer,
    const struct cohort_terms *terms);
/* Opens a viewer who reads and writes; viewer_clear() it. */
void world_viewer(struct world *world, const char *handle,
    struct viewer *viewer);
/* How many acts are on record by `actor` (a handle, or "operator"; NULL: by
 * anybody), named `act`, on this very subject, as the record is read: in the
 * table itself people stand by number. */
size_t world_recorded(struct world *world, const char *actor, const char *act,
    const char *subject);
/* Another connection to the same store, as another process has it. */
struct store *world_connect(struct world *world);

#endif
