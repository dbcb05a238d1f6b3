/* Earlier: an answer of one's own, met again. */

#include "model/earlier.h"

#include "base/memory.h"

void
earlier_clear(struct earlier *earlier)
{
    memory_release(earlier->body);
    *earlier = (struct earlier){0};
}
