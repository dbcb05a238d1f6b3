/* Every right, by role, by board kind, by phase, by membership: what the store
 * and the rights say, against tests/rights/table.txt, which is written apart.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/access.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "board/presence.h"
#include "board/staffing.h"
#include "store/boards.h"
#include "store/people.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/talk.h"

/* ---- The table ---------------------------------------------------------- */

enum {
    PHASES = 5, /* with the last day of the training apart */
    ROLES = 6,
    KINDS = 5,
    WHOSE = 4,
    REGIONS = 4,
    CELL_BYTES = 16
};

static const char *const phases[PHASES] = {"upcoming", "training", "last-day",
    "on-the-job", "alumni"};
static const char *const roles[ROLES] = {"learner", "mentor", "sme", "champion",
    "moderator", "sponsor"};
static const char *const kinds[KINDS] = {"cohort", "program", "alumni",
    "course", "commons"};
static const char *const relations[WHOSE] = {"own", "sibling", "intake",
    "other"};
static const char *const outsiders[] = {"none", "course", "moderator",
    "operator", "program"};
static const char letters[RIGHT_COUNT + 1] = "spaectdnvgik";
static const char writes[] = "paedvgik";

enum {
    OUTSIDERS = sizeof outsiders / sizeof *outsiders
};

static struct {
    char regions[REGIONS][32];
    int64_t first[REGIONS][PHASES]; /* second of the phase */
    int region_count;
    char may[KINDS][WHOSE][PHASES][ROLES][CELL_BYTES];
    char outside[OUTSIDERS][KINDS][CELL_BYTES];
} table;

static size_t cells;

static int
index_of(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (text_equals(words[i], word))
            return i;
    fail_msg("%s is no word of the table", word);
    return 0;
}

static const char *
next_word(char **rest)
{
    const char *word = strtok_r(NULL, " ", rest);

    if (word == NULL)
        fail_msg("a row of the table ends too early");
    return word;
}

static void
read_when(char **rest)
{
    int region = table.region_count++;

    assert_in_range(region, 0, REGIONS - 1);
    text_copy(table.regions[region], sizeof *table.regions, next_word(rest));
    for (int phase = 0; phase < PHASES; phase++) {
        struct tm civil = {0};
        const char *end = strptime(next_word(rest), "%Y-%m-%dT%H:%M:%SZ",
            &civil);

        assert_non_null(end);
        table.first[region][phase] = timegm(&civil);
    }
}

static void
set_cell(char *cell, const char *word)
{
    assert_string_equal(cell, ""); /* said once */
    text_copy(cell, CELL_BYTES, word);
}

static void
read_may(char **rest)
{
    int kind = index_of(next_word(rest), kinds, KINDS);
    const char *whose = next_word(rest);
    const char *phase = next_word(rest);
    char words[ROLES][CELL_BYTES];

    for (int role = 0; role < ROLES; role++)
        text_copy(words[role], CELL_BYTES, next_word(rest));
    for (int w = 0; w < WHOSE; w++)
        for (int p = 0; p < PHASES; p++)
            for (int role = 0; role < ROLES; role++)
                if ((text_equals(whose, "any") ||
                        text_equals(whose, relations[w])) &&
                    (text_equals(phase, "any") ||
                        text_equals(phase, phases[p])))
                    set_cell(table.may[kind][w][p][role], words[role]);
}

static void
read_site(char **rest)
{
    int who = index_of(next_word(rest), outsiders, OUTSIDERS);

    for (int kind = 0; kind < KINDS; kind++)
        set_cell(table.outside[who][kind], next_word(rest));
}

static void
read_table(void)
{
    char line[256];
    FILE *file = fopen(support_source("tests/rights/table.txt"), "re");

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *rest = NULL;

        line[strcspn(line, "\n")] = '\0';
        const char *word = strtok_r(line, " ", &rest);
        if (word == NULL || word[0] == '#')
            continue;
        if (text_equals(word, "when"))
            read_when(&rest);
        else if (text_equals(word, "may"))
            read_may(&rest);
        else if (text_equals(word, "site"))
            read_site(&rest);
        else
            fail_msg("%s begins no row of the table", word);
    }
    fclose(file);
    assert_int_equal(table.region_count, REGIONS);
}

