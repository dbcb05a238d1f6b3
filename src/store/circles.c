/* Circles: who is in one, in the order of a directory. */

#include "store/circles.h"

#include "base/memory.h"
#include "store/store.h"

/* circle_rank() of a membership's role. */
#define RANK                                     \
    "CASE members.role WHEN 'mentor' THEN 1 "    \
    "                  WHEN 'sme' THEN 2 "       \
    "                  WHEN 'champion' THEN 3 "  \
    "                  WHEN 'moderator' THEN 4 " \
    "                  WHEN 'learner' THEN 5 ELSE 7 END"

/* Who is in a circle, person by person with the first of their ranks. Those of
 * one cohort come in the order of an index, and so cost no sorting. */
#define OF_COHORT                                      \
    "SELECT members.person_id, min(" RANK ") AS rank " \
    "  FROM members "                                  \
    " WHERE members.cohort_id = :id "                  \
    " GROUP BY members.person_id"

#define OF_INTAKE                                           \
    "SELECT members.person_id, min(" RANK ") AS rank "      \
    "  FROM members "                                       \
    " WHERE members.cohort_id IN (SELECT cohorts.id "       \
    "                               FROM cohorts "          \
    "                              WHERE intake_id = :id) " \
    " GROUP BY members.person_id"

#define SITE_STAFF "SELECT id, 4 FROM people WHERE site_role IS NOT NULL "

#define OF_SITE                                                         \
    "SELECT person_id, min(rank) AS rank "                              \
    "  FROM (SELECT members.person_id, " RANK " AS rank FROM members "  \
    "        UNION ALL SELECT person_id, 2 FROM course_smes "           \
    "        UNION ALL " SITE_STAFF                                     \
    "        UNION ALL SELECT id, 6 FROM people WHERE may_log_in = 1) " \
    " GROUP BY person_id"

/* Programs in which somebody is more than a sponsor. */
#define OWN_PROGRAMS                                    \
    "SELECT cohorts.program_id "                        \
    "  FROM members "                                   \
    "  JOIN cohorts ON cohorts.id = members.cohort_id " \
    " WHERE members.person_id = :person_id "            \
    "   AND members.role <> 'sponsor' "                 \
    " UNION "                                           \
    "SELECT program_id "                                \
    "  FROM course_smes "                               \
    " WHERE person_id = :person_id"

/* Cohorts that share a board other than the alumni's with one of theirs. */
#define REACHED_COHORTS                                              \
    "SELECT others.id "                                              \
    "  FROM members AS own "                                         \
    "  JOIN cohorts AS mine ON mine.id = own.cohort_id "             \
    "  JOIN programs ON programs.id = mine.program_id "              \
    "  JOIN cohorts AS others ON others.program_id = programs.id "   \
    " WHERE own.person_id = :person_id "                             \
    "   AND own.role <> 'sponsor' "                                  \
    "   AND (others.intake_id = mine.intake_id "                     \
    "        OR programs.kind = 'elearning') "                       \
    " UNION "                                                        \
    "SELECT cohorts.id "                                             \
    "  FROM course_smes "                                            \
    "  JOIN cohorts ON cohorts.program_id = course_smes.program_id " \
    " WHERE course_smes.person_id = :person_id"

/* Programs whose alumni's board they see: as one of these, or as staff. */
#define ALUMNI_PROGRAMS                                 \
    "SELECT cohorts.program_id "                        \
    "  FROM members "                                   \
    "  JOIN cohorts ON cohorts.id = members.cohort_id " \
    " WHERE members.person_id = :person_id "            \
    "   AND members.role <> 'sponsor' "                 \
    "   AND (cohorts.ends_on <= :today "                \
    "        OR members.role <> 'learner')"

#define OF_REACH                                                        \
    "SELECT person_id, min(rank) AS rank "                              \
    "  FROM (SELECT members.person_id, " RANK " AS rank "               \
    "          FROM members "                                           \
    "         WHERE members.cohort_id IN (" REACHED_COHORTS ") "        \
    "        UNION ALL "                                                \
    "        SELECT members.person_id, " RANK "          FROM cohorts " \
    "          JOIN members ON members.cohort_id = cohorts.id "         \
    "         WHERE cohorts.program_id IN (" ALUMNI_PROGRAMS ") "       \
    "           AND (cohorts.ends_on <= :today "                        \
    "                OR members.role NOT IN ('learner', 'sponsor')) "   \
    "        UNION ALL "                                                \
    "        SELECT person_id, 2 "                                      \
    "          FROM course_smes "                                       \
    "         WHERE program_id IN (" OWN_PROGRAMS ") "                  \
    "        UNION ALL " SITE_STAFF ") "                                \
    " GROUP BY person_id"

#define PLACE                                      \
    "coalesce(regions.title, ''), "                \
    "coalesce(people.region_id, 0), ranked.rank, " \
    "lower(people.name), people.id"

#define RANKED(circle)                                      \
    "  FROM (" circle ") AS ranked "                        \
    "  JOIN people ON people.id = ranked.person_id "        \
    "  LEFT JOIN regions ON regions.id = people.region_id " \
    " WHERE ranked.rank <= :rank_most "

#define PAGE(circle, compares, order)                                       \
    "SELECT " PLACE RANKED(                                                 \
        circle) "   AND (:is_whole = 1 OR (" PLACE ") " compares            \
                "        (:region, :region_id, :rank, :name, :after_id)) "  \
                " ORDER BY 1 " order ", 2 " order ", 3 " order ", 4 " order \
                ", 5 " order " LIMIT :limit"

