/* The Unix user that the daemon becomes. */

#include "daemon/unix_user.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"

/* All three ids of each kind, so that none is left to go back to; whether it
 * holds is tried. */
static bool
become(const struct passwd *user)
{
    uid_t ids[3] = {0};

    return initgroups(user->pw_name, user->pw_gid) == 0 &&
           setresgid(user->pw_gid, user->pw_gid, user->pw_gid) == 0 &&
           setresuid(user->pw_uid, user->pw_uid, user->pw_uid) == 0 &&
           getresuid(&ids[0], &ids[1], &ids[2]) == 0 &&
           ids[0] == user->pw_uid && ids[1] == user->pw_uid &&
           ids[2] == user->pw_uid &&
           (user->pw_uid == 0 ||
               (setuid(0) != 0 && setresuid(0, 0, 0) != 0 && setgid(0) != 0));
}

enum status
unix_user_become(const struct settings *settings)
{
    if (text_equals(settings->user, "")) {
        if (geteuid() == 0)
            log_warning("start",
                "reason=\"runs as root: set user in homeroom.conf to another "
                "Unix user\"");
        return STATUS_OK;
    }
    const struct passwd *user = getpwnam(settings->user);
    if (user == NULL)
        return refuse(STATUS_INVALID, "user: no Unix user %s", settings->user);
    if (user->pw_uid == geteuid())
        return STATUS_OK;
    if (become(user))
        return STATUS_OK;
    return refuse(STATUS_FAILED, "cannot become Unix user %s: %s",
        settings->user, strerror(errno));
}

enum status
unix_user_check(const struct settings *settings)
{
    struct stat info;

    if (text_equals(settings->user, ""))
        return STATUS_OK;
    const struct passwd *user = getpwnam(settings->user);
    if (user == NULL)
        return refuse(STATUS_INVALID, "user: no Unix user %s", settings->user);
    if (stat(settings->store, &info) != 0 || info.st_uid == user->pw_uid)
        return STATUS_OK;
    return refuse(STATUS_INVALID, "user: %s belongs to another than %s",
        settings->store, settings->user);
}
