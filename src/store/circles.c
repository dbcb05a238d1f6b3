/* Circles: who is in one, in the order of a directory. */

#include "store/circles.h"

#include <string.h>

#include "base/memory.h"
#include "store/store.h"

/* circle_rank() of a membership's role. */
#define RANK                                     \
    "CASE members.role WHEN 'mentor' THEN 1 "    \
    "                  WHEN 'sme' THEN 2 "       \
    "                  WHEN 'champion' THEN 3 "  \
    "                  WHEN 'moderator' THEN 4 " \
    "                  WHEN 'learner' THEN 5 ELSE 6 END"

/* Which memberships put their holders into a circle. */
#define IN_COHORT "members.cohort_id = :id "

#define IN_INTAKE                              \
    "members.cohort_id IN (SELECT cohorts.id " \
    "                        FROM cohorts "    \
    "                       WHERE cohorts.intake_id = :id) "

#define IN_SITE "members.cohort_id > 0 "

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

/* Programs in which somebody is more than a sponsor, and those of them whose
 * alumni's board they see: as one of these, or as staff. */
#define OWN_PROGRAMS(condition)                     \
    "SELECT cohorts.program_id "                    \
    "  FROM members AS own "                        \
    "  JOIN cohorts ON cohorts.id = own.cohort_id " \
    " WHERE own.person_id = :person_id "            \
    "   AND own.role <> 'sponsor' " condition

#define ALUMNI_PROGRAMS \
    OWN_PROGRAMS("AND (cohorts.ends_on <= :today OR own.role <> 'learner')")

/* The staff of a program sees its alumni's board all along. */
#define IN_REACH                                                \
    "(members.cohort_id IN (" REACHED_COHORTS ") "              \
    " OR members.cohort_id IN (SELECT cohorts.id "              \
    "        FROM cohorts "                                     \
    "       WHERE cohorts.program_id IN (" ALUMNI_PROGRAMS ") " \
    "         AND (cohorts.ends_on <= :today "                  \
    "              OR members.role NOT IN ('learner', 'sponsor')))) "

/* Whoever is in a circle without such a membership, with their rank. */
#define SITE_STAFF \
    "UNION ALL SELECT id, 4 FROM people WHERE site_role IS NOT NULL "

#define ALSO_REACHED                                    \
    "UNION ALL "                                        \
    "SELECT person_id, 2 "                              \
    "  FROM course_smes "                               \
    " WHERE program_id IN (" OWN_PROGRAMS(              \
        "") " UNION "                                   \
            "                      SELECT program_id "  \
            "                        FROM course_smes " \
            "                       WHERE person_id = :person_id) " SITE_STAFF

#define ALSO_ON_SITE                                                \
    "UNION ALL "                                                    \
    "SELECT person_id, 2 FROM course_smes " SITE_STAFF "UNION ALL " \
    "SELECT id, 7 "                                                 \
    "  FROM people "                                                \
    " WHERE may_log_in = 1 "                                        \
    "   AND site_role IS NULL "                                     \
    "   AND NOT EXISTS (SELECT 1 "                                  \
    "                     FROM members "                            \
    "                    WHERE members.person_id = people.id) "

#define PLACE(rank)                             \
    "coalesce(regions.title, ''), "             \
    "coalesce(people.region_id, 0), " rank ", " \
    "lower(people.name), people.id"

#define PAGE_AFTER(rank, compares, order)                                 \
    "   AND (:is_whole = 1 OR (" PLACE(                                   \
        rank) ") " compares                                               \
              "        (:region, :region_id, :rank, :name, :after_id)) "  \
              " ORDER BY 1 " order ", 2 " order ", 3 " order ", 4 " order \
              ", 5 " order " LIMIT :limit"

/* Learners are the most by far, and have one membership as a rule: grouping
 * them by person would cost more than all the rest. */
