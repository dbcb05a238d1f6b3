/* The operator's commands: whole or not at all. */

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"
#include "board/asking.h"
#include "board/credentials.h"
#include "board/enrolling.h"
#include "commands/command.h"
#include "config/config.h"
#include "store/store.h"
#include "support/talk.h"

enum {
    EXIT_BAD_INPUT = 65,
    EXIT_NOT_FOUND = 66,
    OUTPUT_BYTES = 1 << 16
};

static const char key[] =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBZZOK46WuFMFUCT8FR9unzM6DvQUjSz1Iz"
    "RMpHzcTu ada@laptop\n";

static struct world world;
static struct settings settings;
static char folder[256];
static char told[OUTPUT_BYTES];
static char wrong[OUTPUT_BYTES];

static int
set_up(void **state)
{
    struct store *secrets = NULL;

    (void)state;
    world_open(&world);
    text_copy(folder, sizeof folder, support_folder());
    config_defaults(folder, &settings);
    memory_release(settings.secrets);
    settings.secrets = memory_copy(folder);
    config_use(&settings);
    char *path = config_secrets_path(&settings);
    must(store_open(path, STORE_CREATE, &secrets));
    store_close(secrets);
    memory_release(path);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    world_close(&world);
    config_use(NULL);
    config_clear(&settings);
    return 0;
}

static const char *
file_of(const char *name, const char *bytes)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
    return path;
}

static void
take_file(int file, char *bytes)
{
    ssize_t count = pread(file, bytes, OUTPUT_BYTES - 1, 0);

    assert_true(count >= 0);
    bytes[count] = '\0';
    close(file);
}

static int
run(const char *line, const char *input)
{
    char **words = NULL;
    int count = 0;
    int file = memfd_create("input", MFD_CLOEXEC);
    const struct command_io io = {
        .input = file,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };

    assert_int_equal(write(file, input, strlen(input)), strlen(input));
    lseek(file, 0, SEEK_SET);
    must(command_split(line, &words, &count));
    bool is_queue = strcmp(words[0], "questions") == 0 &&
                    strcmp(words[1], "import") == 0;
    int exit_status = command_run(&world.operator_viewer, &io,
        is_queue ? command_tables : operator_tables, count,
        (const char *const *)words);
    command_words_free(words, count);
    close(file);
    take_file(io.output, told);
    take_file(io.errors, wrong);
    return exit_status;
}

