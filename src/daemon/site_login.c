/* Logins on this machine: the second step of who comes as their Unix user. */

#include "daemon/site_login.h"

#include <sodium.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "board/proving.h"
#include "commands/command.h"
#include "config/config.h"
#include "store/store.h"

enum {
    FLOOR_NANOSECONDS = 300 * 1000 * 1000 /* until a "no" */
};

static const char wrong_words[] = "This code is wrong, or has served.\n";

static enum status
ask_code(char code[KEEPING_CODE_BYTES])
{
    const struct command_io io = {
        .input = STDIN_FILENO,
        .output = STDOUT_FILENO,
        .errors = STDERR_FILENO,
    };
    struct command_call call = {.io = &io};

    if (!command_can_ask(&call))
        return refuse(STATUS_FORBIDDEN,
            "a code is wanted, and there is no terminal to ask for it: come "
            "with ssh -t");
    return command_ask_hidden(&call, PROVING_PROMPT, code, KEEPING_CODE_BYTES);
}

/* Sent to a person: it is no word of whether the code was near. */
static void
say_wrong(void)
{
    const struct timespec floor = {.tv_nsec = FLOOR_NANOSECONDS};

    nanosleep(&floor, NULL);
    command_write(STDERR_FILENO, wrong_words, sizeof wrong_words - 1);
}

static enum status
prove(const struct viewer *viewer, struct store *secrets)
{
    char code[KEEPING_CODE_BYTES] = "";
    enum status status = STATUS_FORBIDDEN;
    int64_t most = config_current()->failed_logins;

    for (int64_t i = 0; i < most && status == STATUS_FORBIDDEN; i++) {
        status = ask_code(code);
        if (status != STATUS_OK)
            return status;
        status = proving_check(secrets, viewer->person.id, code, NULL);
        sodium_memzero(code, sizeof code);
        if (status == STATUS_FORBIDDEN) {
            log_warning("local.failed", "method=code handle=%s",
                viewer->person.handle);
            say_wrong();
        }
    }
    return status == STATUS_FORBIDDEN ? refuse(status, "too many wrong codes")
                                      : status;
}

enum status
site_prove(const struct viewer *viewer, bool *must_enrol)
{
    struct store *secrets = NULL;
    struct proving proving = {0};
    enum status status = keeping_open_secrets(&secrets);

    if (status != STATUS_OK)
        return refuse(STATUS_FORBIDDEN,
            "whether a second factor is wanted cannot be told: the secrets "
            "cannot be opened by this Unix user");
    status = proving_look(viewer, secrets, &proving);
    if (status == STATUS_OK && proving.is_on)
        status = prove(viewer, secrets);
    store_close(secrets);
    if (status == STATUS_OK)
        *must_enrol = proving.is_demanded && !proving.is_on;
    return status;
}