/* ---- The site ----------------------------------------------------------- */

static const struct {
    const char *slug;
    const char *zone;
} regions[] = {
    {"kiritimati", "Pacific/Kiritimati"},
    {"chatham", "Pacific/Chatham"},
    {"london", "Europe/London"},
    {"pago", "Pacific/Pago_Pago"},
};

/* Those of ember begin one by one: whoever is in its first two begins on
 * 2026-03-02 and ends on 2026-03-29, as the others do, whatever the cohort. */
static const struct cohort_terms cohorts[] = {
    {"forge-kiritimati", "forge", "kiritimati", "one", "2026-03-02",
        "2026-03-29"},
    {"forge-chatham", "forge", "chatham", "one", "2026-03-02", "2026-03-29"},
    {"forge-london", "forge", "london", "one", "2026-03-02", "2026-03-29"},
    {"forge-pago", "forge", "pago", "one", "2026-03-02", "2026-03-29"},
    {"ember-early", "ember", "pago", "one", "2025-06-02", "2025-06-29"},
    {"ember-late", "ember", "kiritimati", "one", "2027-06-07", "2027-07-04"},
    {"ember-next", "ember", "london", "two", "2026-03-02", "2026-03-29"},
    {"forge-next", "forge", "london", "two", "2026-09-07", "2026-10-04"},
    {"forge-past", "forge", "london", "zero", "2025-03-03", "2025-03-30"},
    {"quarry-london", "quarry", "london", "one", "2026-03-02", "2026-03-29"},
};

enum {
    COHORTS = sizeof cohorts / sizeof *cohorts,
    PEOPLED = 6, /* the first have somebody of every role */
    ONE_BY_ONE = 4
};

/* What each board belongs to; NULL: to none. */
static const struct place {
    const char *slug;
    const char *kind;
    const char *program;
    const char *intake;
} places[] = {
    {"forge-kiritimati", "cohort", "forge", "one"},
    {"forge-chatham", "cohort", "forge", "one"},
    {"forge-london", "cohort", "forge", "one"},
    {"forge-pago", "cohort", "forge", "one"},
    {"forge-next", "cohort", "forge", "two"},
    {"forge-past", "cohort", "forge", "zero"},
    {"ember-early", "cohort", "ember", "one"},
    {"ember-late", "cohort", "ember", "one"},
    {"ember-next", "cohort", "ember", "two"},
    {"quarry-london", "cohort", "quarry", "one"},
    {"forge-one", "program", "forge", "one"},
    {"forge-two", "program", "forge", "two"},
    {"forge-zero", "program", "forge", "zero"},
    {"ember-one", "program", "ember", "one"},
    {"ember-two", "program", "ember", "two"},
    {"quarry-one", "program", "quarry", "one"},
    {"forge-alumni", "alumni", "forge", NULL},
    {"ember-alumni", "alumni", "ember", NULL},
    {"quarry-alumni", "alumni", "quarry", NULL},
    {"ember-course", "course", "ember", NULL},
    {"commons", "commons", NULL, NULL},
};

enum {
    PLACES = sizeof places / sizeof *places
};

