/* Commands over a real store: what they print, refuse and exit with. */

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/unicode.h"
#include "board/asking.h"
#include "board/banking.h"
#include "commands/command.h"
#include "commands/print.h"
#include "support/talk.h"

enum {
    EXIT_USAGE = 64,
    EXIT_BAD_INPUT = 65,
    EXIT_NOT_FOUND = 66,
    EXIT_AGAIN = 75,
    EXIT_FORBIDDEN = 77,
    OUTPUT_BYTES = 1 << 20
};

static struct world world;
static char told[OUTPUT_BYTES];  /* what the last command printed */
static char wrong[OUTPUT_BYTES]; /* what it said was wrong */

static int
set_up(void **state)
{
    (void)state;
    talk_open(&world);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    talk_close(&world);
    return 0;
}

static void
take_file(int file, char *bytes)
{
    ssize_t count = pread(file, bytes, OUTPUT_BYTES - 1, 0);

    assert_true(count >= 0);
    bytes[count] = '\0';
    close(file);
}

/* No row is over 80 columns, no byte is a control but the line's end. */
static void
check_plain(const char *bytes)
{
    while (*bytes != '\0') {
        size_t length = strcspn(bytes, "\n");

        if (text_width(bytes, length) > PRINT_COLUMNS)
            fail_msg("too wide: %.*s", (int)length, bytes);
        for (size_t i = 0; i < length; i++)
            assert_true((unsigned char)bytes[i] >= 0x20 && bytes[i] != 0x7F);
        bytes += length + (bytes[length] == '\n');
    }
}

static int
run_as(struct viewer *viewer, const char *line, const char *input,
    size_t input_bytes)
{
    int file = memfd_create("input", MFD_CLOEXEC);
    const struct command_io io = {
        .input = file,
        .output = memfd_create("output", MFD_CLOEXEC),
        .errors = memfd_create("errors", MFD_CLOEXEC),
    };

    assert_int_equal(write(file, input, input_bytes), input_bytes);
    lseek(file, 0, SEEK_SET);
    int exit_status = command_run_line(viewer, &io, command_tables, line);
    close(file);
    take_file(io.output, told);
    take_file(io.errors, wrong);
    if (strstr(line, "--json") == NULL)
        check_plain(told);
    /* One line says what was wrong, and nothing else is printed then. */
    if (exit_status >= EXIT_USAGE) {
        assert_string_equal(told, "");
        assert_non_null(strchr(wrong, '\n'));
        assert_string_equal(strchr(wrong, '\n'), "\n");
    } else {
        assert_string_equal(wrong, "");
    }
    return exit_status;
}

static int
run(const char *handle, const char *line, const char *input)
{
    struct viewer viewer;

    world_viewer(&world, handle, &viewer);
    int exit_status = run_as(&viewer, line, input, strlen(input));
    viewer_clear(&viewer);
    return exit_status;
}

