/* Whatever bytes come for a prompt, however split: the lines are the same, no
 * line has an end or a NUL in it, and what was hidden shows nowhere. */

#include "input.h"

#include <fcntl.h>

#include "base/text.h"
#include "daemon/line_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    LINE_MOST = 16384
};

struct heard {
    struct text lines; /* each with an end */
    size_t count;
};

static void
take(void *heard_, const char *line)
{
    struct heard *heard = heard_;

    heard->count++;
    if (line == NULL) {
        text_add(&heard->lines, "(too long)\n");
        return;
    }
    require(strlen(line) <= LINE_MOST);
    require(strpbrk(line, "\r\n") == NULL);
    text_add(&heard->lines, line);
    text_add(&heard->lines, "\n");
}

static void
interrupt(void *heard_)
{
    struct heard *heard = heard_;

    text_add(&heard->lines, "(interrupted)\n");
}

/* How much was echoed. */
static off_t
hear(const uint8_t *data, size_t size, size_t step, uint8_t how,
    struct heard *heard)
{
    static int output = -1;

    if (output < 0)
        output = memfd_create("output", MFD_CLOEXEC);
    require(output >= 0 && ftruncate(output, 0) == 0);
    require(lseek(output, 0, SEEK_SET) == 0);
    struct line_reader reader = {
        .output = output,
        .is_raw = (how & 1) != 0,
        .is_hidden = (how & 2) != 0,
        .take = take,
        .interrupt = interrupt,
        .context = heard,
    };

    for (size_t at = 0; at < size; at += step)
        line_reader_take(&reader, (const char *)data + at,
            size - at < step ? size - at : step);
    line_reader_end(&reader);
    line_reader_clear(&reader);
    return lseek(output, 0, SEEK_END);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct heard whole = {0};
    struct heard split = {0};

    if (size == 0)
        return 0;
    uint8_t how = data[0];
    hear(data + 1, size - 1, size, how, &whole);
    off_t echoed = hear(data + 1, size - 1, 1, how, &split);
    require(whole.count == split.count);
    require(text_equals(text_bytes(&whole.lines), text_bytes(&split.lines)));
    require((how & 1) != 0 || echoed == 0);
    /* CR and LF a line and an interrupt, and nothing else. */
    for (size_t i = 1; i < size; i++)
        if (data[i] == 0x03)
            split.count++;
    require((how & 2) == 0 || (size_t)echoed <= 2 * split.count);
    text_clear(&whole.lines);
    text_clear(&split.lines);
    return 0;
}