#define LEARNERS(condition, compares, order)                                  \
    "SELECT " PLACE(                                                          \
        "5") "  FROM members "                                                \
             "  JOIN people ON people.id = members.person_id "                \
             "  LEFT JOIN regions ON regions.id = people.region_id "          \
             " WHERE members.role = 'learner' AND " condition PAGE_AFTER("5", \
                 compares, order)

/* All the others, each with the first of their ranks. */
#define OTHERS(condition, also, compares, order)                               \
    "SELECT " PLACE(                                                           \
        "ranked.rank") "  FROM (SELECT person_id, min(rank) AS rank "          \
                       "          FROM (SELECT members.person_id, " RANK       \
                       " AS rank "                                             \
                       "                  FROM members "                       \
                       "                 WHERE members.role <> 'learner' "     \
                       "                   AND " condition also ") "           \
                       "         GROUP BY person_id) AS ranked "               \
                       "  JOIN people ON people.id = ranked.person_id "        \
                       "  LEFT JOIN regions ON regions.id = people.region_id " \
                       " WHERE ranked.rank <= :rank_most " PAGE_AFTER(         \
                           "ranked.rank", compares, order)

#define PAGES(condition, also)                                               \
    {                                                                        \
        {LEARNERS(condition, ">", "ASC"), LEARNERS(condition, "<", "DESC")}, \
        {                                                                    \
            OTHERS(condition, also, ">", "ASC"),                             \
                OTHERS(condition, also, "<", "DESC")                         \
        }                                                                    \
    }

enum {
    OF_LEARNERS,
    OF_OTHERS,
    PARTS
};

static const char *const sql_page[CIRCLE_KIND_COUNT][PARTS][2] = {
    [CIRCLE_COHORT] = PAGES(IN_COHORT, ""),
    [CIRCLE_INTAKE] = PAGES(IN_INTAKE, ""),
    [CIRCLE_REACH] = PAGES(IN_REACH, ALSO_REACHED),
    [CIRCLE_SITE] = PAGES(IN_SITE, ALSO_ON_SITE),
};

/* Sponsors are counted where the last rank asked for is theirs. */
#define COUNTED(condition) \
    condition "AND (members.role <> 'sponsor' OR :rank_most >= 6) "

#define COUNT(condition)                        \
    "SELECT count(DISTINCT members.person_id) " \
    "  FROM members "                           \
    " WHERE " COUNTED(condition)

/* Of the site everybody counts who would be listed. */
#define COUNT_SITE                                          \
    "SELECT count(*) "                                      \
    "  FROM people "                                        \
    " WHERE may_log_in = 1 "                                \
    "    OR site_role IS NOT NULL "                         \
    "    OR EXISTS (SELECT 1 "                              \
    "                 FROM members "                        \
    "                WHERE members.person_id = people.id) " \
    "    OR EXISTS (SELECT 1 "                              \
    "                 FROM course_smes "                    \
    "                WHERE course_smes.person_id = people.id)"

static const char *const sql_count[CIRCLE_KIND_COUNT] = {
    [CIRCLE_COHORT] = COUNT(IN_COHORT),
    [CIRCLE_INTAKE] = COUNT(IN_INTAKE),
    [CIRCLE_SITE] = COUNT_SITE,
};

/* By region and role, each person with the first of theirs. */
static const char sql_count_roles
    [] = "SELECT coalesce(regions.title, ''), ranked.rank, count(*), "
         "       coalesce(people.region_id, 0) "
         "  FROM (SELECT members.person_id, min(" RANK ") AS rank "
         "          FROM members "
         "         WHERE " COUNTED(
             IN_COHORT) "         GROUP BY members.person_id) AS ranked "
                        "  JOIN people ON people.id = ranked.person_id "
                        "  LEFT JOIN regions ON regions.id = people.region_id "
                        " GROUP BY 1, 4, 2 "
                        " ORDER BY 1, 4, 2 "
                        " LIMIT 5000";

static const char sql_key[] = "SELECT " PLACE(
    "0") "  FROM people "
         "  LEFT JOIN regions ON regions.id = people.region_id "
         " WHERE people.id = :id";