static void
assert_told(const char *words)
{
    if (strstr(told, words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", told, words);
}

static void
assert_untold(const char *words)
{
    if (strstr(told, words) != NULL)
        fail_msg("\"%s\" tells \"%s\"", told, words);
}

static void
assert_wrong(const char *words)
{
    if (strstr(wrong, words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", wrong, words);
}

static json_t *
rows(void)
{
    json_error_t error;
    json_t *value = json_loads(told, 0, &error);

    if (value == NULL)
        fail_msg("%s: %s", error.text, told);
    return value;
}

static json_int_t
first_thread(const char *handle, const char *board)
{
    char line[128];

    snprintf(line, sizeof line, "threads %s --json", board);
    assert_int_equal(run(handle, line, ""), 0);
    json_t *list = rows();
    json_int_t id = json_integer_value(
        json_object_get(json_array_get(list, 0), "id"));
    json_decref(list);
    return id;
}

static void
a_thread_is_posted_read_and_answered(void **state)
{
    (void)state;
    char line[128];

    assert_int_equal(run("lin", "post emea-autumn --subject 'Badge access'",
                         "Where is the desk?\nIt was closed.\n"),
        0);
    long long id = (long long)first_thread("ada", "emea-autumn");
    snprintf(line, sizeof line, "Posted: post 1 of thread %lld.", id);
    assert_int_equal(run("ada", "new", ""), 0);
    assert_told("Badge access");
    snprintf(line, sizeof line, "read %lld", id);
    assert_int_equal(run("ada", line, ""), 0);
    assert_told("1  Lin Zhao, EMEA");
    assert_told("    Where is the desk?\n    It was closed.\n");
    assert_int_equal(run("ada", "new", ""), 0);
    assert_told("Nothing new.");
    snprintf(line, sizeof line, "reply %lld 1 On floor 2.", id);
    assert_int_equal(run("ada", line, "this is not read"), 0);
    assert_told("Posted: post 2");
    assert_int_equal(run("lin", "next", ""), 0);
    assert_told("-- new --");
    assert_told("in reply to 1");
    assert_told("    On floor 2.\n");
    assert_untold("Where is the desk?");
    assert_int_equal(run("lin", "next", ""), 1);
    assert_told("Nothing new.");
}

static void
covered_answers_are_never_printed(void **state)
{
    (void)state;
    static const char *const lines[] = {"today", "today --short",
        "today --json", "boards", "boards --json", "threads emea-autumn",
        "threads emea-autumn --json", "new", "new --json", "past"};
    char line[128];
    int64_t question = talk_ask(&world, "mara", "emea-autumn", "What worked?");

    assert_int_equal(run("lin", "answer I drew SECRETPLAN first", ""), 0);
    long long id = (long long)talk_question_thread(&world, question);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        run("ada", lines[i], "");
        assert_untold("SECRETPLAN");
        assert_untold("Lin Zhao");
    }
    snprintf(line, sizeof line, "read %lld", id);
    assert_int_equal(run("ada", line, ""), 0);
    assert_untold("SECRETPLAN");
    assert_told("have answered. Theirs open when you have");
    snprintf(line, sizeof line, "read %lld --json", id);
    assert_int_equal(run("ada", line, ""), 0);
    assert_untold("SECRETPLAN");
    snprintf(line, sizeof line, "reply %lld me too", id);
    assert_int_equal(run("ada", line, ""), EXIT_FORBIDDEN);

    assert_int_equal(run("ada", "answer", "Mine.\n"), 0);
    snprintf(line, sizeof line, "read %lld", id);
    assert_int_equal(run("ada", line, ""), 0);
    assert_told("SECRETPLAN");
    assert_told("Mine.");
}

static void
today_exits_with_one_while_unanswered(void **state)
{
    (void)state;
    assert_int_equal(run("ada", "today --short", ""), 0);
    talk_ask(&world, "mara", "emea-autumn", "What worked?");
    assert_int_equal(run("ada", "today --short", ""), 1);
    assert_told("What worked?");
    assert_true(strlen(told) <= 80); /* with its line's end */
    assert_int_equal(run("ada", "today", ""), 1);
    assert_told("Mara Okafor, mentor");
    assert_int_equal(run("ada", "answer", "A walk.\n"), 0);
    assert_int_equal(run("ada", "today --short", ""), 0);
    assert_int_equal(run("ben", "skip", ""), 0);
    assert_int_equal(run("ben", "today", ""), 0);
    assert_told("You have skipped it");
}

static void
asking_for_today_leaves_no_trace(void **state)
{
    (void)state;
    struct viewer viewer;

    run("ada", "today --short", "");
    run("ada", "help", "");
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(viewer.person.last_seen_at, 0);
    viewer_clear(&viewer);
    run("ada", "boards", "");
    world_viewer(&world, "ada", &viewer);
    assert_true(viewer.person.last_seen_at > 0);
    viewer_clear(&viewer);
}

static void
bad_input_is_refused_in_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *input;
        int exit_status;
        const char *wrong;
    } cases[] = {
        {"dance", "", EXIT_USAGE, "no command called dance; try help"},
        {"thread x", "", EXIT_USAGE, "did you mean threads?"},
        {"questions", "", EXIT_USAGE, "try help questions"},
        {"", "", EXIT_USAGE, "no command"},
        {"read", "", EXIT_USAGE, "usage: read <thread>"},
        {"read banana", "", EXIT_USAGE, "banana"},
        {"say 'what", "", EXIT_USAGE, "quote"},
        {"program add x --title X --kind elearning", "", EXIT_USAGE,
            "no command called program"},
        {"read 999999", "", EXIT_NOT_FOUND, "no thread 999999"},
        {"reply 999999", "text", EXIT_NOT_FOUND, "no thread 999999"},
        {"threads nowhere", "", EXIT_NOT_FOUND, "no board nowhere"},
        {"threads amer-autumn", "", EXIT_NOT_FOUND, "no board amer-autumn"},
        {"post amer-autumn --subject s", "t", EXIT_NOT_FOUND, "amer-autumn"},
        {"post emea-autumn --subject s", "", EXIT_BAD_INPUT, ""},
        {"post emea-autumn --subject ''", "t", EXIT_BAD_INPUT, ""},
        {"post emea-autumn --subject s", "good\nbad \xFF byte\n",
            EXIT_BAD_INPUT, "line 2"},
        {"ask emea-autumn why", "", EXIT_FORBIDDEN, "ask"},
        {"answer text", "", EXIT_NOT_FOUND, "no question is open"},
        {"help dance", "", EXIT_NOT_FOUND, "dance"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int exit_status = run("ada", cases[i].line, cases[i].input);

        if (exit_status != cases[i].exit_status)
            fail_msg("%s: %d, %s", cases[i].line, exit_status, wrong);
        assert_wrong(cases[i].wrong);
    }
    assert_int_equal(run("ada", "threads emea-autumn", ""), 0);
    assert_told("No thread here yet.");
}

static void
text_ends_at_64_kib_and_at_a_nul(void **state)
{
    (void)state;
    static char input[1000000];
    static const char line[] = "post emea-autumn --subject Big";
    struct viewer viewer;

    memset(input, 'x', sizeof input);
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(run_as(&viewer, line, input, sizeof input),
        EXIT_BAD_INPUT);
    assert_wrong("over 64 KiB");
    assert_int_equal(run_as(&viewer, line, input, POST_BYTES + 1),
        EXIT_BAD_INPUT);
    assert_int_equal(run_as(&viewer, line, "one\nt\0o", 7), EXIT_BAD_INPUT);
    assert_wrong("line 2 holds a NUL");
    assert_int_equal(run_as(&viewer, line, input, POST_BYTES), 0);
    viewer_clear(&viewer);
}

static void
too_fast_is_told_to_come_again(void **state)
{
    (void)state;
    talk_limits(5, 30);
    assert_int_equal(run("ada", "post emea-autumn --subject a b", ""), 0);
    assert_int_equal(run("ada", "post emea-autumn --subject a b", ""),
        EXIT_AGAIN);
}

static void
nothing_unclean_comes_back(void **state)
{
    (void)state;
    assert_int_equal(
        run("ada", "post emea-autumn --subject 'evil \x1b]0;title\x07 one'",
            "\x1b[31mred\x1b[0m \xC2\x9B"
            "5n \xE2\x80\xAEreversed\ttab\r\n"),
        0);
    char line[64];
    snprintf(line, sizeof line, "read %lld",
        (long long)first_thread("lin", "emea-autumn"));
    assert_int_equal(run("lin", line, ""), 0);
    assert_told("[31mred");
    assert_untold("\xC2\x9B");
    assert_untold("\xE2\x80\xAE");
    /* run() looks for control bytes in all that is printed. */
    assert_int_equal(run("lin", "threads emea-autumn", ""), 0);
    assert_told("evil");
}

static void
long_lines_are_wrapped_between_words(void **state)
{
    (void)state;
    struct text body = {0};
    char line[64];

    for (int i = 0; i < 40; i++)
        text_add(&body, "word ");
    text_add(&body, "\n\n  indented\n");
    for (int i = 0; i < 100; i++)
        text_add(&body, "\xE4\xBD\xA0"); /* two columns each */
    assert_int_equal(run("ada", "post emea-autumn --subject wide", body.bytes),
        0);
    snprintf(line, sizeof line, "read %lld",
        (long long)first_thread("lin", "emea-autumn"));
    assert_int_equal(run("lin", line, ""), 0);
    assert_told("word\n    word");
    assert_told("\n\n      indented\n");
    text_clear(&body);
}

static void
json_has_its_keys(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *keys[20];
    } cases[] = {
        {"boards --json", {"id", "slug", "kind", "title", "threads", "unread",
                              "latest_thread", "latest_subject",
                              "latest_author", "latest_at"}},
        {"threads emea-autumn --json",
            {"id", "board", "kind", "subject", "author", "latest_author",
                "created_at", "latest_at", "posts", "unread", "is_pinned",
                "pinned_until", "is_locked", "is_today", "is_covered",
                "is_waiting", "answered", "asked"}},
        {"new --json", {"id", "board", "subject", "unread"}},
        {"today --json", {"id", "board", "body", "asker", "asker_role", "date",
                             "opens_at", "closes_at", "is_open", "is_answered",
                             "is_skipped", "is_covered", "answered", "asked",
                             "unread", "best", "regions", "thread"}},
    };

    talk_ask(&world, "mara", "emea-autumn", "What worked?");
    talk_start(&world, "lin", "emea-autumn", "Badge access");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run("ada", cases[i].line, "");
        json_t *list = rows();
        const json_t *row = json_array_get(list, 0);

        for (const char *const *key = cases[i].keys; *key != NULL; key++) {
            if (json_object_get(row, *key) == NULL)
                fail_msg("%s: %s", cases[i].line, *key);
        }
        json_decref(list);
    }
}

