/* The profile on screen: keys in, screen out. */

#include <stdio.h>
#include <string.h>

#include "board/absence.h"
#include "board/keeping.h"
#include "board/profiling.h"
#include "store/people.h"
#include "support/stage.h"

#define LAPTOP "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8"
#define DESK   "SHA256:HI/0M2FncKyIHzbBinq7b414KgZLMHk89d5Nzfmi0+o"

/* The keeper as a session reaches it: it remembers what it was asked. */
static struct {
    int asked[KEEPING_KIND_COUNT];
    char line[KEEPING_LINE_BYTES];
    char old_password[PASSWORD_BYTES];
    char password[PASSWORD_BYTES];
    bool has_second; /* a second key */
    bool is_away;
} keeper;

static struct viewer ada;

static enum status
answer(void *context, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    (void)context;
    if (keeper.is_away)
        return refuse(STATUS_AGAIN, "no answer came: try again in a moment");
    keeper.asked[ask->kind]++;
    answer->status = STATUS_OK;
    text_copy(keeper.line, sizeof keeper.line, ask->line);
    text_copy(keeper.old_password, sizeof keeper.old_password,
        ask->old_password);
    text_copy(keeper.password, sizeof keeper.password, ask->password);
    if (ask->kind == KEEPING_KEYS) {
        text_add(&answer->text,
            "ssh-ed25519 " LAPTOP " 1795348800 ada@laptop\n");
        if (keeper.has_second)
            text_add(&answer->text,
                "ecdsa-sha2-nistp521 " DESK " 1795435100 the desk, floor 2\n");
    }
    if (ask->kind == KEEPING_KEY_ADD)
        keeper.has_second = true;
    if (ask->kind == KEEPING_KEY_REMOVE && !keeper.has_second) {
        answer->status = STATUS_CONFLICT;
        text_copy(answer->why, sizeof answer->why,
            "key: it is your last way in");
    } else if (ask->kind == KEEPING_KEY_REMOVE) {
        keeper.has_second = false;
    }
    if (ask->kind == KEEPING_PASSWORD &&
        !text_equals(ask->old_password, "right horse")) {
        answer->status = STATUS_FORBIDDEN;
        text_copy(answer->why, sizeof answer->why, "the old password is wrong");
    }
    return STATUS_OK;
}

static const struct keeper_line line = {.send = answer};

static int
set_up(void **state)
{
    stage_open(state);
    memset(&keeper, 0, sizeof keeper);
    stage_seat(&ada, "ada");
    ada.keeper = &line;
    glass_open(&glass, &ada, 24, 80);
    glass_type(&glass, "U");
    return 0;
}

/* Goes to the row with these words and changes it. */
static void
enter(const char *words)
{
    glass_type(&glass, "g");
    for (int i = 0; i < 30; i++) {
        int row = glass_find(&glass, "> ");

        if (row >= 0 && strstr(glass_row(&glass, row), words) != NULL)
            break;
        glass_type(&glass, "j");
    }
    glass_type(&glass, "\r");
}

static void
what_is_set_stands_in_rows(void **state)
{
    (void)state;
    glass_must_be_at(&glass, "profile");
    assert_string_equal(glass_row(&glass, 2), " > Name          Ada Obi");
    assert_string_equal(glass_row(&glass, 3),
        "   Time zone     Europe/London (EMEA's)");
    glass_must_show(&glass, "   Take leave    from one day to another");
    glass_must_show(&glass, "   Plain mode    no");
    glass_must_show(&glass, "   Digest        weekly  what happened");
    glass_must_show(&glass, "   SSH key       " LAPTOP);
    glass_must_show(&glass, "Enter change  b back  ? help");
    glass_must_show(&glass, "ada, EMEA");
    glass_type(&glass, "?");
    glass_must_show(&glass, "Help: profile");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "profile");
    glass_type(&glass, "b");
    glass_must_be_at(&glass, "home");
    glass_type(&glass, "m");
    glass_must_show(&glass, "U        Your name, time zone");
}

static void
a_name_is_changed_in_place(void **state)
{
    (void)state;
    glass_type(&glass, "\r");
    glass_must_show(&glass, "Enter takes it  Esc leaves it as it is");
    glass_type(&glass, "-Lund");
    assert_string_equal(glass_row(&glass, 2), " > Name          Ada Obi-Lund");
    assert_int_equal(glass.row, 2); /* the cursor */
    assert_int_equal(glass.column, 17 + 12);
    glass_type(&glass, "\r");
    glass_must_show(&glass, "> Name          Ada Obi-Lund");
    assert_string_equal(ada.person.name, "Ada Obi-Lund");
    glass_type(&glass, "\rx");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_must_show(&glass, "> Name          Ada Obi-Lund");
    glass_must_be_at(&glass, "profile");
    assert_string_equal(ada.person.name, "Ada Obi-Lund");
}

