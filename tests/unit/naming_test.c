/* What people may be called, and which names look alike. */

#include <string.h>

#include "base/name.h"
#include "base/script.h"
#include "board/naming.h"
#include "model/person.h"
#include "support/support.h"

static enum status
check(const char *given, enum naming by, char name[NAME_BYTES])
{
    reason_clear();
    return naming_check_name(given, by, name, NAME_BYTES);
}

static void
must_take(const char *given, enum naming by, const char *kept)
{
    char name[NAME_BYTES] = "";
    char again[NAME_BYTES] = "";

    if (check(given, by, name) != STATUS_OK)
        fail_msg("%s: %s", given, reason());
    assert_string_equal(name, kept);
    assert_int_equal(check(name, by, again), STATUS_OK);
    assert_string_equal(again, name);
}

static void
must_refuse(const char *given, enum naming by, const char *why)
{
    char name[NAME_BYTES] = "untouched";

    if (check(given, by, name) != STATUS_INVALID)
        fail_msg("%s was taken as %s", given, name);
    if (strstr(reason(), why) == NULL)
        fail_msg("%s: %s, not: %s", given, reason(), why);
    assert_string_equal(name, "untouched");
}

static void
names_of_the_world_are_taken(void **state)
{
    static const char *const names[] = {
        "Ada Obi",
        "O",
        "Anne-Marie O'Neil",
        "Siobh\u00e1n N\u00ed D\u00f3naill",
        "Nguy\u1ec5n Th\u1ecb Minh Khai",
        "\u0141ukasz Wi\u015bniewski",
        "Bj\u00f6rk Gu\u00f0mundsd\u00f3ttir",
        "J\u00fcrgen Gro\u00df",
        "Martin Luther King Jr.",
        "Ada (Annie) Obi",
        "Sam Reyes (she/her)",
        "Henry 8",
        "\u674e\u5c0f\u9f99",             /* Han */
        "\u674e\u5c0f\u9f99 Bruce Lee",   /* with Latin */
        "\u5c71\u7530\u3000\u592a\u90ce", /* its space becomes ours */
        "\u3055\u304f\u3089 \u30d8\u30eb\u30de\u30f3 \u5c71 A", /* Japanese */
        "\u30a2\u30fc\u30ed\u30f3\u30fb\u30af\u30ea\u30b9",
        "\uae40\ubbfc\uc900 (Min-jun Kim)",
        "\u041e\u043b\u0435\u043d\u0430 \u041a\u043e\u0432\u0430\u043b\u044c",
        "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2",
        "\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
        "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
        "\u0905\u092e\u093f\u0924\u093e\u092d \u092c\u091a\u094d\u091a\u0928",
        "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
        "\u0baa\u0bbf\u0bb0\u0b95\u0bbe\u0bb7\u0bcd",
        "\u10d2\u10d8\u10dd\u10e0\u10d2\u10d8",
        "\u12a0\u1260\u1260 \u1262\u1242\u120b",
    };
    (void)state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *kept = names[i];

        if (strstr(kept, "\u3000") != NULL)
            kept = "\u5c71\u7530 \u592a\u90ce";
        must_take(names[i], NAMED_BY_ONESELF, kept);
        must_take(names[i], NAMED_BY_OPERATOR, kept);
    }
}

static void
a_name_is_kept_without_look_alike_forms(void **state)
{
    (void)state;
    must_take("  Ada \t  Obi ", NAMED_BY_ONESELF, "Ada Obi");
    must_take("\uff21\uff44\uff41 \uff2f\uff42\uff49", NAMED_BY_ONESELF,
        "Ada Obi");
    must_take("\U0001d400\U0001d41d\U0001d41a", NAMED_BY_ONESELF, "Ada");
    must_take("Ada\u202eibO", NAMED_BY_ONESELF, "AdaibO");
    must_take("O\u00b4Brien", NAMED_BY_ONESELF, "O'Brien");
    must_take("O\u2019Brien", NAMED_BY_ONESELF, "O\u2019Brien");
    must_take("Zoe\u0308", NAMED_BY_ONESELF, "Zo\u00eb");
}