/* Where a viewer may sit; NULL: where their region is. */
static const char *const zones[] = {NULL, "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "Pacific/Chatham", "America/St_Johns"};

enum {
    ZONES = sizeof zones / sizeof *zones
};

static struct store *store;
static struct viewer operating;
static struct board boards[PLACES];

static void
add_person(const char *handle)
{
    int64_t id;

    must(enrolling_add_person(&operating, handle, handle, NULL, &id));
}

static void
handle_of(int cohort, int role, char handle[HANDLE_BYTES])
{
    snprintf(handle, HANDLE_BYTES, "%c%d-%s", 'a' + cohort, cohort,
        roles[role]);
}

static void
add_people(int cohort)
{
    char handle[HANDLE_BYTES];

    for (int role = 0; role < ROLES; role++) {
        handle_of(cohort, role, handle);
        add_person(handle);
        must(enrolling_add_member(&operating, handle, cohorts[cohort].slug,
            roles[role]));
        if (cohort >= ONE_BY_ONE)
            must(pacing_set_start(&operating, handle, cohorts[cohort].slug,
                "2026-03-02"));
    }
}

static void
add_outsiders(void)
{
    add_person("is-none");
    add_person("is-course");
    must(staffing_add_sme(&operating, "is-course", "ember"));
    add_person("is-moderator");
    add_person("is-operator");
    must(enrolling_set_site_role(&operating, "is-moderator", "moderator"));
    must(enrolling_set_site_role(&operating, "is-operator", "operator"));
}

static void
add_site(void)
{
    must(enrolling_add_program(&operating, "forge", "Forge", "instructor-led"));
    must(enrolling_add_program(&operating, "ember", "Ember", "elearning"));
    must(enrolling_add_program(&operating, "quarry", "Quarry",
        "instructor-led"));
    for (int i = 0; i < REGIONS; i++)
        must(enrolling_add_region(&operating, regions[i].slug, NULL,
            regions[i].zone));
    for (int i = 0; i < COHORTS; i++)
        must(world_add_cohort(&operating, &cohorts[i]));
    for (int i = 0; i < PEOPLED; i++)
        add_people(i);
    add_outsiders();
}

static int
open_site(void **state)
{
    char path[300];

    (void)state;
    read_table();
    machine_set(table.first[0][0] - 86400);
    snprintf(path, sizeof path, "%s/store.db", support_folder());
    must(store_open(path, STORE_CREATE, &store));
    viewer_open_operator(&operating, store);
    must(store_begin(store));
    add_site();
    must(store_commit(store));
    for (int i = 0; i < PLACES; i++)
        must(boards_by_slug(store, places[i].slug, &boards[i]));
    return 0;
}

static int
close_site(void **state)
{
    (void)state;
    print_message("%zu cells were checked\n", cells);
    viewer_clear(&operating);
    store_close(store);
    return 0;
}

/* ---- What the table says of somebody ------------------------------------ */

/* One membership: role and cohort by their number. */
struct seat {
    int cohort;
    int role;
};

/* Letters, by board. */
struct expected {
    char may[PLACES][RIGHT_COUNT + 1];
};

static void
add_letters(char *may, const char *more)
{
    for (; *more != '\0'; more++)
        if (*more != '-' && strchr(may, *more) == NULL)
            strncat(may, more, 1);
}

static int
relation_of(const struct cohort_terms *cohort, const struct place *place)
{
    bool is_whole = place->intake == NULL;

    if (place->program == NULL || text_equals(place->slug, cohort->slug))
        return index_of("own", relations, WHOSE);
    if (!text_equals(place->program, cohort->program))
        return index_of("other", relations, WHOSE);
    if (!is_whole && !text_equals(place->intake, cohort->intake))
        return index_of("intake", relations, WHOSE);
    return index_of(text_equals(place->kind, "cohort") ? "sibling" : "own",
        relations, WHOSE);
}

/* The phase that a cohort of the first six is in. */
static int
phase_at(int cohort, int64_t now)
{
    int region = index_of(cohorts[cohort].region,
        (const char *const[REGIONS]){table.regions[0], table.regions[1],
            table.regions[2], table.regions[3]},
        REGIONS);
    int phase = 0;

    while (phase + 1 < PHASES && table.first[region][phase + 1] <= now)
        phase++;
    return phase;
}

static void
expect_seat(struct expected *expected, const struct seat *seat, int64_t now)
{
    const struct cohort_terms *cohort = &cohorts[seat->cohort];
    int phase = phase_at(seat->cohort, now);

    for (int i = 0; i < PLACES; i++) {
        int kind = index_of(places[i].kind, kinds, KINDS);
        const char *may = table.may[kind][relation_of(cohort, &places[i])]
                                   [phase][seat->role];

        assert_string_not_equal(may, ""); /* the table tells of it */
        add_letters(expected->may[i], may);
    }
}

static void
expect_outsider(struct expected *expected, int who)
{
    for (int i = 0; i < PLACES; i++) {
        bool is_foreign = text_equals(outsiders[who], "course") &&
                          places[i].program != NULL &&
                          !text_equals(places[i].program, "ember");

        add_letters(expected->may[i],
            table.outside[is_foreign ? 0 : who]
                         [index_of(places[i].kind, kinds, KINDS)]);
    }
}

/* ---- Asking ------------------------------------------------------------- */

static bool
says(const char *may, enum right right)
{
    return strchr(may, letters[right]) != NULL;
}

static void
check_cell(const struct viewer *viewer, int place, enum right right,
    const char *may)
{
    bool expected = says(may, right);
    enum status refused = says(may, RIGHT_SEE) ? STATUS_FORBIDDEN
                                               : STATUS_NOT_FOUND;

    cells++;
    if (!viewer->may_write && strchr(writes, letters[right]) != NULL)
        expected = false;
    if (rights_allow(viewer, right, &boards[place]) != expected)
        fail_msg("%s in %s at %lld: %c on %s is not \"%s\"",
            viewer->person.handle, viewer_zone(viewer), (long long)clock_now(),
            letters[right], places[place].slug, may);
    must_be(rights_require(viewer, right, &boards[place]),
        expected ? STATUS_OK : refused);
}

/* By its name, as every verb finds it. */
static void
check_access(const struct viewer *viewer, int place, const char *may)
{
    struct board found;

    for (int right = 0; right < RIGHT_COUNT; right++) {
        enum status status = access_board_named(viewer, places[place].slug,
            (enum right)right, &found);

        must_be(status, says(may, (enum right)right) ? STATUS_OK
                        : says(may, RIGHT_SEE)       ? STATUS_FORBIDDEN
                                                     : STATUS_NOT_FOUND);
    }
}

static bool
is_listed(const struct board_list *list, const char *slug)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equals(list->rows[i].board.slug, slug))
            return true;
    return false;
}