static void
what_is_wrong_is_said_and_nothing_typed_is_lost(void **state)
{
    (void)state;
    glass_type(&glass, "\r\x15"
                       "Mara Okaf0r\r");
    assert_string_equal(glass_row(&glass, -1),
        " Name: Mara Okafor (mara) is here already; add a second name or an "
        "initial.");
    glass_must_show(&glass, "> Name          Mara Okaf0r");
    glass_type(&glass, "\x15"
                       "Ada, mentor\r");
    glass_must_show(&glass, "Name: no comma");
    glass_type(&glass, "\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f Mentor\r");
    glass_must_show(&glass, "Name: not mentor");
    glass_must_show(&glass, "> Name          Ada Mentor");
    glass_type(&glass, "\x15"
                       "Ada q\r"); /* letters are text here */
    glass_must_show(&glass, "> Name          Ada q");
    assert_string_equal(ada.person.name, "Ada q");
}

static void
a_long_name_scrolls_and_is_cut(void **state)
{
    char name[NAME_BYTES];
    (void)state;

    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    glass_type(&glass, "\r\x15");
    glass_type(&glass, name);
    glass_type(&glass, "x");
    glass_must_show(&glass, "No more fits in here.");
    assert_true(glass.column < 80);
    glass_type(&glass, "\r");
    assert_string_equal(ada.person.name, name);
    assert_int_equal(strlen(glass_row(&glass, 2)), 80);
    assert_string_equal(glass_row(&glass, 2) + 78, "..");
    glass_resize(&glass, 6, 20);
    glass_must_show(&glass, " > Name   nnnnnnnn..");
    glass_type(&glass, "\r");
    glass_type(&glass, "\x15"
                       "Ada\r");
    assert_string_equal(ada.person.name, "Ada");
}

static void
a_zone_is_found_while_it_is_typed(void **state)
{
    (void)state;
    enter("Time zone");
    glass_must_show(&glass, "                 Africa/Abidjan");
    glass_must_show(&glass, "nothing for your region's");
    glass_must_not_show(&glass, "SSH key");
    glass_type(&glass, "new_y");
    glass_must_show(&glass, "                 America/New_York");
    glass_must_not_show(&glass, "Africa");
    glass_type(&glass, "\r");
    glass_must_show(&glass,
        "America/New_York (yours; EMEA's is Europe/London)");
    glass_must_show(&glass, "It is Mon 07:00 there.");
    glass_must_show(&glass, "SSH key");

    glass_type(&glass, "\r\x15"
                       "au");
    glass_type(&glass, "\x1b[B");
    glass_must_show(&glass, "> Australia/Adelaide");
    glass_type(&glass, "\x1b[B\r");
    assert_string_equal(viewer_zone(&ada), "Australia/Brisbane");

    glass_type(&glass, "\r\x15"
                       "ushu\t");
    glass_must_show(&glass, "> Time zone     America/Argentina/Ushuaia");
    glass_type(&glass, "\r");
    assert_string_equal(viewer_zone(&ada), "America/Argentina/Ushuaia");
    glass_type(&glass, "\r\x15"
                       "Atlantis\r");
    glass_must_show(&glass, "Zone: none is called Atlantis");
    glass_must_show(&glass, "> Time zone     Atlantis");
    glass_type(&glass, "\x15\r");
    glass_must_show(&glass, "Europe/London (EMEA's)");
}

static void
leave_is_taken_and_ended(void **state)
{
    (void)state;
    enter("Take leave");
    glass_type(&glass, "\r");
    glass_must_show(&glass, "From which day to which?");
    glass_type(&glass, "2026-12-12 to 2026-12-01\r");
    glass_must_show(&glass, "Leave: 2026-12-01 is before 2026-12-12.");
    glass_type(&glass, "\x15"
                       "2026-12-01 2026-12-12\r");
    glass_must_show(&glass, "   Leave         away from 1 Dec to 12 Dec");
    enter("Take leave");
    glass_type(&glass, "today\r");
    glass_must_show(&glass, "   Leave         away until 23 Nov");
    enter("1 Dec to 12 Dec");
    glass_must_show(&glass, "End this leave?");
    glass_type(&glass, "n");
    glass_must_show(&glass, "1 Dec to 12 Dec");
    glass_type(&glass, "\ry");
    glass_must_not_show(&glass, "1 Dec to 12 Dec");
    glass_must_show(&glass, "away until 23 Nov");
}

static void
switches_turn_with_enter(void **state)
{
    struct profile profile;
    (void)state;

    enter("Plain mode");
    glass_must_show(&glass, "> Plain mode    yes");
    enter("Replies");
    glass_must_show(&glass, "> Replies       no");
    enter("Digest");
    glass_must_show(&glass, "> Digest        daily");
    glass_type(&glass, "\r");
    glass_must_show(&glass, "> Digest        never");
    must(profiling_find(&ada, &profile));
    assert_true(profile.is_plain);
    assert_false(profile.told.replies);
    assert_int_equal(profile.told.digest, DIGEST_NEVER);
}

