/* Mailboxes: split where mails begin and nowhere else, read whatever they
 * were written in, and put in order. */

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "mail/address.h"
#include "mail/mbox.h"
#include "mail/separator.h"
#include "support/support.h"

static struct mbox mbox;

static int
tear_down(void **state)
{
    (void)state;
    mbox_clear(&mbox);
    return 0;
}

static void
parse(const char *bytes)
{
    assert_int_equal(mbox_parse(bytes, strlen(bytes), &mbox), STATUS_OK);
}

static void
separators_are_told_by_their_date(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool is_one;
    } cases[] = {
        {"From ada@example.org Fri Oct 27 02:16:56 2006", true},
        {"From ada at example.org  Fri Oct 27 02:16:56 2006", true},
        {"From @d@ @ending from ex@mple@org  Sun Jul  8 09:01:02 2018", true},
        {"From @d@ @end|ng |rom ex@mp|e@org  Sun Jul  8 09:01:02 2018", true},
        {"From ada m@iii@g oii exampie@org  Sun Jul  8 09:01:02 2018", true},
        {"From ada@example.org Fri Oct 27 02:16:56 2006 +0200", true},
        {"From ada@example.org Fri Oct 27 02:16:56 CEST 2006", true},
        {"From ada@example.org Fri Oct 27 02:16 2006", true},
        {"From ada@example.org Fri Oct 27 02:16:56 2006\r", true},
        {"From Fri Oct 27 02:16:56 2006", true},
        {"From here on it works", false},
        {"From Monday on, at 08:00:00 2006", false},
        {"From ada@example.org Fri Oct 32 02:16:56 2006", false},
        {"From ada@example.org Fri Okt 27 02:16:56 2006", false},
        {"From ada@example.org Fry Oct 27 02:16:56 2006", false},
        {"From ada@example.org Fri Oct 27 24:16:56 2006", false},
        {"From ada@example.org Fri Oct 27 02:16:56 06", false},
        {"From ", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t at = 0;
        bool is_one = separator_date(cases[i].line, strlen(cases[i].line), &at);

        if (is_one != cases[i].is_one)
            fail_msg("\"%s\"", cases[i].line);
    }
}

static void
from_within_a_text_begins_no_mail(void **state)
{
    (void)state;
    parse("From ada at example.org  Fri Oct 27 02:16:56 2006\n"
          "From: ada at example.org (Ada Obi)\n"
          "Date: Thu, 26 Oct 2006 17:16:56 -0700\n"
          "Subject: One\n"
          "Message-ID: <1@example.org>\n"
          "\n"
          "From here on it is text.\n"
          "\n"
          "From ben Fri Oct 27 02:16:56 2006\n"
          "no header follows that.\n"
          ">From quoted\n"
          "\n"
          "From ben at example.org  Fri Oct 27 03:16:56 2006\n"
          "From: ben at example.org (Ben Aydin)\n"
          "Message-ID: <2@example.org>\n"
          "\n"
          "Two\n");
    assert_int_equal(mbox.count, 2);
    assert_string_equal(mbox.rows[0].body,
        "From here on it is text.\n\nFrom ben Fri Oct 27 02:16:56 2006\n"
        "no header follows that.\nFrom quoted");
    assert_string_equal(mbox.rows[0].subject, "One");
    assert_string_equal(mbox.rows[0].author_name, "Ada Obi");
    assert_string_equal(mbox.rows[0].author_email, "ada@example.org");
    assert_string_equal(mbox.rows[0].message_id, "1@example.org");
    assert_int_equal(mbox.rows[0].sent_at, 1161908216);
    assert_int_equal(mbox.rows[1].line, 13);
    assert_int_equal(mbox.rows[1].number, 2);
    assert_string_equal(mbox.rows[1].subject, "(no subject)");
    /* Without a date of its own it has the separator's. */
    assert_int_equal(mbox.rows[1].sent_at, 1161919016);
}

#define HEAD(id, more)                        \
    "From a@b.org Fri Oct 27 02:16:56 2006\n" \
    "From: Ada Obi <ada@example.org>\n"       \
    "Date: Fri, 27 Oct 2006 02:16:56 +0000\n" \
    "Subject: s\n"                            \
    "Message-ID: <" id ">\n" more "\n"