#define PAGES(circle)                                       \
    {                                                       \
        PAGE(circle, ">", "ASC"), PAGE(circle, "<", "DESC") \
    }

static const char *const sql_page[CIRCLE_KIND_COUNT][2] = {
    [CIRCLE_COHORT] = PAGES(OF_COHORT),
    [CIRCLE_INTAKE] = PAGES(OF_INTAKE),
    [CIRCLE_REACH] = PAGES(OF_REACH),
    [CIRCLE_SITE] = PAGES(OF_SITE),
};

#define COUNT(circle) \
    "SELECT count(*) FROM (" circle ") AS ranked WHERE rank <= :rank_most"

static const char *const sql_count[CIRCLE_KIND_COUNT] = {
    [CIRCLE_COHORT] = COUNT(OF_COHORT),
    [CIRCLE_INTAKE] = COUNT(OF_INTAKE),
    [CIRCLE_REACH] = COUNT(OF_REACH),
    [CIRCLE_SITE] = COUNT(OF_SITE),
};

#define COUNT_ROLES(circle)                                       \
    "SELECT coalesce(regions.title, ''), ranked.rank, count(*), " \
    "       coalesce(people.region_id, 0) " RANKED(               \
        circle) " GROUP BY 1, 4, 2 "                              \
                " ORDER BY 1, 4, 2 "                              \
                " LIMIT 5000"

static const char *const sql_count_roles[CIRCLE_KIND_COUNT] = {
    [CIRCLE_COHORT] = COUNT_ROLES(OF_COHORT),
    [CIRCLE_INTAKE] = COUNT_ROLES(OF_INTAKE),
    [CIRCLE_REACH] = COUNT_ROLES(OF_REACH),
    [CIRCLE_SITE] = COUNT_ROLES(OF_SITE),
};

static const char sql_key[] = SQL(
    SELECT coalesce(regions.title, ''), coalesce(people.region_id, 0), 0,
           lower(people.name), people.id
      FROM people
      LEFT JOIN regions ON regions.id = people.region_id
     WHERE people.id = :id);

/* Begins a query of these, with what each kind of circle asks for. */
static struct query *
circle_query(struct store *store, const char *const sql,
    const struct circle_range *range)
{
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":rank_most", range->rank_most);
    switch (range->circle->kind) {
    case CIRCLE_COHORT:
    case CIRCLE_INTAKE:
        query_bind_id(query, ":id", range->circle->id);
        break;
    case CIRCLE_REACH:
        query_bind_id(query, ":person_id", range->reach.person_id);
        query_bind_text(query, ":today", range->reach.today);
        break;
    default:
        break;
    }
    return query;
}

static void
key_from_row(struct query *query, struct circle_key *key)
{
    *key = (struct circle_key){
        .region_id = query_int(query, 1),
        .rank = (int)query_int(query, 2),
        .person_id = query_int(query, 4),
    };
    query_copy(query, 0, key->region, sizeof key->region);
    query_copy(query, 3, key->name, sizeof key->name);
}

enum status
circles_page(struct store *store, const struct circle_range *range,
    struct circle_key_list *list)
{
    const struct circle_key none = {0};
    const struct circle_key *from = range->from != NULL ? range->from : &none;
    struct circle_key_list found = {0};
    struct query *query = circle_query(store,
        sql_page[range->circle->kind][range->is_back], range);

    query_bind_id(query, ":is_whole", range->from == NULL);
    query_bind_text(query, ":region", from->region);
    query_bind_id(query, ":region_id", from->region_id);
    query_bind_id(query, ":rank", from->rank);
    query_bind_text(query, ":name", from->name);
    query_bind_id(query, ":after_id", from->person_id);
    query_bind_id(query, ":limit", range->limit);
    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        key_from_row(query, &found.rows[found.count++]);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        circle_key_list_clear(&found);
    return status;
}

enum status
circles_count(struct store *store, const struct circle_range *range, int *count)
{
    struct query *query = circle_query(store, sql_count[range->circle->kind],
        range);
    int found = query_next(query) ? (int)query_int(query, 0) : 0;
    enum status status = query_end(query);

    if (status == STATUS_OK)
        *count = found;
    return status;
}

enum status
circles_count_roles(struct store *store, const struct circle_range *range,
    struct circle_count_list *list)
{
    struct circle_count_list found = {0};
    struct query *query = circle_query(store,
        sql_count_roles[range->circle->kind], range);

    while (query_next(query)) {
        found.rows = grow(found.rows, found.count + 1, sizeof *found.rows);
        struct circle_count *row = &found.rows[found.count++];

        *row = (struct circle_count){
            .role = circle_role((int)query_int(query, 1)),
            .count = (int)query_int(query, 2),
        };
        query_copy(query, 0, row->region, sizeof row->region);
    }

    enum status status = query_end(query);
    if (status == STATUS_OK)
        *list = found;
    else
        circle_count_list_clear(&found);
    return status;
}

enum status
circles_key(struct store *store, int64_t person_id, struct circle_key *key)
{
    struct query *query = store_query(store, sql_key);

    query_bind_id(query, ":id", person_id);
    bool found = query_next(query);
    if (found)
        key_from_row(query, key);
    return query_end_found(query, found);
}
