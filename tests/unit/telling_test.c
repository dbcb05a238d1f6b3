/* Telling: all that is held of a person, and nothing forgotten. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "board/auditing.h"
#include "board/drafting.h"
#include "board/policing.h"
#include "board/rostering.h"
#include "board/staffing.h"
#include "board/telling.h"
#include "commands/command.h"
#include "store/personal.h"
#include "store/store.h"
#include "support/stage.h"
#include "support/vault.h"

enum {
    OUTPUT_BYTES = 1 << 16
};

/* ---- Nothing is forgotten -------------------------------------------------
 */

static bool
has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = words; (at = strstr(at, word)) != NULL; at++)
        if ((at == words || at[-1] == ' ') &&
            (at[length] == '\0' || at[length] == ' '))
            return true;
    return false;
}

/* Whatever points at people, by a foreign key or by its name. */
static const char sql_columns[] =
    "SELECT tables.name || '.' || columns.name "
    "  FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns "
    " WHERE tables.type = 'table' "
    "   AND (columns.name LIKE '%person\\_id' ESCAPE '\\' "
    "        OR columns.name IN ('actor_id', 'author_id', 'asker_id') "
    "        OR EXISTS (SELECT 1 "
    "                     FROM pragma_foreign_key_list(tables.name) AS keys "
    "                    WHERE keys.\"table\" = 'people' "
    "                      AND keys.\"from\" = columns.name)) "
    " ORDER BY 1";

static int
check_columns(struct store *store, const struct personal_section *const *lists)
{
    struct query *query = store_query(store, sql_columns);
    int count = 0;

    for (; query_next(query); count++) {
        char *column = query_text(query, 0);
        bool is_known = false;

        for (size_t i = 0; lists[i] != NULL; i++)
            for (const struct personal_section *at = lists[i]; at->name; at++)
                is_known = is_known || has_word(at->columns, column);
        if (!is_known)
            fail_msg("%s is somebody's: say in src/store/personal_*.c "
                     "how it is told to them, and what of it goes when they "
                     "leave",
                column);
        memory_release(column);
    }
    must(query_end(query));
    return count;
}

static void
whatever_points_at_people_is_told(void **state)
{
    struct store *secrets = vault_connect();

    (void)state;
    assert_true(check_columns(world.store, personal_store) >= 14);
    assert_true(check_columns(secrets, personal_secrets) >= 2);
    store_close(secrets);
}

static void
the_profile_tells_each_column_of_theirs(void **state)
{
    static const char not_told[] = "id skeleton name_skeleton region_id";
    struct query *query = store_query(world.store,
        "SELECT name FROM pragma_table_info('people')");

    (void)state;
    for (int i = 0; query_next(query); i++) {
        char column[64];
        char wanted[80];

        query_copy(query, 0, column, sizeof column);
        snprintf(wanted, sizeof wanted, "people.%s", column);
        if (strstr(personal_store[0][0].told, wanted) == NULL &&
            !has_word(not_told, column))
            fail_msg("the profile lacks %s", wanted);
    }
    must(query_end(query));
}

/* How many columns a statement selects. */
static int
columns_of(const char *sql)
{
    int depth = 0;
    int count = 1;

    for (const char *at = sql; strncmp(at, " FROM ", 6) != 0; at++) {
        assert_true(*at != '\0');
        depth += (*at == '(') - (*at == ')');
        count += *at == ',' && depth == 0;
    }
    return count;
}

static void
each_column_has_its_field(void **state)
{
    const struct personal_section *const lists[] = {personal_store[0],
        personal_store[1], personal_store[2], personal_secrets[0]};

    (void)state;
    for (size_t list = 0; list < 4; list++) {
        for (const struct personal_section *at = lists[list]; at->name; at++) {
            int fields = 0;

            if (at->told == NULL)
                continue;
            while (at->fields[fields].name != NULL)
                fields++;
            if (columns_of(at->told) != fields)
                fail_msg("%s: %d columns, %d fields", at->name,
                    columns_of(at->told), fields);
        }
    }
}

/* ---- What is told ---------------------------------------------------------
 */

static json_t *export(const char *handle)
{
    static char bytes[OUTPUT_BYTES];
    const char *words[] = {"person", "export", handle};
    const struct command_io io = {
        .input = -1,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };
    json_error_t error;

    assert_int_equal(command_run(operating, &io, operator_tables, 3, words), 0);
    ssize_t count = pread(io.output, bytes, sizeof bytes - 1, 0);
    assert_true(count > 0);
    bytes[count] = '\0';
    close(io.output);
    close(io.errors);
    assert_null(strstr(bytes, "argon2id"));
    assert_null(strstr(bytes, "AAAAC3"));
    json_t *told = json_loads(bytes, 0, &error);
    if (told == NULL)
        fail_msg("line %d: %s: %s", error.line, error.text, bytes);
    return told;
}

static const json_t *
row_of(const json_t *told, const char *section, size_t index)
{
    const json_t *rows = json_object_get(told, section);

    if (index >= json_array_size(rows))
        fail_msg("%s: %zu rows", section, json_array_size(rows));
    return json_array_get(rows, index);
}