/* The home screen lists what may be seen, each once, and nothing else. */
static void
check_list(const struct viewer *viewer, const struct expected *expected)
{
    struct board_list list = {0};
    size_t count = 0;

    must(access_boards(viewer, &list));
    for (int i = 0; i < PLACES; i++) {
        bool may_see = says(expected->may[i], RIGHT_SEE);

        if (is_listed(&list, places[i].slug) != may_see)
            fail_msg("%s in %s at %lld: %s is %slisted", viewer->person.handle,
                viewer_zone(viewer), (long long)clock_now(), places[i].slug,
                may_see ? "not " : "");
        count += may_see ? 1 : 0;
    }
    assert_int_equal(list.count, count);
    board_list_clear(&list);
}

static void
check_viewer(struct viewer *viewer, const struct expected *expected)
{
    check_list(viewer, expected);
    for (int i = 0; i < PLACES; i++) {
        viewer->may_write = true;
        for (int right = 0; right < RIGHT_COUNT; right++)
            check_cell(viewer, i, (enum right)right, expected->may[i]);
        check_access(viewer, i, expected->may[i]);
        viewer->may_write = false;
        for (int right = 0; right < RIGHT_COUNT; right++)
            check_cell(viewer, i, (enum right)right, expected->may[i]);
        viewer->may_write = true;
    }
}

/* ---- When --------------------------------------------------------------- */

typedef void at_moment(int64_t now);

/* At the first and at the last second of every phase anywhere. */
static void
each_moment(at_moment *check)
{
    for (int region = 0; region < REGIONS; region++)
        for (int phase = 0; phase < PHASES; phase++)
            for (int before = 0; before < 2; before++) {
                int64_t now = table.first[region][phase] - before;

                machine_set(now);
                check(now);
            }
    machine_set(table.first[0][PHASES - 1] + INT64_C(10) * 366 * 86400);
    check(clock_now());
}

static void
check_seat(int cohort, int role, int64_t now)
{
    char handle[HANDLE_BYTES];
    struct expected expected = {0};
    struct viewer viewer = {0};

    handle_of(cohort, role, handle);
    must(viewer_open_handle(&viewer, store, handle));
    expect_seat(&expected, &(struct seat){cohort, role}, now);
    check_viewer(&viewer, &expected);
    viewer_clear(&viewer);
}