/* What each kind of circle asks for. */
static void
bind_circle(struct query *query, const struct circle_range *range)
{
    if (range->circle->kind == CIRCLE_COHORT ||
        range->circle->kind == CIRCLE_INTAKE)
        query_bind_id(query, ":id", range->circle->id);
    if (range->circle->kind != CIRCLE_REACH)
        return;
    query_bind_id(query, ":person_id", range->reach.person_id);
    query_bind_text(query, ":today", range->reach.today);
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

static enum status
read_part(struct store *store, const struct circle_range *range, int part,
    struct circle_key_list *list)
{
    const struct circle_key none = {0};
    const struct circle_key *from = range->from != NULL ? range->from : &none;
    struct query *query = store_query(store,
        sql_page[range->circle->kind][part][range->is_back]);

    bind_circle(query, range);
    if (part == OF_OTHERS)
        query_bind_id(query, ":rank_most", range->rank_most);
    query_bind_id(query, ":is_whole", range->from == NULL);
    query_bind_text(query, ":region", from->region);
    query_bind_id(query, ":region_id", from->region_id);
    query_bind_id(query, ":rank", from->rank);
    query_bind_text(query, ":name", from->name);
    query_bind_id(query, ":after_id", from->person_id);
    query_bind_id(query, ":limit", range->limit);
    while (query_next(query)) {
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        key_from_row(query, &list->rows[list->count++]);
    }
    return query_end(query);
}

static int
order_of(int64_t one, int64_t other)
{
    return (one > other) - (one < other);
}

static int
compare(const struct circle_key *one, const struct circle_key *other)
{
    int order = strcmp(one->region, other->region);

    if (order == 0)
        order = order_of(one->region_id, other->region_id);
    if (order == 0)
        order = order_of(one->rank, other->rank);
    if (order == 0)
        order = strcmp(one->name, other->name);
    return order != 0 ? order : order_of(one->person_id, other->person_id);
}

/* The first of both, in their order, as many as were asked for. */
static void
merge(const struct circle_range *range, const struct circle_key_list *learners,
    const struct circle_key_list *others, struct circle_key_list *merged)
{
    size_t a = 0;
    size_t b = 0;

    while (merged->count < (size_t)range->limit &&
           a + b < learners->count + others->count) {
        bool is_other = a == learners->count;

        if (a < learners->count && b < others->count) {
            int order = compare(&others->rows[b], &learners->rows[a]);

            is_other = range->is_back ? order > 0 : order < 0;
        }
        merged->rows = grow(merged->rows, merged->count + 1,
            sizeof *merged->rows);
        merged->rows[merged->count++] = is_other ? others->rows[b++]
                                                 : learners->rows[a++];
    }
}

enum status
circles_page(struct store *store, const struct circle_range *range,
    struct circle_key_list *list)
{
    struct circle_key_list parts[PARTS] = {0};
    struct circle_key_list merged = {0};
    enum status status = read_part(store, range, OF_OTHERS, &parts[OF_OTHERS]);

    if (status == STATUS_OK && range->rank_most >= circle_rank(ROLE_LEARNER))
        status = read_part(store, range, OF_LEARNERS, &parts[OF_LEARNERS]);
    if (status == STATUS_OK) {
        merge(range, &parts[OF_LEARNERS], &parts[OF_OTHERS], &merged);
        *list = merged;
    }
    circle_key_list_clear(&parts[OF_LEARNERS]);
    circle_key_list_clear(&parts[OF_OTHERS]);
    return status;
}

enum status
circles_count(struct store *store, const struct circle_range *range, int *count)
{
    struct query *query = store_query(store, sql_count[range->circle->kind]);

    bind_circle(query, range);
    if (range->circle->kind != CIRCLE_SITE)
        query_bind_id(query, ":rank_most", range->rank_most);
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
    struct query *query = store_query(store, sql_count_roles);

    bind_circle(query, range);
    query_bind_id(query, ":rank_most", range->rank_most);
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