static void
assert_text(const json_t *row, const char *field, const char *wanted)
{
    const char *text = json_string_value(json_object_get(row, field));

    assert_non_null(text);
    assert_string_equal(text, wanted);
}

static void
assert_number(const json_t *row, const char *field, json_int_t wanted)
{
    const json_t *number = json_object_get(row, field);

    assert_true(json_is_integer(number));
    assert_int_equal(json_integer_value(number), wanted);
}

/* Something of hers in every table. */
static void
fill(int64_t *thread, int64_t *question)
{
    static const char policy[] = "Be kind.\n";
    struct draft draft = {.target = DRAFT_BOARD,
        .target_id = world_board(&world, "commons"),
        .subject = "Later"};
    int64_t version = 0;
    int64_t queued = 0;
    struct posted posted;

    must(policing_publish(operating, policy, sizeof policy - 1, &version));
    must(staffing_add_sme(operating, "mara", "safe-handling"));
    world_viewer(&world, "mara", &viewer);
    must(policing_accept(&viewer, version));
    *thread = talk_start(&world, "mara", "emea-autumn", "Badges");
    *question = talk_ask(&world, "mara", "emea-autumn", "What went well?");
    must(asking_add(&viewer, world_board(&world, "emea-autumn"),
        &(struct ask){.body = "And tomorrow?", .asks_minute = -1}, &queued));
    must(asking_answer(&viewer, *question, "All of it, \"so\" to say.",
        &posted));
    draft.body = memory_copy("I have begun");
    must(drafting_save(&viewer, &draft));
    draft_clear(&draft);
    must(drafting_save_place(&viewer, "home"));
    must(reading_mark(&viewer, *thread, 1));
    must(reading_catch_up(&viewer, 0));
    viewer_seen(&viewer);
    vault_fill(&world, "mara");
}

static void
everything_of_somebodys_is_told(void **state)
{
    int64_t thread = 0;
    int64_t question = 0;

    (void)state;
    fill(&thread, &question);
    json_t *told = export("mara");
    const json_t *row = row_of(told, "profile", 0);
    assert_text(row, "handle", "mara");
    assert_text(row, "name", "Mara Okafor");
    assert_text(row, "region", "EMEA");
    assert_true(json_is_null(json_object_get(row, "email")));
    assert_true(json_is_true(json_object_get(row, "may_log_in")));
    assert_text(row, "last_seen_at", "2026-11-23T12:00:00Z");
    row = row_of(told, "memberships", 0);
    assert_text(row, "cohort", "emea-autumn");
    assert_text(row, "role", "mentor");
    assert_text(row_of(told, "courses", 0), "program", "safe-handling");
    row = row_of(told, "posts", 0);
    assert_text(row, "board", "emea-autumn");
    assert_number(row, "thread", thread);
    assert_number(row, "number", 1);
    assert_text(row, "body", "What do you think?");
    assert_text(row_of(told, "posts", 2), "body", "All of it, \"so\" to say.");
    assert_text(row_of(told, "threads", 0), "subject", "Badges");
    assert_text(row_of(told, "questions", 1), "body", "And tomorrow?");
    assert_number(row_of(told, "answers", 0), "number", 2);
    assert_text(row_of(told, "drafts", 0), "body", "I have begun");
    assert_text(row_of(told, "places", 0), "place", "home");
    assert_number(row_of(told, "read", 0), "thread", thread);
    row_of(told, "counted", 0);
    assert_number(row_of(told, "policies", 0), "version", 1);
    assert_text(row_of(told, "events", 0), "kind", "thread");
    row = row_of(told, "keys", 0);
    assert_text(row, "fingerprint", VAULT_FINGERPRINT);
    assert_text(row, "comment", "an old laptop");
    row_of(told, "password", 0);
    json_decref(told);
}

static void
each_section_is_there_where_nothing_is(void **state)
{
    const struct personal_section *const lists[] = {personal_store[0],
        personal_store[1], personal_store[2], personal_secrets[0]};

    (void)state;
    json_t *told = export("tom");
    size_t count = 0;

    for (size_t list = 0; list < 4; list++)
        for (const struct personal_section *at = lists[list]; at->name; at++)
            if (at->told != NULL) {
                assert_true(json_is_array(json_object_get(told, at->name)));
                count++;
            }
    assert_int_equal(json_object_size(told), count);
    assert_int_equal(json_array_size(json_object_get(told, "posts")), 0);
    json_decref(told);
}

