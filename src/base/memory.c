/* Memory: allocation that succeeds or ends the process. */

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

enum {
    EXIT_SOFTWARE = 70, /* sysexits.h */
    GROW_LEAST = 4
};

static _Noreturn void
exhausted(size_t size)
{
    log_error("memory.exhausted", "bytes=%zu", size);
    _exit(EXIT_SOFTWARE);
}

void *
memory_new(size_t size)
{
    void *bytes = calloc(1, size);

    if (bytes == NULL)
        exhausted(size);
    return bytes;
}

void *
memory_resize(void *bytes, size_t size)
{
    void *resized = realloc(bytes, size > 0 ? size : 1);

    if (resized == NULL)
        exhausted(size);
    return resized;
}

static size_t
room_for(size_t count)
{
    size_t room = GROW_LEAST;

    while (room < count) {
        if (room > SIZE_MAX / 2)
            exhausted(count);
        room *= 2;
    }
    return room;
}

static size_t
product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        exhausted(SIZE_MAX);
    return count * size;
}

void *
grow(void *rows, size_t count, size_t size)
{
    size_t had = rows == NULL ? 0 : room_for(count - 1);
    size_t room = room_for(count);

    if (had == room)
        return rows;

    char *grown = memory_resize(rows, product(room, size));
    memset(grown + product(had, size), 0, product(room - had, size));
    return grown;
}

char *
memory_copy(const char *text)
{
    if (text == NULL)
        return NULL;

    size_t size = strlen(text) + 1;
    return memcpy(memory_new(size), text, size);
}

void
memory_release(void *pointer)
{
    free(pointer);
}