static void
one_name_is_of_one_script(void **state)
{
    static const char *const mixed[] = {
        "\u0410da Obi",                     /* Cyrillic A, then Latin */
        "Ada Obi \u0418\u0432\u0430\u043d", /* apart, too */
        "Ada \u0391",
        "\u0410\u0391",
        "\u3042\uac00",       /* Hiragana and Hangul */
        "\u3105\u3042\u4e00", /* Bopomofo with Hiragana */
        "\u05d3\u0645",
    };
    (void)state;

    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
        must_refuse(mixed[i], NAMED_BY_ONESELF, " letters in one name");
        must_refuse(mixed[i], NAMED_BY_OPERATOR, " letters in one name");
    }
    must_refuse("\u0410da", NAMED_BY_ONESELF,
        "name: Cyrillic and Latin letters in one name");
    must_refuse("\U00010330\U00010331", NAMED_BY_OPERATOR, "not in use");
}

static void
nobody_types_a_role(void **state)
{
    static const char *const typed[] = {
        "Ada, mentor",
        "Ada mentor",
        "Mentor",
        "mentor Ada",
        "Mentor Ada",
        "MENTOR",
        "Ada (mentor)",
        "Ada - mentor",
        "Ada Mentors",
        "Ada Mentor2",
        "\uff4d\uff45\uff4e\uff54\uff4f\uff52 Ada",
        "Ada M\u00e9ntor",
        "Ada co-mentor",
        "Ada SME",
        "S.M.E.",
        "Moderator",
        "M0DERAT0R",
        "Moderat0r Ada",
        "M o d e r a t o r",
        "rnoderator",
        "Moder\u0430tor",
        "Ada Operator",
        "Adaoperator",
        "Champion",
        "Ada champion",
        "Ada (Champion)",
        "Champion Ada",
        "Ada CHAMPION",
        "Ada-Champion",
        "sponsor",
        "Admin",
        "adm\u0131n",
        "Homeroom",
        "Home Room",
        "Ada Instructor",
    };
    char name[NAME_BYTES];
    (void)state;

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        if (check(typed[i], NAMED_BY_ONESELF, name) != STATUS_INVALID)
            fail_msg("%s was taken", typed[i]);
    must_refuse("Ada mentor", NAMED_BY_ONESELF,
        "name: not mentor: what people are here is drawn beside their name");
}

static void
surnames_that_are_words_of_ours_stay(void **state)
{
    (void)state;
    must_take("Will Champion", NAMED_BY_ONESELF, "Will Champion");
    must_take("Ada Obi Champion", NAMED_BY_ONESELF, "Ada Obi Champion");
    must_take("Learner Tien", NAMED_BY_ONESELF, "Learner Tien");
    must_take("Smeets", NAMED_BY_ONESELF, "Smeets");
    must_take("Stafford", NAMED_BY_ONESELF, "Stafford");
    must_take("Admira", NAMED_BY_ONESELF, "Admira");
}

static void
the_operator_may_know_better_but_draws_no_role_either(void **state)
{
    (void)state;
    must_take("Mentor Zhubi", NAMED_BY_OPERATOR, "Mentor Zhubi");
    must_take("King, Jr.", NAMED_BY_OPERATOR, "King, Jr.");
    must_take("Obi & Sons #2", NAMED_BY_OPERATOR, "Obi & Sons #2");
    must_refuse("Ada, mentor", NAMED_BY_OPERATOR, "not mentor");
    must_refuse("Ada, EMEA mentor", NAMED_BY_OPERATOR, "not mentor");
    must_refuse("Ada (Moderator)", NAMED_BY_OPERATOR, "not moderator");
    must_refuse("Ada - moderator", NAMED_BY_OPERATOR, "not moderator");
    must_refuse("Ada \u2014 moderator", NAMED_BY_OPERATOR, "not moderator");
    must_refuse("Ada [SME]", NAMED_BY_OPERATOR, "not sme");
    must_refuse("Moderator", NAMED_BY_OPERATOR, "not moderator");
    must_refuse("12", NAMED_BY_OPERATOR, "at least one letter");
}

static void
a_name_is_letters_and_little_else(void **state)
{
    char longer[NAME_BYTES + 1];
    (void)state;

    must_refuse("", NAMED_BY_ONESELF, "nothing in it");
    must_refuse(" \u200b ", NAMED_BY_ONESELF, "nothing in it");
    must_refuse("007", NAMED_BY_ONESELF, "at least one letter");
    must_refuse("Ada \U0001f338", NAMED_BY_ONESELF, "but no \U0001f338");
    must_refuse("King, Jr.", NAMED_BY_ONESELF, "no comma");
    must_refuse("Ada\xff", NAMED_BY_ONESELF, "not valid UTF-8");
    must_refuse("ada@example.com", NAMED_BY_ONESELF, "but no @");
    must_refuse("Ada \u2713", NAMED_BY_ONESELF, "but no \u2713");
    memset(longer, 'a', NAME_BYTES);
    longer[NAME_BYTES] = '\0';
    must_refuse(longer, NAMED_BY_ONESELF, "at most 120 bytes, this has 121");
    longer[NAME_BYTES - 1] = '\0';
    must_take(longer, NAMED_BY_ONESELF, longer);
}