static void
charsets_become_utf8(void **state)
{
    (void)state;
    parse(HEAD("plain-utf8", "") "caf\xC3\xA9\n" HEAD("plain-latin",
        "") "caf\xE9 \x93so\x94\n" HEAD("declared",
        "Content-Type: text/plain; charset=iso-8859-15\n") "10 \xA4\n" HEAD("quoted",
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n") "caf=C3=A9=20and a =\nlong line\n" HEAD("base64",
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=\"gb2312\"\n"
        "Content-Transfer-Encoding: base64\n") "xOO6ww==\n" HEAD("lies",
        "Content-Type: text/plain; charset=us-ascii\n") "caf\xC3\xA9\n" HEAD("evil",
        "Content-Type: text/plain; charset=\"../../x//IGNORE\"\n") "caf\xC3\xA9\n" HEAD("hole",
        "") "\x81\xE9\n");
    static const char *const bodies[] = {"caf\xC3\xA9",
        "caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D", "10 \xE2\x82\xAC",
        "caf\xC3\xA9 and a long line", "\xE4\xBD\xA0\xE5\xA5\xBD",
        "caf\xC3\xA9", "caf\xC3\xA9", "\xEF\xBF\xBD\xC3\xA9"};

    assert_int_equal(mbox.count, sizeof bodies / sizeof bodies[0]);
    for (size_t i = 0; i < mbox.count; i++)
        assert_string_equal(mbox.rows[i].body, bodies[i]);
}

