/* homeroom: the operator's program, wired: options, settings, store, command.
 */

#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/wiping.h"
#include "board/wording.h"
#include "commands/command.h"
#include "config/config.h"
#include "daemon/site.h"
#include "daemon/site_backup.h"
#include "daemon/site_check.h"
#include "daemon/site_pages.h"
#include "main/cmd_daemon.h"
#include "store/store.h"

enum {
    EXIT_USAGE = 64, /* sysexits.h */
    EXIT_SOFTWARE = 70
};

static const char default_config[] = "/etc/homeroom/homeroom.conf";
static const char usage_line
    [] = "usage: homeroom [-c FILE] [--as HANDLE] COMMAND; try homeroom help\n";
static const char session_usage
    [] = "usage: session --as HANDLE [--write], or session --login\n";
static const char set_user_line
    [] = "homeroom is not made to run with another user's rights\n";

/* What stands before the command. */
struct options {
    const char *config;
    const char *handle; /* NULL: the operator's program itself */
    int first;          /* of the command's words */
};

static struct options options;
static struct settings settings;
static bool is_loaded; /* the settings are */

static bool
options_read(int count, char *const *words)
{
    const char *from_environment = secure_getenv("HOMEROOM_CONF");
    int at = 1;

    options.config = from_environment != NULL ? from_environment
                                              : default_config;
    for (; at < count && words[at][0] == '-'; at += 2) {
        const char *value = at + 1 < count ? words[at + 1] : NULL;

        if (value == NULL)
            return false;
        if (text_equals(words[at], "-c"))
            options.config = value;
        else if (text_equals(words[at], "--as"))
            options.handle = value;
        else
            return false;
    }
    options.first = at;
    return at < count;
}

static enum status
load_settings(void)
{
    if (is_loaded)
        return STATUS_OK;
    enum status status = site_trust_settings(options.config);
    if (status == STATUS_OK)
        status = config_load(options.config, &settings);
    if (status != STATUS_OK)
        return status;
    config_use(&settings);
    is_loaded = true;
    return STATUS_OK;
}

/* ---- Commands without a viewer ------------------------------------------ */

static enum status
cmd_init(struct command_call *call)
{
    return site_make(call->argument[0], &call->out);
}

static enum status
cmd_check(struct command_call *call)
{
    size_t wrong = 0;
    enum status status = load_settings();

    if (status == STATUS_OK)
        status = site_become_owner(&settings);
    if (status != STATUS_OK)
        return status;
    text_add_format(&call->out, "%s: good\n", options.config);
    call->tells_failing = true;
    status = site_check_start(&settings, &call->out);
    if (status == STATUS_OK)
        status = site_check(&settings, call->flag[0], &call->out, &wrong);
    if (wrong > 0)
        call->exit_status = status_exit(STATUS_INVALID);
    return status;
}

/* Slots: the file, --without-host-key, --replace. */
static enum status
cmd_backup(struct command_call *call)
{
    const struct site_backup_terms terms = {
        .config = options.config,
        .file = call->argument[0],
        .without_host_key = call->flag[1],
        .replaces = call->flag[2],
    };
    enum status status = load_settings();

    return status == STATUS_OK ? site_backup(&settings, &terms, &call->out)
                               : status;
}

/* Slots: the file, the folder, --anyway. */
static enum status
cmd_restore(struct command_call *call)
{
    const struct site_restore_terms terms = {
        .file = call->argument[0],
        .folder = call->argument[1],
        .anyway = call->flag[2],
    };

    return site_restore(&terms, &call->out);
}

/* Slots: --as, --write, --login. */
static enum status
cmd_session(struct command_call *call)
{
    bool is_login = call->flag[2];
    bool may_write = call->flag[1];
    const char *act = may_write ? "session --write" : "session --as";
    struct site_visit visit = {
        .handle = call->argument[0],
        .command = is_login ? getenv("SSH_ORIGINAL_COMMAND") : NULL,
        .act = is_login ? NULL : act,
        .may_write = may_write || is_login,
    };

    if (is_login == (visit.handle != NULL) || (is_login && may_write)) {
        command_write(STDERR_FILENO, session_usage, strlen(session_usage));
        call->exit_status = EXIT_USAGE;
        return STATUS_OK;
    }
    enum status status = load_settings();
    if (status != STATUS_OK)
        return status;
    return site_visit(&settings, &visit, &call->exit_status);
}

static enum status
cmd_policy_publish(struct command_call *call)
{
    return site_publish_policy(&settings, call->viewer, call->argument[0],
        &call->out);
}

static enum status
cmd_handout(struct command_call *call)
{
    const struct site_handout_terms terms = {
        .cohort = call->argument[0],
        .format = call->argument[1],
        .code = call->argument[2],
        .is_blank = call->flag[3],
    };

    return site_handout(&settings, call->viewer, &terms, &call->out);
}

