/* Messages: one mail, headers and text, by GMime. */

#include "mail/message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "mail/address.h"
#include "mail/charset.h"
#include "mail/html.h"
#include "model/person.h"
#include "model/thread.h"

enum {
    PARENTS_MOST = 64,
    DAY_SECONDS = 86400
};

static const char blanks[] = " \t\r\n";

static GMimeParserOptions *
parser_options(void)
{
    static const char *charsets[] = {"utf-8", "windows-1252", NULL};
    static GMimeParserOptions *options;

    if (options == NULL) {
        g_mime_init();
        options = g_mime_parser_options_new();
        g_mime_parser_options_set_fallback_charsets(options, charsets);
    }
    return options;
}

/* An owned copy of the field, decoded, "" where there is none. */
static char *
field(GMimeMessage *message, const char *name)
{
    const char *value = g_mime_object_get_header(GMIME_OBJECT(message), name);

    return memory_copy(value == NULL ? "" : value);
}

/* The next <id> from `at` on, owned; NULL: none. `end` is what follows. */
static char *
next_id(const char *at, const char **end)
{
    struct text id = {0};
    const char *open = strchr(at, '<');

    while (open != NULL) {
        size_t length = strcspn(open + 1, "<> \t\r\n");

        if (length > 0 && open[1 + length] == '>') {
            text_add_bytes(&id, open + 1, length);
            *end = open + 1 + length + 1;
            return text_take(&id);
        }
        open = strchr(open + 1, '<');
    }
    return NULL;
}

static void
take_id(GMimeMessage *message, struct mail *mail)
{
    char *value = field(message, "Message-ID");
    const char *end = NULL;

    mail->message_id = next_id(value, &end);
    if (mail->message_id == NULL)
        mail->fault = "it has no Message-ID";
    memory_release(value);
}

static size_t
add_ids(GMimeMessage *message, const char *name, char **ids, size_t count)
{
    char *value = field(message, name);
    const char *at = value;
    char *id = NULL;

    while (count < PARENTS_MOST && (id = next_id(at, &at)) != NULL)
        ids[count++] = id;
    memory_release(value);
    return count;
}

static void
take_parents(GMimeMessage *message, struct mail *mail)
{
    char *references[PARENTS_MOST];
    char *parents[PARENTS_MOST];
    size_t last = add_ids(message, "References", references, 0);
    size_t count = add_ids(message, "In-Reply-To", parents, 0);
    size_t rows = count + last + 1;

    mail->parents = memory_new(rows * sizeof *mail->parents);
    memcpy(mail->parents, parents, count * sizeof *parents);
    while (last > 0)
        mail->parents[count++] = references[--last];
}

/* Cut to `size` bytes with its NUL; "" becomes `otherwise`. */
static char *
bounded(const char *value, size_t size, const char *otherwise)
{
    char *copy = memory_new(size);

    value += strspn(value, blanks);
    text_copy(copy, size, *value == '\0' ? otherwise : value);
    return copy;
}

static void
take_sender(GMimeMessage *message, struct mail *mail, bool *is_blurred)
{
    char *value = field(message, "From");
    struct address address;

    address_read(&address, value);
    const char *email = text_bytes(&address.email);
    size_t local = strcspn(email, "@");
    if (address.name.length == 0)
        text_add_bytes(&address.name, email, local);
    mail->author_name = bounded(text_bytes(&address.name), NAME_BYTES,
        "somebody");
    mail->author_email = memory_copy(email);
    *is_blurred = address.is_blurred;
    address_clear(&address);
    memory_release(value);
}

/* A date that cannot be is left to the separator's. */
static void
take_date(GMimeMessage *message, struct mail *mail)
{
    GDateTime *date = g_mime_message_get_date(message);
    int64_t told = date == NULL ? 0 : g_date_time_to_unix(date);

    if (told > 0 && told <= clock_now() + DAY_SECONDS)
        mail->sent_at = told;
}