static void
a_long_board_goes_on_page_by_page(void **state)
{
    (void)state;
    enum {
        THREADS = 53
    };
    char line[64];

    for (int i = 0; i < THREADS; i++)
        talk_start(&world, "lin", "emea-autumn", "One of many");
    assert_int_equal(run("ada", "threads emea-autumn", ""), 0);
    const char *next = strstr(told, "To go on: ");
    assert_non_null(next);
    snprintf(line, sizeof line, "%.*s",
        (int)strcspn(next + strlen("To go on: "), "\n"),
        next + strlen("To go on: "));
    assert_int_equal(run("ada", line, ""), 0);
    assert_untold("To go on");
    int count = 0;
    for (const char *at = told; (at = strstr(at, "One of many")); at++)
        count++;
    assert_int_equal(count, THREADS - 50);
}

static void
catching_up_reads_everything(void **state)
{
    (void)state;
    talk_start(&world, "lin", "emea-autumn", "One");
    talk_start(&world, "lin", "commons", "Two");
    assert_int_equal(run("ada", "catchup emea-autumn", ""), 0);
    assert_int_equal(run("ada", "new", ""), 0);
    assert_untold("One");
    assert_told("Two");
    assert_int_equal(run("ada", "catchup", ""), 0);
    assert_int_equal(run("ada", "next", ""), 1);
}

