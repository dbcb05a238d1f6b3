/* Visits: a session on this machine, by the operator's leave or as the Unix
 * user. */

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/memory.h"
#include "board/enrolling.h"
#include "board/wording.h"
#include "config/config.h"
#include "daemon/session.h"
#include "daemon/site.h"
#include "daemon/site_login.h"
#include "daemon/site_pages.h"
#include "store/store.h"
#include "ui/display.h"

enum {
    ROWS_DEFAULT = 24,
    ROWS_MOST = 200,
    COLUMNS_DEFAULT = 80,
    COLUMNS_MOST = 500
};

static int
at_most(int number, int most)
{
    return number < most ? number : most;
}

static bool
is_utf8_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0')
            return strcasestr(value, "utf-8") != NULL ||
                   strcasestr(value, "utf8") != NULL;
    }
    return false;
}

static void
terminal_read(struct terminal *terminal)
{
    const char *term = getenv("TERM");
    struct winsize size = {0};

    *terminal = (struct terminal){.rows = ROWS_DEFAULT,
        .columns = COLUMNS_DEFAULT,
        .is_utf8 = is_utf8_locale(),
        .no_color = getenv("NO_COLOR") != NULL};
    if (term != NULL)
        text_copy(terminal->term, sizeof terminal->term, term);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
        size.ws_col == 0)
        return;
    terminal->rows = at_most(size.ws_row, ROWS_MOST);
    terminal->columns = at_most(size.ws_col, COLUMNS_MOST);
}

static enum session_kind
kind_of(const struct site_visit *visit, const struct terminal *terminal)
{
    if (visit->command != NULL)
        return SESSION_COMMAND;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        terminal->term[0] == '\0' || text_equals(terminal->term, "dumb"))
        return SESSION_PLAIN;
    return SESSION_SCREEN;
}

/* The Unix user's name, taken before another user's rights are. */
static enum status
take_handle(const struct settings *settings, const struct site_visit *visit,
    char **handle)
{
    const struct passwd *user = NULL;

    if (visit->handle != NULL) {
        *handle = memory_copy(visit->handle);
        return STATUS_OK;
    }
    if (!settings->login_unix_user)
        return refuse(STATUS_FORBIDDEN,
            "session --login is not allowed: login_unix_user is false");
    user = getpwuid(getuid());
    if (user == NULL)
        return refuse(STATUS_FORBIDDEN, "this Unix user has no name");
    *handle = memory_copy(user->pw_name);
    return STATUS_OK;
}

static enum status
record(struct store *store, const char *act, const char *handle)
{
    struct viewer recorder;

    viewer_open_operator(&recorder, store);
    enum status status = enrolling_audit(&recorder, act, handle);
    viewer_clear(&recorder);
    return status;
}

/* Who it is. Whoever comes as their Unix user is known by OpenSSH's word: a key
 * or a password, as it were. */
static enum status
find_person(const char *store_path, const struct site_visit *visit,
    const char *handle, struct session_terms *terms)
{
    struct store *store = NULL;
    struct viewer viewer = {0};
    enum store_use use = visit->act != NULL ? STORE_WRITE : STORE_READ;
    enum status status = store_open(store_path, use, &store);

    if (status == STATUS_OK)
        status = viewer_open_handle(&viewer, store, handle);
    if (status == STATUS_OK && visit->act != NULL)
        status = record(store, visit->act, handle);
    if (status == STATUS_OK && visit->handle == NULL)
        status = site_prove(&viewer, &terms->must_enrol);
    terms->person_id = viewer.person.id;
    viewer_clear(&viewer);
    store_close(store);
    return status;
}

static int
run(const struct settings *settings, const struct site_visit *visit,
    struct session_terms *terms)
{
    char *socket_path = config_socket_path(settings);

    terms->hub = session_find_hub(socket_path);
    memory_release(socket_path);
    terminal_read(&terms->terminal);
    terms->kind = kind_of(visit, &terms->terminal);
    int exit_status = session_run(terms);
    if (terms->hub >= 0)
        close(terms->hub);
    return exit_status;
}

enum status
site_visit(const struct settings *settings, const struct site_visit *visit,
    int *exit_status)
{
    char *handle = NULL;
    char *store_path = config_store_path(settings);
    struct session_terms terms = {
        .may_write = visit->may_write,
        .is_local = true,
        .command = visit->command,
        .store_path = store_path,
        .input = STDIN_FILENO,
        .output = STDOUT_FILENO,
        .errors = STDERR_FILENO,
    };
    enum status status = take_handle(settings, visit, &handle);

    if (status == STATUS_OK)
        status = site_become_owner(settings);
    if (status == STATUS_OK && visit->command == NULL)
        status = display_load(settings->screens);
    wording_use(site_words);
    if (status == STATUS_OK)
        status = find_person(store_path, visit, handle, &terms);
    if (status == STATUS_OK)
        *exit_status = run(settings, visit, &terms);
    if (status == STATUS_OK && visit->may_write)
        site_checkpoint(settings);
    memory_release(handle);
    memory_release(store_path);
    return status;
}