static void
part_decode(GMimePart *part, struct text *text)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *memory = g_mime_stream_mem_new();

    if (content != NULL &&
        g_mime_data_wrapper_write_to_stream(content, memory) >= 0) {
        GByteArray *bytes = g_mime_stream_mem_get_byte_array(
            GMIME_STREAM_MEM(memory));
        const char
            *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(
                                                                    part),
                "charset");

        charset_decode(charset, (const char *)bytes->data, bytes->len, text);
    }
    g_object_unref(memory);
}

/* The first part of this type that is no attachment; NULL: none. Borrowed. */
static GMimePart *
find_text(GMimeMessage *message, const char *subtype)
{
    GMimePartIter *iter = g_mime_part_iter_new(GMIME_OBJECT(message));
    GMimePart *found = NULL;

    do {
        GMimeObject *object = g_mime_part_iter_get_current(iter);
        const char *disposition = object == NULL
                                      ? NULL
                                      : g_mime_object_get_disposition(object);

        if (object == NULL || !GMIME_IS_PART(object) ||
            (disposition != NULL && strcmp(disposition, "attachment") == 0))
            continue;
        GMimeContentType *type = g_mime_object_get_content_type(object);
        if (g_mime_content_type_is_type(type, "text", subtype))
            found = GMIME_PART(object);
    } while (found == NULL && g_mime_part_iter_next(iter));
    g_mime_part_iter_free(iter);
    return found;
}

/* Takes the mailbox's ">" from before "From " at a line's start, and blank
 * lines from both ends. */
static char *
body_of(const struct text *decoded)
{
    struct text body = {0};
    const char *at = text_bytes(decoded);

    at += strspn(at, "\r\n");
    while (*at != '\0') {
        size_t length = strcspn(at, "\n");

        length += at[length] == '\n';
        size_t quoted = text_starts(at, ">From ") ? 1 : 0;
        text_add_bytes(&body, at + quoted, length - quoted);
        at += length;
    }
    while (body.length > 0 && strchr(blanks, body.bytes[body.length - 1]))
        text_truncate(&body, body.length - 1);
    if (body.length == 0)
        text_add(&body, "(no text)");
    return text_take(&body);
}

static void
take_body(GMimeMessage *message, struct mail *mail)
{
    struct text decoded = {0};
    struct text stripped = {0};
    GMimePart *plain = find_text(message, "plain");
    GMimePart *html = plain == NULL ? find_text(message, "html") : NULL;

    if (plain != NULL)
        part_decode(plain, &decoded);
    if (html != NULL) {
        part_decode(html, &decoded);
        html_strip(text_bytes(&decoded), &stripped);
    }
    mail->body = body_of(html == NULL ? &decoded : &stripped);
    text_clear(&decoded);
    text_clear(&stripped);
}

void
message_read(const char *bytes, size_t count, struct mail *mail,
    bool *is_blurred)
{
    GMimeParserOptions *options = parser_options();
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);

    *is_blurred = false;
    if (message == NULL) {
        mail->fault = "it is no mail";
    } else {
        char *subject = field(message, "Subject");

        take_id(message, mail);
        take_parents(message, mail);
        take_sender(message, mail, is_blurred);
        take_date(message, mail);
        take_body(message, mail);
        mail->subject = bounded(subject, SUBJECT_BYTES, "(no subject)");
        memory_release(subject);
        g_object_unref(message);
    }
    if (mail->sent_at == 0 && mail->fault == NULL)
        mail->fault = "it has no date";
    g_object_unref(parser);
    g_object_unref(stream);
}

void
message_clear(struct mail *mail)
{
    for (char **parent = mail->parents; parent != NULL && *parent; parent++)
        memory_release(*parent);
    memory_release(mail->parents);
    memory_release(mail->message_id);
    memory_release(mail->author_name);
    memory_release(mail->author_email);
    memory_release(mail->subject);
    memory_release(mail->body);
    *mail = (struct mail){0};
}