static void
the_operator_reads_and_says_who_writes(void **state)
{
    (void)state;
    struct viewer *operating = &world.operator_viewer;
    char line[64];

    snprintf(line, sizeof line, "read %lld",
        (long long)talk_start(&world, "lin", "emea-autumn", "One"));
    assert_int_equal(run_as(operating, "threads emea-autumn", "", 0), 0);
    assert_told("One");
    assert_int_equal(run_as(operating, line, "", 0), 0);
    assert_int_equal(run_as(operating, "new", "", 0), EXIT_FORBIDDEN);
    assert_wrong("--as HANDLE");
    assert_int_equal(run_as(operating, "post emea-autumn --subject a b", "", 0),
        EXIT_FORBIDDEN);
}

static void
one_who_reads_only_marks_nothing(void **state)
{
    (void)state;
    struct viewer viewer;
    char line[64];

    snprintf(line, sizeof line, "read %lld",
        (long long)talk_start(&world, "lin", "emea-autumn", "One"));
    world_viewer(&world, "ada", &viewer);
    viewer.may_write = false;
    assert_int_equal(run_as(&viewer, line, "", 0), 0);
    assert_int_equal(run_as(&viewer, "post emea-autumn --subject a b", "", 0),
        EXIT_FORBIDDEN);
    viewer_clear(&viewer);
    assert_int_equal(run("ada", "new", ""), 0);
    assert_told("One");
}