static void
must_look_alike(const char *one, const char *other, bool do_they)
{
    char first[NAME_BYTES];
    char second[NAME_BYTES];

    name_skeleton(one, strlen(one), first, sizeof first);
    name_skeleton(other, strlen(other), second, sizeof second);
    if ((strcmp(first, second) == 0) != do_they)
        fail_msg("%s is %s, %s is %s", one, first, other, second);
}

static void
names_that_look_alike_have_one_skeleton(void **state)
{
    (void)state;
    must_look_alike("Ada Obi", "ADA OBI", true);
    must_look_alike("Ada Obi", "Ada-Obi.", true);
    must_look_alike("Ada Obi", "Ada 0bi", true);
    must_look_alike("Ada Obi", "Ada Ob\u00ed", true);
    must_look_alike("Ada Obi", "Ada Obl", true);
    must_look_alike("Arne", "Ame", true);
    must_look_alike("coco", "\u0441\u043e\u0441\u043e", true); /* Cyrillic */
    must_look_alike("S\u00f8ren", "Soren", true);
    must_look_alike("Gro\u00df", "GROSS", true);
    must_look_alike("Ada Obi", "Ada Obe", false);
    must_look_alike("Ada", "Adam", false);
    /* Vowel signs of other scripts are no accents. */
    must_look_alike("\u0915\u093f", "\u0915\u0940", false);
    must_look_alike("\u304b", "\u304c", false);
    must_look_alike("\u674e", "\u674f", false);
}

static void
every_range_is_found_from_both_its_ends(void **state)
{
    (void)state;
    assert_int_equal(script_of('A'), SCRIPT_LATIN);
    assert_int_equal(script_of(0x00FF), SCRIPT_LATIN);
    assert_int_equal(script_of(0x0410), SCRIPT_CYRILLIC);
    assert_int_equal(script_of(0x03B1), SCRIPT_GREEK);
    assert_int_equal(script_of(0x4E00), SCRIPT_HAN);
    assert_int_equal(script_of(0x20000), SCRIPT_HAN);
    assert_int_equal(script_of(0xAC00), SCRIPT_HANGUL);
    assert_int_equal(script_of(0x10330), SCRIPT_OLD);
    assert_int_equal(script_of('1'), SCRIPT_NEUTRAL);
    assert_int_equal(script_of(0x10FFFF), SCRIPT_NEUTRAL);
}

static void
an_address_needs_no_quotes(void **state)
{
    static const char *const wrong[] = {"ada", "@x", "ada@", "a@b@c", "a b@c",
        "a\"@x", "ada,lin@x", "ada@x,lin", "<ada@x>", "ada@x;", "(ada)@x",
        "a\\b@x", "ada@[127.0.0.1]", "a:b@x", "\xC3\xBC@x"};
    char email[EMAIL_BYTES] = "untouched";

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(naming_check_email(wrong[i], email, sizeof email),
            STATUS_INVALID);
    assert_string_equal(email, "untouched");
    assert_int_equal(naming_check_email("Ada.O'Bi+x_y@Example.ORG", email,
                         sizeof email),
        STATUS_OK);
    assert_string_equal(email, "ada.o'bi+x_y@example.org");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_the_world_are_taken),
        cmocka_unit_test(a_name_is_kept_without_look_alike_forms),
        cmocka_unit_test(one_name_is_of_one_script),
        cmocka_unit_test(nobody_types_a_role),
        cmocka_unit_test(surnames_that_are_words_of_ours_stay),
        cmocka_unit_test(the_operator_may_know_better_but_draws_no_role_either),
        cmocka_unit_test(a_name_is_letters_and_little_else),
        cmocka_unit_test(names_that_look_alike_have_one_skeleton),
        cmocka_unit_test(an_address_needs_no_quotes),
        cmocka_unit_test(every_range_is_found_from_both_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
