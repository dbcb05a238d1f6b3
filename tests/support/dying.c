/* Dying: processes that are killed as they change a store. */

#include "support/dying.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/support.h"

static struct {
    const char *name;
    sqlite3_syscall_ptr real;
} calls[] = {{"pwrite64", NULL}, {"write", NULL}, {"unlink", NULL},
    {"ftruncate", NULL}, {"openDirectory", NULL}};

static int point_wanted = -1;
static int calls_left = -1; /* until it is killed; below 0: it is not */

static void
count_call(void)
{
    if (calls_left == 0)
        raise(SIGKILL);
    calls_left--;
}

#define REAL(i, type) ((type)calls[i].real)

static ssize_t
counted_pwrite(int file, const void *bytes, size_t count, off_t at)
{
    count_call();
    return REAL(0, ssize_t(*)(int, const void *, size_t, off_t))(file, bytes,
        count, at);
}

static ssize_t
counted_write(int file, const void *bytes, size_t count)
{
    count_call();
    return REAL(1, ssize_t(*)(int, const void *, size_t))(file, bytes, count);
}

static int
counted_unlink(const char *path)
{
    count_call();
    return REAL(2, int (*)(const char *))(path);
}

static int
counted_truncate(int file, off_t size)
{
    count_call();
    return REAL(3, int (*)(int, off_t))(file, size);
}

/* It is opened to be synced: what was unlinked is gone then. */
static int
counted_folder(const char *path, int *file)
{
    count_call();
    return REAL(4, int (*)(const char *, int *))(path, file);
}

void
dying_prepare(void)
{
    static const sqlite3_syscall_ptr counted[] = {
        (sqlite3_syscall_ptr)counted_pwrite,
        (sqlite3_syscall_ptr)counted_write,
        (sqlite3_syscall_ptr)counted_unlink,
        (sqlite3_syscall_ptr)counted_truncate,
        (sqlite3_syscall_ptr)counted_folder,
    };
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        calls[i].real = vfs->xGetSystemCall(vfs, calls[i].name);
        assert_non_null(calls[i].real);
        assert_int_equal(vfs->xSetSystemCall(vfs, calls[i].name, counted[i]),
            SQLITE_OK);
    }
}

void
dying_begin(void)
{
    calls_left = point_wanted;
}

bool
dying_at(int point, void (*act)(const void *context), const void *context)
{
    int how = 0;
    pid_t pid = fork();

    if (pid == 0) {
        point_wanted = point;
        act(context);
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_true(
        WIFSIGNALED(how) ? WTERMSIG(how) == SIGKILL : WEXITSTATUS(how) == 0);
    return WIFSIGNALED(how);
}

static void
copy_file(const char *from, const char *folder, const char *name)
{
    static char bytes[1 << 16];
    char to[400];
    FILE *in = fopen(from, "rb");

    snprintf(to, sizeof to, "%s/%s", folder, name);
    FILE *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, count, out), count);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

void
dying_copy_site(const char *store_path, const char *secrets_path,
    const char *folder)
{
    char log[410];

    snprintf(log, sizeof log, "%s-wal", store_path);
    copy_file(store_path, folder, "store.db");
    copy_file(log, folder, "store.db-wal");
    if (secrets_path != NULL)
        copy_file(secrets_path, folder, "secrets.db");
}