static void
help_tells_every_command(void **state)
{
    (void)state;
    assert_int_equal(run("ada", "help", ""), 0);
    for (const struct command *const *table = command_tables; *table; table++) {
        for (const struct command *row = *table; row->pattern; row++) {
            char name[32];

            snprintf(name, sizeof name, "%.*s", (int)strcspn(row->pattern, " "),
                row->pattern);
            assert_told(name);
            assert_true(strlen(row->help) <= 76);
        }
    }
    assert_untold("program add");
    assert_int_equal(run("ada", "help questions list", ""), 0);
    assert_told("questions list <board>");
    assert_untold("answer");
}

static void
a_number_too_large_is_of_nothing(void **state)
{
    (void)state;
    assert_int_equal(run("wen", "post new-hire-autumn-2026 --subject Who Hi",
                         ""),
        0);
    assert_int_equal(run("ada", "read 1 1", ""), 0);
    /* 2^32 + 1 is no other word for 1. */
    assert_int_equal(run("ada", "read 1 4294967297", ""), EXIT_NOT_FOUND);
    assert_int_equal(run("ada", "thanks 1 4294967297", ""), EXIT_NOT_FOUND);
    assert_int_equal(run("ada", "used 1 4294967297 it helped", ""),
        EXIT_NOT_FOUND);
}

static void
a_header_is_not_cut_beside_a_short_name(void **state)
{
    (void)state;
    assert_int_equal(run("wen", "post new-hire-autumn-2026 --subject Who Hi",
                         ""),
        0);
    talk_run(&world, "UPDATE posts SET created_at = created_at + 28800");
    assert_int_equal(run("kofi", "reply 1 1 Us", ""), 0);
    assert_int_equal(run("ada", "read 1", ""), 0);
    assert_told("Tue 04:00 in APAC, Mon 20:00 here");
    assert_told("Mon 07:00 in AMER, 12:00 here, in reply to 1");
}

/* On the board of all regions, of a name that is long and double wide. */
static void
a_week_is_whole_beside_a_name_however_wide(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET name = '小林正太郎ヴァレリアノヴィチ"
                     "・フェザーストーンホー' WHERE handle = 'wen'");
    assert_int_equal(run("wen", "post new-hire-autumn-2026 --subject Who Hi",
                         ""),
        0);
    assert_int_equal(run("kofi", "reply 1 1 Us", ""), 0);
    assert_int_equal(run("wen", "reply 1 2 You", ""), 0);
    assert_int_equal(run("ada", "read 1", ""), 0);
    int headers = 0;
    for (const char *line = told; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        const char *week = memmem(line, length, ", week 4 of 7", 13);

        if (week != NULL) {
            assert_int_equal(text_width(line, length), PRINT_COLUMNS);
            assert_non_null(memmem(line, length, "here", 4));
            headers++;
        }
        line += length + (line[length] == '\n');
    }
    assert_int_equal(headers, 3);
    assert_told("1  小林正太郎ヴァレリアノヴィチ・.., week 4 of 7");
    assert_told("3  小林正太郎ヴァレ.., week 4 of 7");
    assert_told("2  Kofi Mensah, AMER, week 4 of 7");
}

static void
nobody_here_is_said_in_words(void **state)
{
    (void)state;
    assert_int_equal(run("ada", "who", ""), 0);
    assert_told("Nobody is known to be here now.");
    assert_int_equal(run("lin", "waiting", ""), 0);
    assert_told("Nothing waits for a reply.");
    assert_int_equal(run("ada", "post emea-autumn --subject Who Hi", ""), 0);
    assert_int_equal(run("lin", "waiting", ""), 0);
    assert_told("1 thread waits for a reply\n");
}

