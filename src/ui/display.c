/* Display: the texts of screens/, checked when loaded, filled when shown. */

#include "ui/display.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/content.h"
#include "base/unicode.h"

enum {
    SCREEN_BYTES_MOST = 65536,
    PATH_BYTES = 4096,
    WORD_BYTES_MOST = 32 /* of what is no token, in a reason */
};

static const char *const names[] = {
    "agreement/agreed",
    "agreement/few",
    "agreement/over",
    "agreement/vote",
    "banner",
    "goodbye",
    "handout",
    "help/agreement",
    "help/answers",
    "help/board",
    "help/calendar",
    "help/compose",
    "help/drafts",
    "help/earlier",
    "help/help",
    "help/home",
    "help/letters",
    "help/menu",
    "help/past",
    "help/people",
    "help/person",
    "help/phase",
    "help/pledges",
    "help/policy",
    "help/profile",
    "help/question",
    "help/questions",
    "help/second-factor",
    "help/thread",
    "help/todo",
    "help/use",
    "help/used",
    "help/versions",
    "help/waiting",
    "help/who",
    "join",
    "joined",
    "own/alumni",
    "own/on-the-job",
    "own/training",
    "own/upcoming",
    "phase/alumni",
    "phase/elearning",
    "phase/on-the-job",
    "phase/training",
    "phase/upcoming",
    "policy",
    "todo/alumni",
    "todo/elearning",
    "todo/on-the-job",
    "todo/training",
    "todo/upcoming",
    "welcome",
};

enum {
    SCREEN_COUNT = sizeof names / sizeof names[0]
};

static const struct token {
    const char *name;
    size_t offset; /* in struct display_values */
    enum text_kind kind;
} tokens[] = {
    {"site", offsetof(struct display_values, site), TEXT_PIECE},
    {"name", offsetof(struct display_values, name), TEXT_PIECE},
    {"handle", offsetof(struct display_values, handle), TEXT_PIECE},
    {"host", offsetof(struct display_values, host), TEXT_PIECE},
    {"port", offsetof(struct display_values, port), TEXT_PIECE},
    {"version", offsetof(struct display_values, version), TEXT_PIECE},
    {"words", offsetof(struct display_values, words), TEXT_BODY},
    {"fingerprint", offsetof(struct display_values, fingerprint), TEXT_PIECE},
    {"program", offsetof(struct display_values, program), TEXT_PIECE},
    {"goal", offsetof(struct display_values, goal), TEXT_PIECE},
    {"cohort", offsetof(struct display_values, cohort), TEXT_PIECE},
    {"region", offsetof(struct display_values, region), TEXT_PIECE},
    {"starts", offsetof(struct display_values, starts), TEXT_PIECE},
    {"ends", offsetof(struct display_values, ends), TEXT_PIECE},
    {"mentors", offsetof(struct display_values, mentors), TEXT_PIECE},
    {"code", offsetof(struct display_values, code), TEXT_PIECE},
    {"policy", offsetof(struct display_values, policy), TEXT_BODY},
};

/* What was loaded, by the order of `names`. */
static struct text screens[SCREEN_COUNT];

static const struct token *
token_of(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
        if (strlen(tokens[i].name) == length &&
            memcmp(tokens[i].name, name, length) == 0)
            return &tokens[i];
    }
    return NULL;
}

/* The token whose opening brace stands at `brace`, NULL for none; `length` is
 * that of the braces and all between them, 0 for a brace left open. */
static const struct token *
token_at(const char *brace, size_t *length)
{
    size_t inside = strcspn(brace + 1, "}\n{");

    *length = brace[1 + inside] == '}' ? inside + 2 : 0;
    return *length == 0 ? NULL : token_of(brace + 1, inside);
}

/* ---- Loading ------------------------------------------------------------ */

static enum status
refuse_brace(const char *path, int line, const char *brace, size_t length)
{
    if (length == 0)
        return refuse(STATUS_INVALID, "%s:%d: a brace is left open", path,
            line);
    return refuse(STATUS_INVALID, "%s:%d: no token is called %.*s", path, line,
        (int)(length < WORD_BYTES_MOST ? length : WORD_BYTES_MOST), brace);
}

static enum status
check_braces(const char *path, const struct text *screen)
{
    int line = 1;
    size_t length = 1;

    for (const char *at = text_bytes(screen); *at != '\0'; at += length) {
        bool is_brace = at[0] == '{' && at[1] != '{';

        line += *at == '\n';
        length = at[0] == '{' ? 2 : 1;
        if (is_brace && token_at(at, &length) == NULL)
            return refuse_brace(path, line, at, length);
    }
    return STATUS_OK;
}