static void
encoded_headers_are_read(void **state)
{
    (void)state;
    parse("From a@b.org Fri Oct 27 02:16:56 2006\n"
          "From: ada at example.org (=?ISO-8859-1?Q?Ada_Ob=ED?=)\n"
          "Date: Fri, 27 Oct 2006 02:16:56 +0000\n"
          "Subject: =?utf-8?B?w6l0w6k=?=\n"
          " and more\n"
          "Message-ID: <1@x>\n"
          "In-Reply-To: <a@x> from \"somebody\"\n"
          "References: <first@x> <second@x>\n"
          "\t<third@x> broken <not an id> <fourth@x\n"
          "\n"
          "text\n");
    assert_string_equal(mbox.rows[0].author_name, "Ada Ob\xC3\xAD");
    assert_string_equal(mbox.rows[0].subject, "\xC3\xA9t\xC3\xA9 and more");
    static const char *const parents[] = {"a@x", "third@x", "second@x",
        "first@x"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(mbox.rows[0].parents[i], parents[i]);
    assert_null(mbox.rows[0].parents[4]);
}

static void
of_several_parts_the_plain_text_is_taken(void **state)
{
    (void)state;
    static const char
        parts[] = "MIME-Version: 1.0\n"
                  "Content-Type: multipart/alternative; boundary=\"b\"\n";
    struct text file = {0};

    text_add_format(&file,
        HEAD("both",
            "%s") "--b\nContent-Type: text/html\n\n<p>rich</p>\n"
                  "--b\nContent-Type: text/plain\n\nplain\n--b--\n" HEAD("html",
                      "%s") "--b\nContent-Type: text/html; charset=utf-8\n\n"
                            "<head><style>p{}</style></head><p>a &lt; b<br>c&nbsp;d</p>\n--b--\n" HEAD(
                                "none",
                                "%s") "--b\nContent-Type: image/png\n\nxxxx\n--b--\n",
        parts, parts, parts);
    parse(file.bytes);
    text_clear(&file);
    assert_string_equal(mbox.rows[0].body, "plain");
    assert_string_equal(mbox.rows[1].body, "a < b\nc d");
    assert_string_equal(mbox.rows[2].body, "(no text)");
}

static void
senders_are_told_in_every_form(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *name;
        const char *email;
        bool is_blurred;
    } cases[] = {
        {"ada at example.org (Ada Obi)", "Ada Obi", "ada@example.org", false},
        {"Ada Obi <Ada@Example.org>", "Ada Obi", "ada@example.org", false},
        {"\"Obi, Ada\" <ada@example.org>", "Obi, Ada", "ada@example.org",
            false},
        {"ada@example.org", "", "ada@example.org", false},
        {"<ada@example.org>", "", "ada@example.org", false},
        {"ada at example.org (Obi, Ada (EMEA))", "Obi, Ada (EMEA)",
            "ada@example.org", false},
        {"x at y.org (A. Obi <ada@example.org>)", "A. Obi", "x@y.org", false},
        {"@d@ @ending from ex@mple@org (Ada Obi)", "Ada Obi", "@d@@ex@mple@org",
            true},
        {"@d@ @end|ng |rom ex@mp|e@org (Ada Obi)", "Ada Obi", "@d@@ex@mp|e@org",
            true},
        {"ben m@iii@g oii i@st@ts@org (ben m@iii@g oii i@st@ts@org)", "ben",
            "ben@i@st@ts@org", true},
        {"Ada Obi", "", "", false},
        {"", "", "", false},
        {"(", "", "(", false},
        {"<", "", "", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct address address;

        address_read(&address, cases[i].from);
        assert_string_equal(text_bytes(&address.name), cases[i].name);
        assert_string_equal(text_bytes(&address.email), cases[i].email);
        assert_int_equal(address.is_blurred, cases[i].is_blurred);
        address_clear(&address);
    }
}

static void
mail_from(struct text *file, int id, const char *from)
{
    text_add_format(file,
        "From x Fri Oct 27 02:16:%02d 2006\nFrom: %s\nMessage-ID: <%d@x>\n\n"
        "text\n",
        id, from, id);
}

static void
a_blurred_sender_is_known_by_the_clear_address(void **state)
{
    (void)state;
    struct text file = {0};

    mail_from(&file, 1, "fiona at instats.org (Fiona)");
    mail_from(&file, 2, "|ion@ @end|ng |rom in@t@t@@org (Fiona)");
    mail_from(&file, 3, "iio@@ m@iii@g oii i@st@ts@org (iio@@)");
    mail_from(&file, 4, "@tr@nger @ending from ex@mple@org (Stranger)");
    parse(file.bytes);
    text_clear(&file);
    assert_string_equal(mbox.rows[1].author_email, "fiona@instats.org");
    assert_string_equal(mbox.rows[2].author_email, "fiona@instats.org");
    /* An address that nobody wrote clearly is none. */
    assert_string_equal(mbox.rows[3].author_email, "");
    assert_string_equal(mbox.rows[3].author_name, "Stranger");
}

static void
where_no_address_is_clear_none_is_told(void **state)
{
    (void)state;
    struct text file = {0};

    mail_from(&file, 1, "@d@ @ending from ex@mple@org (Ada)");
    parse(file.bytes);
    text_clear(&file);
    assert_string_equal(mbox.rows[0].author_email, "");
}

static void
no_mail_comes_before_what_it_answers(void **state)
{
    (void)state;
    /* By date: c, b, a; c answers b, b answers a; d answers itself; e and f
     * answer each other. */
    parse("From x Fri Oct 27 02:16:03 2006\nMessage-ID: <a@x>\n\na\n"
          "From x Fri Oct 27 02:16:02 2006\nMessage-ID: <b@x>\n"
          "In-Reply-To: <a@x>\n\nb\n"
          "From x Fri Oct 27 02:16:01 2006\nMessage-ID: <c@x>\n"
          "References: <gone@x> <b@x>\n\nc\n"
          "From x Fri Oct 27 02:16:04 2006\nMessage-ID: <d@x>\n"
          "In-Reply-To: <d@x>\n\nd\n"
          "From x Fri Oct 27 02:16:05 2006\nMessage-ID: <e@x>\n"
          "In-Reply-To: <f@x>\n\ne\n"
          "From x Fri Oct 27 02:16:06 2006\nMessage-ID: <f@x>\n"
          "In-Reply-To: <e@x>\n\nf\n");
    char told[16] = "";

    for (size_t i = 0; i < mbox.count; i++)
        strcat(told, mbox.rows[mbox.order[i]].body);
    assert_string_equal(told, "abcdfe");
}

static void
what_cannot_be_taken_says_why(void **state)
{
    (void)state;
    parse("From x Fri Oct 27 02:16:03 2006\nSubject: no id\n\ntext\n"
          "From x Fri Oct 27 02:16:03 2006\nMessage-ID: <a@x>\n\nfine\n");
    assert_string_equal(mbox.rows[0].fault, "it has no Message-ID");
    assert_string_equal(mbox.rows[0].subject, "no id");
    assert_null(mbox.rows[1].fault);
    assert_string_equal(mbox.rows[1].author_name, "somebody");
}

static void
a_file_without_mail_is_refused(void **state)
{
    (void)state;
    static const char *const files[] = {"", "text\n", "From x\n",
        "From x Fri Oct 27 02:16:03 2006", "From x Fri Oct 27 02:16:03 2006\n"};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        assert_int_equal(mbox_parse(files[i], strlen(files[i]), &mbox),
            STATUS_INVALID);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators_are_told_by_their_date),
        cmocka_unit_test_teardown(from_within_a_text_begins_no_mail, tear_down),
        cmocka_unit_test_teardown(charsets_become_utf8, tear_down),
        cmocka_unit_test_teardown(encoded_headers_are_read, tear_down),
        cmocka_unit_test_teardown(of_several_parts_the_plain_text_is_taken,
            tear_down),
        cmocka_unit_test(senders_are_told_in_every_form),
        cmocka_unit_test_teardown(
            a_blurred_sender_is_known_by_the_clear_address, tear_down),
        cmocka_unit_test_teardown(where_no_address_is_clear_none_is_told,
            tear_down),
        cmocka_unit_test_teardown(no_mail_comes_before_what_it_answers,
            tear_down),
        cmocka_unit_test_teardown(what_cannot_be_taken_says_why, tear_down),
        cmocka_unit_test_teardown(a_file_without_mail_is_refused, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