static const struct command site_commands[] = {
    {
        .pattern = "init <folder>",
        .help = "make a site: settings, host key, stores",
        .run = cmd_init,
        .is_silent = true,
    },
    {
        .pattern = "check [--mend]",
        .help = "look over settings, screens, stores, record, roles, counts",
        .run = cmd_check,
        .is_silent = true,
    },
    {
        .pattern = "backup <file> [--without-host-key] [--replace]",
        .help = "the whole site in one file, while the daemon runs",
        .run = cmd_backup,
        .is_silent = true,
    },
    {
        .pattern = "restore <file> <folder> [--anyway]",
        .help = "a site out of a backup, in a folder that is not there yet",
        .run = cmd_restore,
        .is_silent = true,
    },
    {
        .pattern = "session [--as <handle>] [--write] [--login]",
        .help = "a session on this terminal, for a person or the Unix user",
        .run = cmd_session,
        .is_silent = true,
    },
    {
        .pattern = "policy publish [<file>]",
        .help = "publish a version of the posting policy, to be accepted anew",
        .run = cmd_policy_publish,
    },
    {
        .pattern = "handout <cohort> [--format <format>] [--code <code>] "
                   "[--blank]",
        .help = "the page that leads a cohort here: text, md or html",
        .run = cmd_handout,
    },
    {0},
};

/* ---- Wiring ------------------------------------------------------------- */

/* Those that open what they need themselves. */
static bool
needs_no_store(const char *word)
{
    static const char *const words[] = {"init", "check", "backup", "restore",
        "session", "help"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_equals(word, words[i]))
            return true;
    }
    return false;
}

/* All of them, owned by the caller. */
static const struct command **
gather_tables(void)
{
    static const struct command *const own[] = {site_commands, daemon_commands,
        NULL};
    const struct command *const *const lists[] = {own, operator_tables,
        command_tables};
    const struct command **tables = NULL;
    size_t count = 0;

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (const struct command *const *table = lists[i]; *table; table++) {
            tables = grow(tables, count + 1, sizeof(struct command *));
            tables[count++] = *table;
        }
    }
    tables = grow(tables, count + 1, sizeof(struct command *));
    tables[count] = NULL;
    return tables;
}

static int
say_reason(enum status status)
{
    command_write(STDERR_FILENO, reason(), strlen(reason()));
    command_write(STDERR_FILENO, "\n", 1);
    return status_exit(status);
}

static int
run(struct viewer *viewer, int count, char *const *words)
{
    const struct command **tables = gather_tables();
    const struct command_io io = {
        .input = STDIN_FILENO,
        .output = STDOUT_FILENO,
        .errors = STDERR_FILENO,
        .is_terminal = isatty(STDOUT_FILENO) != 0,
    };

    int exit_status = command_run(viewer, &io, tables, count,
        (const char *const *)words);
    memory_release(tables);
    return exit_status;
}

static int
run_as_operator(int count, char *const *words)
{
    struct store *store = NULL;
    struct viewer viewer;
    enum status status = load_settings();

    if (status == STATUS_OK)
        status = site_become_owner(&settings);
    if (status != STATUS_OK)
        return say_reason(status);

    char *path = config_store_path(&settings);
    status = store_open(path, STORE_WRITE, &store);
    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "%s is missing; homeroom init makes a site",
            path);
    memory_release(path);
    if (status != STATUS_OK)
        return say_reason(status);

    wording_use(site_words);
    viewer_open_operator(&viewer, store);
    int exit_status = run(&viewer, count, words);
    viewer_clear(&viewer);
    store_close(store);
    site_checkpoint(&settings);
    return exit_status;
}

/* The words as a line that is split into the same words again. */
static void
add_quoted(struct text *line, const char *word)
{
    text_add(line, line->length > 0 ? " '" : "'");
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            text_add(line, "'\\'");
        text_add_bytes(line, word, 1);
    }
    text_add(line, "'");
}

/* One command in somebody's name, on record: as a session that the daemon
 * hears of. */
static int
run_as_person(int count, char *const *words)
{
    struct text line = {0};
    struct text act = {0};
    int exit_status = 0;

    for (int i = 0; i < count; i++)
        add_quoted(&line, words[i]);
    text_add_format(&act, "--as: %.20s", words[0]);
    const struct site_visit visit = {
        .handle = options.handle,
        .command = text_bytes(&line),
        .act = text_bytes(&act),
        .may_write = true,
    };
    enum status status = load_settings();
    if (status == STATUS_OK)
        status = site_visit(&settings, &visit, &exit_status);
    if (status != STATUS_OK)
        exit_status = say_reason(status);
    text_clear(&line);
    text_clear(&act);
    return exit_status;
}

int
main(int count, char **words)
{
    wiping_begin();
    signal(SIGPIPE, SIG_IGN);
    log_open("homeroom", LOG_LEVEL_ERROR);
    /* Zones and characters are UTF-8's and ours, whatever the host's locale. */
    setlocale(LC_ALL, "C.UTF-8");
    tzset();
    if (getuid() != geteuid() || getgid() != getegid()) {
        command_write(STDERR_FILENO, set_user_line, strlen(set_user_line));
        return EXIT_SOFTWARE;
    }
    if (sodium_init() < 0)
        return EXIT_SOFTWARE;
    if (!options_read(count, words)) {
        command_write(STDERR_FILENO, usage_line, strlen(usage_line));
        return EXIT_USAGE;
    }

    char *const *given = words + options.first;
    int given_count = count - options.first;
    int exit_status = EXIT_USAGE;
    if (options.handle != NULL)
        exit_status = run_as_person(given_count, given);
    else if (needs_no_store(given[0]))
        exit_status = run(NULL, given_count, given);
    else
        exit_status = run_as_operator(given_count, given);
    config_clear(&settings);
    return exit_status;
}