/* Everybody moves, away from their cohort's region or back. */
static void
sit(const char *zone)
{
    char handle[HANDLE_BYTES];
    struct person person;

    must(store_begin(store));
    for (int cohort = 0; cohort < PEOPLED; cohort++)
        for (int role = 0; role < ROLES; role++) {
            handle_of(cohort, role, handle);
            must(people_by_handle(store, handle, &person));
            must(people_set_zone(store, person.id, zone));
        }
    must(store_commit(store));
}

static void
check_seats(int64_t now)
{
    for (int cohort = 0; cohort < PEOPLED; cohort++)
        for (int role = 0; role < ROLES; role++)
            check_seat(cohort, role, now);
}

static void
every_right_by_role_board_phase_and_membership(void **state)
{
    (void)state;
    for (int zone = 0; zone < ZONES; zone++) {
        sit(zones[zone]);
        each_moment(check_seats);
    }
    sit(NULL);
}

static void
outsider_handle(int who, char handle[HANDLE_BYTES])
{
    snprintf(handle, HANDLE_BYTES, "is-%s", outsiders[who]);
}

static void
open_outsider(struct viewer *viewer, int who)
{
    char handle[HANDLE_BYTES];

    outsider_handle(who, handle);
    must(viewer_open_handle(viewer, store, handle));
}

static void
check_outsiders(int64_t now)
{
    (void)now;
    for (int who = 0; who < OUTSIDERS; who++) {
        struct expected expected = {0};
        struct viewer viewer = {0};

        expect_outsider(&expected, who);
        if (text_equals(outsiders[who], "program"))
            viewer_open_operator(&viewer, store);
        else
            open_outsider(&viewer, who);
        check_viewer(&viewer, &expected);
        viewer_clear(&viewer);
    }
}

static void
roles_of_the_whole_site_know_no_phase(void **state)
{
    (void)state;
    each_moment(check_outsiders);
}

/* Two seats of one person, or a seat and a role of the whole site, are as much
 * as both. */
static struct seat first_seat;
static struct seat second_seat;
static const char *site_role;

static void
check_both(int64_t now)
{
    struct expected expected = {0};
    struct viewer viewer = {0};

    must(viewer_open_handle(&viewer, store, "both"));
    expect_seat(&expected, &first_seat, now);
    expect_seat(&expected, &second_seat, now);
    if (site_role[0] != '\0')
        expect_outsider(&expected, index_of(site_role, outsiders, OUTSIDERS));
    check_viewer(&viewer, &expected);
    viewer_clear(&viewer);
}

static void
take_seat(const struct seat *seat)
{
    const char *slug = cohorts[seat->cohort].slug;

    must(enrolling_add_member(&operating, "both", slug, roles[seat->role]));
    if (seat->cohort >= ONE_BY_ONE)
        must(pacing_set_start(&operating, "both", slug, "2026-03-02"));
}

/* In a transaction that is taken back. */
static void
check_pair(struct seat one, struct seat other, const char *role)
{
    first_seat = one;
    second_seat = other;
    site_role = role;
    must(store_begin(store));
    add_person("both");
    take_seat(&one);
    if (one.cohort != other.cohort || one.role != other.role)
        take_seat(&other);
    must(enrolling_set_site_role(&operating, "both", role));
    each_moment(check_both);
    store_rollback(store);
}

static void
who_has_several_roles_may_what_each_of_them_may(void **state)
{
    (void)state;
    for (int one = 0; one < ROLES; one++)
        for (int other = 0; other < ROLES; other++)
            check_pair((struct seat){0, one}, (struct seat){3, other}, "");
    for (int one = 0; one < ROLES; one++)
        for (int other = one + 1; other < ROLES; other++)
            check_pair((struct seat){2, one}, (struct seat){2, other}, "");
    check_pair((struct seat){1, 0}, (struct seat){4, 1}, "");
    check_pair((struct seat){1, 1}, (struct seat){5, 5}, "");
    check_pair((struct seat){1, 0}, (struct seat){1, 0}, "moderator");
    check_pair((struct seat){1, 5}, (struct seat){1, 5}, "operator");
}

