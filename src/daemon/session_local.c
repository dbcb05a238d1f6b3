/* A session on a terminal of this machine. */

#include "daemon/session_local.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "base/memory.h"
#include "config/config.h"
#include "daemon/session_state.h"
#include "ui/app.h"

static struct {
    int terminal;
    bool is_raw;
    struct termios before;
    int signals;
    sigset_t mask_before;
} local = {.signals = -1};

/* Also where the process ends for want of memory. */
static void
restore(void)
{
    if (local.is_raw)
        tcsetattr(local.terminal, TCSADRAIN, &local.before);
    local.is_raw = false;
}

void
local_begin(int terminal)
{
    static bool is_registered;
    struct termios raw;
    sigset_t taken;

    sigemptyset(&taken);
    sigaddset(&taken, SIGWINCH);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGHUP);
    sigaddset(&taken, SIGINT);
    sigprocmask(SIG_BLOCK, &taken, &local.mask_before);
    local.signals = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);

    local.terminal = terminal;
    if (tcgetattr(terminal, &local.before) != 0)
        return;
    if (!is_registered)
        is_registered = atexit(restore) == 0;
    raw = local.before;
    cfmakeraw(&raw);
    local.is_raw = tcsetattr(terminal, TCSADRAIN, &raw) == 0;
}

void
local_end(void)
{
    restore();
    if (local.signals >= 0)
        close(local.signals);
    local.signals = -1;
    sigprocmask(SIG_SETMASK, &local.mask_before, NULL);
}

int
local_signals(void)
{
    return local.signals;
}

static int
within(int number, int most)
{
    return number < most ? number : most;
}

static void
take_size(struct session *session)
{
    struct winsize size;

    if (ioctl(session->terms->output, TIOCGWINSZ, &size) != 0 ||
        size.ws_row == 0 || size.ws_col == 0)
        return;
    app_resize(session->app,
        within(size.ws_row, (int)config_current()->terminal_rows_most),
        within(size.ws_col, (int)config_current()->terminal_columns_most));
}

void
local_signal(struct session *session)
{
    struct signalfd_siginfo info;

    while (read(local.signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGWINCH)
            take_size(session);
        else if (info.ssi_signo == SIGHUP)
            session->is_hung_up = true;
        else if (session->ending == NULL)
            session->ending = memory_copy("The session was ended.");
    }
}