/* Cleans the file line by line, so that a fault can be told by its line. */
static enum status
take_lines(const char *path, const struct text *content, struct text *screen)
{
    size_t at = 0;

    for (int line = 1; at < content->length; line++) {
        const char *start = content->bytes + at;
        const char *end = memchr(start, '\n', content->length - at);
        size_t count = end == NULL ? content->length - at
                                   : (size_t)(end - start) + 1;
        size_t removed = 0;

        if (!text_is_utf8(start, count, NULL))
            return refuse(STATUS_INVALID, "%s:%d: not UTF-8", path, line);
        text_clean(screen, TEXT_BODY, start, count, &removed);
        if (removed > 0)
            return refuse(STATUS_INVALID,
                "%s:%d: a control or invisible character", path, line);
        at += count;
    }
    return check_braces(path, screen);
}

static enum status
load_file(const char *path, struct text *screen)
{
    struct text content = {0};
    enum status status = content_read(path, SCREEN_BYTES_MOST, &content);

    if (status == STATUS_OK)
        status = take_lines(path, &content, screen);
    text_clear(&content);
    return status;
}

static enum status
load_screen(const char *folder, const char *name, struct text *screen)
{
    struct text path = {0};

    text_add_format(&path, "%s/%s.txt", folder, name);
    enum status status = load_file(text_bytes(&path), screen);
    text_clear(&path);
    return status;
}

#ifdef HOMEROOM_SCREENS
static void
find_folder(struct text *folder)
{
    text_add(folder, HOMEROOM_SCREENS);
}
#else
static bool
has_screens(const struct text *folder)
{
    struct text path = {0};

    text_add_format(&path, "%s/welcome.txt", text_bytes(folder));
    bool is_there = access(text_bytes(&path), R_OK) == 0;
    text_clear(&path);
    return is_there;
}

/* The folder beside the program: of the source tree it was built in, of the
 * prefix it is installed under, else of the machine. */
static void
find_folder(struct text *folder)
{
    static const char *const beside[] = {"/../../../screens",
        "/../share/homeroom/screens"};
    char program[PATH_BYTES];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    program[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash != NULL)
        *slash = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        text_truncate(folder, 0);
        text_add_format(folder, "%s%s", program, beside[i]);
        if (slash != NULL && has_screens(folder))
            return;
    }
    text_truncate(folder, 0);
    text_add(folder, "/usr/local/share/homeroom/screens");
    if (has_screens(folder))
        return;
    text_truncate(folder, 0);
    text_add(folder, "/usr/share/homeroom/screens");
}
#endif

static void
clear_screens(struct text loaded[SCREEN_COUNT])
{
    for (size_t i = 0; i < SCREEN_COUNT; i++)
        text_clear(&loaded[i]);
}

enum status
display_load(const char *folder)
{
    struct text installed = {0};
    struct text loaded[SCREEN_COUNT] = {{0}};
    enum status status = STATUS_OK;

    if (folder == NULL || folder[0] == '\0') {
        find_folder(&installed);
        folder = text_bytes(&installed);
    }
    for (size_t i = 0; i < SCREEN_COUNT && status == STATUS_OK; i++)
        status = load_screen(folder, names[i], &loaded[i]);
    text_clear(&installed);
    if (status != STATUS_OK) {
        clear_screens(loaded);
        return status;
    }
    clear_screens(screens);
    memcpy(screens, loaded, sizeof screens);
    return STATUS_OK;
}

/* ---- Showing ------------------------------------------------------------ */

static void
add_value(const struct token *token, const struct display_values *values,
    struct text *out)
{
    const char *value = NULL;

    if (values != NULL)
        memcpy(&value, (const char *)values + token->offset, sizeof value);
    if (value != NULL)
        text_clean(out, token->kind, value, strlen(value), NULL);
}

static void
fill(const char *screen, const struct display_values *values, struct text *out)
{
    while (*screen != '\0') {
        size_t length = strcspn(screen, "{");

        text_add_bytes(out, screen, length);
        screen += length;
        if (*screen == '\0')
            return;
        const struct token *token = token_at(screen, &length);
        if (token == NULL) { /* a brace that stands for itself */
            text_add(out, "{");
            screen += screen[1] == '{' ? 2 : 1;
            continue;
        }
        add_value(token, values, out);
        screen += length;
    }
}

enum status
display_show(const char *name, const struct display_values *values,
    struct text *out)
{
    for (size_t i = 0; i < SCREEN_COUNT; i++) {
        if (strcmp(names[i], name) != 0)
            continue;
        fill(text_bytes(&screens[i]), values, out);
        return STATUS_OK;
    }
    return refuse(STATUS_NOT_FOUND, "no screen is called %s", name);
}

enum status
display_show_file(const char *path, const struct display_values *values,
    struct text *out)
{
    struct text screen = {0};
    enum status status = load_file(path, &screen);

    if (status == STATUS_OK)
        fill(text_bytes(&screen), values, out);
    text_clear(&screen);
    return status;
}