static void
a_mentor_fills_the_queue(void **state)
{
    (void)state;
    assert_int_equal(run("mara", "questions list emea-autumn", ""), 0);
    assert_told("No question is queued");
    assert_int_equal(run("mara", "ask emea-autumn", "What now?\n"), 0);
    assert_int_equal(run("mara", "ask emea-autumn --on tomorrow What next?",
                         ""),
        EXIT_BAD_INPUT);
    assert_int_equal(run("mara", "ask emea-autumn --on 2099-13-45 What?", ""),
        EXIT_BAD_INPUT);
    assert_wrong("2099-13-45");
    assert_int_equal(run("mara", "questions list emea-autumn", ""), 0);
    assert_told("08:00  reflect  Mara Okafor  What now?");
    assert_int_equal(run("ada", "questions list emea-autumn", ""),
        EXIT_FORBIDDEN);
}

static void
a_mentor_changes_the_queue(void **state)
{
    (void)state;
    assert_int_equal(run("mara",
                         "ask emea-autumn --on 2026-11-25 --kind story "
                         "What now?",
                         ""),
        0);
    assert_int_equal(run("mara",
                         "ask emea-autumn --on 2026-11-26 --kind riddle What?",
                         ""),
        EXIT_BAD_INPUT);
    assert_wrong("one of reflect, apply");
    assert_int_equal(run("mara", "ask emea-autumn --on 2026-11-26 WHAT now",
                         ""),
        EXIT_BAD_INPUT);
    assert_wrong("2026-11-25");
    assert_int_equal(run("mara",
                         "ask emea-autumn --on 2026-11-26 --again WHAT now",
                         ""),
        0);
    assert_int_equal(run("mara", "questions list emea-autumn", ""), 0);
    assert_told(" 1  2026-11-25  08:00  story");
    assert_int_equal(run("mara", "questions edit 1 What did you try?", ""), 0);
    assert_int_equal(run("mara", "questions edit 1 --kind apply", ""), 0);
    assert_int_equal(run("mara", "questions move 1 --on 2026-11-26", ""),
        EXIT_BAD_INPUT);
    assert_wrong("--swap");
    assert_int_equal(run("mara", "questions move 1 --on 2026-11-26 --swap", ""),
        0);
    assert_int_equal(run("mara", "questions preview 1", ""), 0);
    assert_told("First opens in 2 d, Europe/London.\n\n"
                "QUESTION OF THE DAY, to apply");
    assert_told("Thu 26 Nov, closes in 24 h\n  What did you try?\n");
    assert_told("0 of 4 answered");
    assert_int_equal(run("mara", "questions drop 2", ""), 0);
    assert_told("was to be asked on 2026-11-25: WHAT now");
    assert_int_equal(run("mara", "questions list emea-autumn --json", ""), 0);
    json_t *list = rows();
    assert_int_equal(json_array_size(list), 1);
    assert_string_equal(json_string_value(
                            json_object_get(json_array_get(list, 0), "kind")),
        "apply");
    json_decref(list);
    assert_int_equal(run("mara", "questions drop 2", ""), EXIT_NOT_FOUND);
    assert_int_equal(run("ada", "questions drop 1", ""), EXIT_NOT_FOUND);
}