static void
what_is_on_record_of_them_is_told(void **state)
{
    (void)state;
    world_viewer(&world, "max", &viewer);
    must(auditing_record(&viewer, "hide", "ada post 3", "spam", NULL));
    must(auditing_record(&viewer, "hide", "adam post 3", NULL, NULL));
    json_t *told = export("ada");
    const json_t *acts = json_object_get(told, "acts");
    assert_int_equal(json_array_size(acts), 4);
    assert_text(row_of(told, "acts", 0), "act", "person add");
    assert_text(row_of(told, "acts", 0), "subject", "ada");
    assert_text(row_of(told, "acts", 1), "subject", "ada emea-autumn learner");
    assert_text(row_of(told, "acts", 2), "reason", "spam");
    assert_true(
        json_is_false(json_object_get(row_of(told, "acts", 2), "is_theirs")));
    assert_text(row_of(told, "acts", 3), "act", "person export");
    json_decref(told);

    told = export("max");
    assert_true(
        json_is_true(json_object_get(row_of(told, "acts", 2), "is_theirs")));
    json_decref(told);
}

/* An import says of many at once which role it gave. */
static void
a_role_that_an_import_gave_is_told(void **state)
{
    static const struct roster_person people[] = {
        {.name = "Ivy Poe", .login = "ivy", .email = "ivy@example.org"},
        {.name = "Gil Ross", .login = "gil", .email = "gil@example.org"},
    };
    const struct roster roster = {.people = people,
        .count = 2,
        .cohort = "emea-autumn"};
    struct roster_outcome outcome;

    (void)state;
    must(rostering_import(operating, &roster, &outcome));
    roster_outcome_clear(&outcome);
    json_t *told = export("gil");
    assert_text(row_of(told, "acts", 0), "act", "roster roles");
    assert_text(row_of(told, "acts", 0), "subject", "emea-autumn learner gil");
    assert_int_equal(json_array_size(json_object_get(told, "acts")), 2);
    json_decref(told);
    told = export("ada");
    for (size_t i = 0; i < json_array_size(json_object_get(told, "acts")); i++)
        assert_string_not_equal(json_string_value(
                                    json_object_get(row_of(told, "acts", i),
                                        "act")),
            "roster roles");
    json_decref(told);
}

/* ---- In short -------------------------------------------------------------
 */

static enum status
gather(void *context, const char *section, const struct personal_field *fields,
    const struct personal_value *values)
{
    struct text *told = context;

    for (int i = 0; values != NULL && fields[i].name != NULL; i++)
        if (values[i].is_none)
            text_add_format(told, "%s.%s none\n", section, fields[i].name);
        else if (fields[i].kind == PERSONAL_TEXT)
            text_add_format(told, "%s.%s %s\n", section, fields[i].name,
                values[i].text);
    return STATUS_OK;
}

static void
in_short_who_they_are_is_told_and_not_what_they_did(void **state)
{
    static const char *const there[] = {"profile.name Mara Okafor",
        "memberships.cohort emea-autumn", "courses.program safe-handling",
        ("keys.fingerprint " VAULT_FINGERPRINT), "profile.last_seen_at none"};
    static const char *const not_there[] = {"posts", "drafts", "places",
        "events", "acts", "policies", "Badges", VAULT_HASH};
    struct text told = {0};
    int64_t thread = 0;
    int64_t question = 0;

    (void)state;
    fill(&thread, &question);
    int64_t acts = talk_number(&world, "SELECT count(*) FROM audit");
    must(telling_shortly(operating, "mara", gather, &told));
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        if (strstr(text_bytes(&told), there[i]) == NULL)
            fail_msg("lacks %s:\n%s", there[i], text_bytes(&told));
    for (size_t i = 0; i < sizeof not_there / sizeof *not_there; i++)
        if (strstr(text_bytes(&told), not_there[i]) != NULL)
            fail_msg("has %s:\n%s", not_there[i], text_bytes(&told));
    text_clear(&told);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), acts);
    must_be(telling_shortly(&viewer, "ada", gather, &told), STATUS_FORBIDDEN);
    must_be(telling_shortly(operating, "nobody", gather, &told),
        STATUS_NOT_FOUND);
    assert_int_equal(told.length, 0);
}

static enum status
refuse_row(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values)
{
    (void)section;
    (void)fields;
    (void)values;
    ++*(int *)context;
    return STATUS_FULL;
}

static void
it_is_the_operators_alone(void **state)
{
    int rows = 0;

    (void)state;
    world_viewer(&world, "una", &viewer);
    must_be(telling_person(&viewer, "ada", refuse_row, &rows),
        STATUS_FORBIDDEN);
    must_be(telling_person(operating, "nobody", refuse_row, &rows),
        STATUS_NOT_FOUND);
    assert_int_equal(rows, 0);
    must_be(telling_person(operating, "ada", refuse_row, &rows), STATUS_FULL);
    assert_int_equal(rows, 1);
    assert_int_equal(world_recorded(&world, "operator", "person export", "ada"),
        1);
}

#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, stage_open_vault, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whatever_points_at_people_is_told),
        TEST(the_profile_tells_each_column_of_theirs),
        TEST(each_column_has_its_field),
        TEST(everything_of_somebodys_is_told),
        TEST(each_section_is_there_where_nothing_is),
        TEST(what_is_on_record_of_them_is_told),
        TEST(a_role_that_an_import_gave_is_told),
        TEST(in_short_who_they_are_is_told_and_not_what_they_did),
        TEST(it_is_the_operators_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