static void
a_key_is_pasted_and_taken_away(void **state)
{
    (void)state;
    enter("New SSH key");
    glass_must_show(&glass, "It begins with ssh-ed25519");
    glass_type(&glass, "\x1b[200~ecdsa-sha2-nistp521 AAAAE2Vj the desk\n"
                       "\x1b[201~");
    assert_int_equal(keeper.asked[KEEPING_KEY_ADD], 0);
    glass_type(&glass, "\r");
    assert_int_equal(keeper.asked[KEEPING_KEY_ADD], 1);
    assert_string_equal(keeper.line, "");
    glass_must_show(&glass, "The key is added");
    glass_must_show(&glass, DESK);
    glass_type(&glass, "k");
    glass_must_show(&glass,
        "ecdsa-sha2-nistp521, added Mon 11:58, the desk, floor 2");
    enter(LAPTOP);
    glass_must_show(&glass, "Take this key away?");
    glass_type(&glass, "y");
    assert_int_equal(keeper.asked[KEEPING_KEY_REMOVE], 1);
    glass_must_show(&glass, "The key is gone");
    enter("SSH key");
    glass_type(&glass, "y");
    glass_must_show(&glass, "Key: it is your last way in.");
    glass_must_show(&glass, LAPTOP);
}

static void
a_password_is_asked_for_in_stars(void **state)
{
    (void)state;
    enter("Password");
    glass_must_show(&glass, "> Old password");
    glass_type(&glass, "wrong horse");
    glass_must_show(&glass, "> Old password  ***********");
    glass_must_not_show(&glass, "horse");
    glass_type(&glass, "\rshort\r");
    glass_must_show(&glass, "Password: at least 8 characters");
    glass_type(&glass, "\x15new horse 1\r");
    glass_must_show(&glass, "> Again");
    glass_type(&glass, "new horse 2\r");
    glass_must_show(&glass, "The two differ");
    glass_type(&glass, "new horse 1\rnew horse 1\r");
    glass_must_show(&glass, "The old password is wrong.");
    glass_must_show(&glass, "> Old password");
    glass_type(&glass, "right horse\rnew horse 1\rnew horse 1\r");
    glass_must_show(&glass, "Your password is changed.");
    assert_int_equal(keeper.asked[KEEPING_PASSWORD], 2);
    assert_string_equal(keeper.old_password, "right horse");
    assert_string_equal(keeper.password, "new horse 1");
    glass_must_show(&glass, "> Password      change it");
    enter("Password");
    glass_type(&glass, "right\x1b");
    glass_wait(&glass);
    glass_must_show(&glass, "> Password      change it");
}

static void
a_keeper_who_does_not_answer_loses_nothing(void **state)
{
    (void)state;
    keeper.is_away = true;
    enter("New SSH key");
    glass_type(&glass, "ssh-ed25519 AAAA\r");
    glass_must_show(&glass, "No answer came");
    glass_must_show(&glass, "> New SSH key   ssh-ed25519 AAAA");
    glass_type(&glass, "\x1b");
    glass_wait(&glass);
    glass_type(&glass, "bU");
    glass_must_show(&glass, "those you have cannot be told just now");
    glass_must_show(&glass, "> Name          Ada Obi");
}

static void
it_comes_back_where_it_was_and_never_into_a_prompt(void **state)
{
    (void)state;
    enter("Digest");
    glass_type(&glass, "\r");
    enter("Password");
    glass_type(&glass, "secret");
    glass_cut(&glass);
    glass = (struct glass){0};
    glass_open(&glass, &ada, 24, 80);
    glass_must_be_at(&glass, "profile");
    glass_must_show(&glass, "> Password      change it");
}

static void
who_may_no_longer_log_in_changes_nothing(void **state)
{
    (void)state;
    must(people_set_may_log_in(world.store, ada.person.id, false));
    glass_type(&glass, "G");
    assert_true(app_is_done(glass.app));
}

static void
who_reads_only_is_told_so(void **state)
{
    (void)state;
    ada.may_write = false;
    glass_type(&glass, "\rx\r");
    glass_must_show(&glass, "You may only read here.");
    glass_must_show(&glass, "Ada Obix");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_set_stands_in_rows),
        TEST(a_name_is_changed_in_place),
        TEST(what_is_wrong_is_said_and_nothing_typed_is_lost),
        TEST(a_long_name_scrolls_and_is_cut),
        TEST(a_zone_is_found_while_it_is_typed),
        TEST(leave_is_taken_and_ended),
        TEST(switches_turn_with_enter),
        TEST(a_key_is_pasted_and_taken_away),
        TEST(a_password_is_asked_for_in_stars),
        TEST(a_keeper_who_does_not_answer_loses_nothing),
        TEST(it_comes_back_where_it_was_and_never_into_a_prompt),
        TEST(who_may_no_longer_log_in_changes_nothing),
        TEST(who_reads_only_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