static void
a_mentor_looks_after_bank_and_rhythm(void **state)
{
    (void)state;
    static const struct banked bank[] = {{"One?", QUESTION_STORY},
        {"Two?", QUESTION_REFLECT}};
    struct banked_many many;

    assert_int_equal(run("mara", "questions bank list new-hire", ""), 0);
    assert_told("The bank is empty.");
    must(banking_add(&world.operator_viewer, "new-hire", bank, 2, &many));
    assert_int_equal(run("mara", "questions bank list new-hire", ""), 0);
    assert_told(" 1  never  story    One?\n");
    assert_int_equal(run("jo", "today", ""), 0);
    assert_told("The bank of New-hire has 2 left that were not asked within");
    assert_int_equal(run("ada", "today", ""), 0);
    assert_untold("bank");
    assert_int_equal(run("mara", "questions bank list new-hire --json", ""), 0);
    json_t *list = rows();
    assert_true(
        json_is_null(json_object_get(json_array_get(list, 0), "asked")));
    json_decref(list);
    assert_int_equal(run("mara", "questions bank drop 1", ""), 0);
    assert_told("Dropped: One?");
    assert_int_equal(run("ada", "questions bank list new-hire", ""),
        EXIT_FORBIDDEN);
    assert_int_equal(run("zoe", "questions bank drop 2", ""), EXIT_NOT_FOUND);

    assert_int_equal(run("mara", "questions rhythm new-hire-autumn-2026", ""),
        0);
    assert_told("upcoming    once\ntraining    daily\n"
                "on-the-job  weekly\nalumni      never\n");
    assert_int_equal(run("mara",
                         "questions rhythm new-hire-autumn-2026 weekly thu",
                         ""),
        EXIT_BAD_INPUT);
    assert_wrong("--phase");
    assert_int_equal(run("mara",
                         "questions rhythm new-hire-autumn-2026 --phase "
                         "training mon,thu",
                         ""),
        0);
    assert_int_equal(run("ada", "questions rhythm new-hire-autumn-2026", ""),
        0);
    assert_told("training    mon,thu, as set for this board\n");
    assert_int_equal(run("ada",
                         "questions rhythm new-hire-autumn-2026 --phase "
                         "training never",
                         ""),
        EXIT_FORBIDDEN);
    assert_int_equal(run("mara",
                         "questions rhythm new-hire-autumn-2026 --phase "
                         "training default",
                         ""),
        0);
    assert_int_equal(run("mara", "questions rhythm new-hire-autumn-2026", ""),
        0);
    assert_told("training    daily\n");
}

static void
mentors_queue_many_from_their_input(void **state)
{
    static const char line[] = "questions import --cohort emea-autumn";

    (void)state;
    assert_int_equal(run("ada", line, "What is one?"), EXIT_FORBIDDEN);
    assert_int_equal(run("mara", line, ""), EXIT_BAD_INPUT);
    assert_int_equal(run("mara", line, "kind,question\nfoo,What is one?"),
        EXIT_BAD_INPUT);
    assert_wrong("input:2:1: no such kind: foo");
    assert_int_equal(run("mara",
                         "questions import /etc/passwd --cohort emea-autumn",
                         ""),
        EXIT_FORBIDDEN);
    assert_wrong("standard input");
    assert_int_equal(run("mara", line, "What is one?\n# no\nWhat is two?"), 0);
    assert_told("queued 2 questions for emea-autumn");
    assert_int_equal(run("mara", line,
                         "Question,kind\n\"What is three, then?\",story"),
        0);
    assert_told("queued 1 question for emea-autumn");
    assert_int_equal(run("mara", "questions list emea-autumn", ""), 0);
    assert_told("What is two?");
    assert_told("story");
    assert_told("What is three, then?");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_thread_is_posted_read_and_answered,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(covered_answers_are_never_printed,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(today_exits_with_one_while_unanswered,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(asking_for_today_leaves_no_trace,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_input_is_refused_in_one_line,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_ends_at_64_kib_and_at_a_nul,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_fast_is_told_to_come_again, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(nothing_unclean_comes_back, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(long_lines_are_wrapped_between_words,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(json_has_its_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_board_goes_on_page_by_page,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(catching_up_reads_everything, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(the_operator_reads_and_says_who_writes,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_who_reads_only_marks_nothing,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(help_tells_every_command, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(a_number_too_large_is_of_nothing,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_header_is_not_cut_beside_a_short_name,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_week_is_whole_beside_a_name_however_wide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_here_is_said_in_words, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(a_mentor_fills_the_queue, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(a_mentor_changes_the_queue, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(mentors_queue_many_from_their_input,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mentor_looks_after_bank_and_rhythm,
            set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
