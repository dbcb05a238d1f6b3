/* homeroomd: the daemon's options, its settings and screens. */

#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/leaps.h"
#include "base/log.h"
#include "base/text.h"
#include "base/wiping.h"
#include "board/wording.h"
#include "config/config.h"
#include "daemon/process.h"
#include "daemon/supervisor.h"
#include "daemon/taken_over.h"
#include "ui/cohort_words.h"
#include "ui/display.h"

#define JOURNAL "/run/systemd/journal/socket"

enum {
    EXIT_USAGE = 64,
    EXIT_SOFTWARE = 70
};

static const char *
options(int count, char *const *words)
{
    const char *path = NULL;
    int option;

    while ((option = getopt(count, words, "c:")) != -1) {
        if (option != 'c')
            return NULL;
        path = optarg;
    }
    return optind == count ? path : NULL;
}

/* Zones and characters are UTF-8's and ours, whatever the host's locale. */
static void
locale_begin(void)
{
    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        log_warning("locale", "missing=C.UTF-8");
    tzset();
}

int
main(int count, char **words)
{
    struct settings settings = {0};
    const char *path = options(count, words);

    if (path == NULL) {
        fprintf(stderr, "usage: homeroomd -c FILE\n");
        return EXIT_USAGE;
    }
    wiping_begin();
    log_open("supervisor", LOG_LEVEL_INFO);
    taken_over_begin();
    locale_begin();
    leaps_watch();
    if (sodium_init() < 0) {
        log_error("start", "reason=\"libsodium does not start\"");
        return EXIT_SOFTWARE;
    }
    enum status status = config_load(path, &settings);
    if (status != STATUS_OK) {
        log_error("start", "reason=%s", reason());
        return status_exit(status);
    }
    config_use(&settings);
    if (text_equals(settings.log_to, "journald"))
        status = log_to_journal(JOURNAL);
    process_name(&settings, "supervisor");
    wording_use(cohort_words);
    if (status == STATUS_OK)
        status = display_load(settings.screens);
    if (status != STATUS_OK)
        log_error("start", "reason=%s", reason());
    char *absolute = realpath(path, NULL);
    int exit_status = status == STATUS_OK
                          ? supervisor_run(absolute != NULL ? absolute : path,
                                &settings)
                          : status_exit(status);
    free(absolute);
    config_clear(&settings);
    return exit_status;
}