static void
assert_wrong(const char *words)
{
    if (strstr(wrong, words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", wrong, words);
}

static size_t
queued(void)
{
    struct question_list list = {0};

    must(asking_queue(&world.operator_viewer,
        world_board(&world, "emea-autumn"), 400, &list));
    size_t count = list.count;
    question_list_clear(&list);
    return count;
}

static void
import(const char *name, const char *bytes, int exit_status)
{
    char line[640];

    snprintf(line, sizeof line, "questions import %s --cohort emea-autumn",
        file_of(name, bytes));
    if (run(line, "") != exit_status)
        fail_msg("%s: %s", name, wrong);
}

static void
questions_queue_on_weekdays_in_their_order(void **state)
{
    struct question_list list = {0};

    (void)state;
    import("good.csv",
        "\xEF\xBB\xBF"
        "category,Question\r\n"
        "a,\"One, or two?\"\r\n"
        "b,\"Said \"\"so\"\"?\"\r\n"
        "c,\r\n"
        "d,Three?\r\n"
        "e,Four?\r\n"
        "f,\xC3\x89t\xC3\xA9?\r\n",
        0);
    assert_non_null(strstr(told, "queued 5 questions for emea-autumn, from "
                                 "2026-11-24 to 2026-11-30"));
    must(asking_queue(&world.operator_viewer,
        world_board(&world, "emea-autumn"), 400, &list));
    assert_int_equal(list.count, 5);
    assert_string_equal(list.rows[0].body, "One, or two?");
    assert_string_equal(list.rows[1].body, "Said \"so\"?");
    assert_string_equal(list.rows[3].asks_on, "2026-11-27");
    assert_string_equal(list.rows[4].asks_on, "2026-11-30");
    assert_string_equal(list.rows[4].body, "\xC3\x89t\xC3\xA9?");
    question_list_clear(&list);
    import("more.txt", "# a comment\n\nFive?\n  Six?\nSeven?", 0);
    assert_non_null(strstr(told, "queued 3 questions"));
    assert_int_equal(queued(), 8);
}

static void
a_broken_file_of_questions_queues_none(void **state)
{
    static char long_row[2000] = "question\nGood?\n";

    (void)state;
    memset(long_row + strlen(long_row), 'x', 1500);
    static const struct {
        const char *name;
        const char *bytes;
        const char *wrong;
    } cases[] = {
        {"byte.csv", "question\nGood?\nWhat \xFF?\n",
            "byte.csv:3:6: this is not UTF-8"},
        {"byte.txt", "Good?\nWhat \xFF?\n", "byte.txt:2:6: "},
        {"quote.csv", "question\nGood?\n\"Bad\" one?\n", "quote.csv:3:7: "},
        {"open.csv", "question\nGood?\n\"Bad\n", "open.csv:4:1: a quote is"},
        {"title.csv", "category,text\nGood?,x\n",
            "title.csv:1:1: no column is called question"},
        {"long.csv", long_row, "long.csv:3:1: "},
        {"empty.csv", "", "no question"},
        {"head.csv", "question\n", "no question"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        import(cases[i].name, cases[i].bytes, EXIT_BAD_INPUT);
        assert_wrong(cases[i].wrong);
        assert_int_equal(queued(), 0);
    }
    assert_int_equal(run("questions import /no/such --cohort emea-autumn", ""),
        EXIT_NOT_FOUND);
    assert_wrong("/no/such");
}

static void
a_person_comes_with_password_and_key(void **state)
{
    char line[640];
    char hash[PASSWORD_HASH_BYTES];
    struct store *secrets = NULL;
    int64_t owner = 0;

    (void)state;
    snprintf(line, sizeof line,
        "person add rae --name 'Rae Diaz' --email Rae@Example.org "
        "--password-stdin --key %s",
        file_of("id.pub", key));
    assert_int_equal(run(line, "correct horse 9\n"), 0);
    char *path = config_secrets_path(&settings);
    must(store_open(path, STORE_READ, &secrets));
    memory_release(path);
    must(credentials_password(secrets, world_person(&world, "rae"), hash));
    must(credentials_verify("correct horse 9", 15, hash));
    must(credentials_find_key(secrets,
        "AAAAC3NzaC1lZDI1NTE5AAAAIFBZZOK46WuFMFUCT8FR9unzM6DvQUjSz1IzRMpHzcTu",
        &owner));
    assert_int_equal(owner, world_person(&world, "rae"));
    store_close(secrets);
}

static void
a_person_with_a_bad_key_or_password_is_not_added(void **state)
{
    struct person person;
    char line[640];

    (void)state;
    snprintf(line, sizeof line, "person add rae --name 'Rae Diaz' --key %s",
        file_of("bad.pub", "ssh-ed25519 AAAA rae\n"));
    assert_int_equal(run(line, ""), EXIT_BAD_INPUT);
    assert_int_equal(run("person add rae --name 'Rae Diaz' --password-stdin",
                         "short\n"),
        EXIT_BAD_INPUT);
    assert_int_equal(run("person add rae --name 'Rae Diaz' --key /no/such.pub",
                         ""),
        EXIT_NOT_FOUND);
    assert_int_equal(enrolling_find_person(world.store, "rae", &person),
        STATUS_NOT_FOUND);

    snprintf(line, sizeof line, "person add rae --name Rae --key %s",
        file_of("id.pub", key));
    assert_int_equal(run(line, ""), 0);
    snprintf(line, sizeof line, "person add rex --name Rex --key %s",
        file_of("id.pub", key));
    assert_int_equal(run(line, ""), EXIT_BAD_INPUT);
    assert_int_equal(enrolling_find_person(world.store, "rex", &person),
        STATUS_NOT_FOUND);
}

static void
a_word_that_breaks_a_rule_is_named(void **state)
{
    static const struct {
        const char *line;
        int exit_status;
        const char *wrong;
    } cases[] = {
        {"person add Ada! --name A", EXIT_BAD_INPUT, "Ada!"},
        {"person add ada --name A", EXIT_BAD_INPUT, "ada"},
        {"person add 4da --name A", EXIT_BAD_INPUT, "4da"},
        {"member add ada emea-autumn --role king", EXIT_BAD_INPUT, "king"},
        {"member add nobody emea-autumn --role sme", EXIT_NOT_FOUND, "nobody"},
        {"member add ada nowhere --role sme", EXIT_NOT_FOUND, "nowhere"},
        {"role ada king", EXIT_BAD_INPUT, "king"},
        {"region add moon --zone Moon/Base", EXIT_BAD_INPUT, "Moon/Base"},
        {"cohort add x --program new-hire --region emea --intake i "
         "--starts 2026-03-01 --ends 2026-02-01",
            EXIT_BAD_INPUT, "2026-02-01"},
        {"cohort add x --program nope --region emea --intake i "
         "--starts 2026-01-01 --ends 2026-02-01",
            EXIT_NOT_FOUND, "nope"},
        {"import mbox /no/such --board commons", EXIT_NOT_FOUND, "/no/such"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (run(cases[i].line, "") != cases[i].exit_status)
            fail_msg("%s: %s", cases[i].line, wrong);
        assert_wrong(cases[i].wrong);
    }
}

static void
a_mailbox_comes_in_once_and_bad_mails_are_named(void **state)
{
    char line[640];

    (void)state;
    snprintf(line, sizeof line, "import mbox %s --board commons",
        file_of("two.mbox",
            "From a at b.org  Fri Oct 27 02:16:56 2006\n"
            "From: a at b.org (A. B.)\nSubject: One\nMessage-ID: <1@x>\n\n"
            "one\n"
            "From a at b.org  Fri Oct 27 02:16:57 2006\n"
            "From: a at b.org (A. B.)\nSubject: \x1b[31mNo id\n\nlost\n"
            "From a at b.org  Fri Oct 27 02:16:58 2006\n"
            "From: a at b.org (A. B.)\nSubject: Re: One\nMessage-ID: <2@x>\n"
            "In-Reply-To: <1@x>\n\ntwo\n"));
    assert_int_equal(run(line, ""), 0);
    assert_string_equal(told,
        "imported 2 messages in 1 threads (1 skipped, 0 already here)\n");
    assert_wrong("message 2, line 7, ");
    assert_wrong("skipped, it has no Message-ID\n");
    assert_null(strchr(wrong, '\x1b'));
    assert_int_equal(run(line, ""), 0);
    assert_string_equal(told,
        "imported 0 messages in 0 threads (1 skipped, 2 already here)\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            questions_queue_on_weekdays_in_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_file_of_questions_queues_none,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_person_comes_with_password_and_key,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_person_with_a_bad_key_or_password_is_not_added, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(a_word_that_breaks_a_rule_is_named,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_mailbox_comes_in_once_and_bad_mails_are_named, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