static void
who_may_not_log_in_is_no_viewer(void **state)
{
    struct viewer viewer = {0};
    struct person person;
    (void)state;

    must(people_by_handle(store, "is-moderator", &person));
    must(people_set_may_log_in(store, person.id, false));
    must_be(viewer_open(&viewer, store, person.id), STATUS_FORBIDDEN);
    must(people_set_may_log_in(store, person.id, true));
}

/* ---- Who meets whom ----------------------------------------------------- */

enum {
    PEOPLE = PEOPLED * ROLES + OUTSIDERS - 1
};

static void
name_person(int number, int64_t now, char handle[HANDLE_BYTES],
    struct expected *expected)
{
    *expected = (struct expected){0};
    if (number >= PEOPLED * ROLES) {
        outsider_handle(number - PEOPLED * ROLES, handle);
        expect_outsider(expected, number - PEOPLED * ROLES);
        return;
    }
    struct seat seat = {number / ROLES, number % ROLES};
    handle_of(seat.cohort, seat.role, handle);
    expect_seat(expected, &seat, now);
}

/* A board that both may see, other than everyone's. */
static bool
have_a_board(const struct expected *one, const struct expected *other)
{
    for (int i = 0; i < PLACES; i++)
        if (!text_equals(places[i].kind, "commons") &&
            says(one->may[i], RIGHT_SEE) && says(other->may[i], RIGHT_SEE))
            return true;
    return false;
}

static bool
is_seen_here(struct viewer *viewer, const char *handle)
{
    struct presence presence = {0};
    bool is_seen = false;

    must(presence_here(viewer, &presence));
    for (size_t i = 0; i < presence.people.count; i++)
        is_seen = is_seen ||
                  text_equals(presence.people.rows[i].handle, handle);
    assert_int_equal(presence.people.count, (size_t)presence.total);
    presence_clear(&presence);
    return is_seen;
}

static void
check_meeting(struct viewer *viewer, const struct expected *own, int other,
    int64_t now)
{
    char handle[HANDLE_BYTES];
    struct expected expected;
    struct person person;

    name_person(other, now, handle, &expected);
    bool may_meet = text_equals(handle, viewer->person.handle) ||
                    viewer->person.site_role != ROLE_NONE ||
                    have_a_board(own, &expected);

    must(people_by_handle(store, handle, &person));
    viewer_here(viewer, &person.id, 1);
    cells++;
    if (is_seen_here(viewer, handle) != may_meet)
        fail_msg("at %lld %s %s %s", (long long)now, viewer->person.handle,
            may_meet ? "does not see" : "sees", handle);
}

static void
check_meetings(int64_t now)
{
    for (int one = 0; one < PEOPLE; one++) {
        char handle[HANDLE_BYTES];
        struct expected own;
        struct viewer viewer = {0};

        name_person(one, now, handle, &own);
        must(viewer_open_handle(&viewer, store, handle));
        for (int other = 0; other < PEOPLE; other++)
            check_meeting(&viewer, &own, other, now);
        viewer_clear(&viewer);
    }
}

/* On both sides of the date line alumni boards open a day apart. */
static void
who_is_here_is_seen_by_those_with_a_board_in_common(void **state)
{
    (void)state;
    for (int region = 0; region < REGIONS; region += 3)
        for (int before = 0; before < 2; before++) {
            machine_set(table.first[region][2] - before);
            check_meetings(clock_now());
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_right_by_role_board_phase_and_membership),
        cmocka_unit_test(roles_of_the_whole_site_know_no_phase),
        cmocka_unit_test(who_has_several_roles_may_what_each_of_them_may),
        cmocka_unit_test(who_may_not_log_in_is_no_viewer),
        cmocka_unit_test(who_is_here_is_seen_by_those_with_a_board_in_common),
    };
    return cmocka_run_group_tests(tests, open_site, close_site);
}
