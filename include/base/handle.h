#ifndef BASE_HANDLE_H
#define BASE_HANDLE_H

#include <stdbool.h>
#include <stddef.h>

/* The skeleton by which two handles count as the same: lower case, 0 as o,
 * 1 and i as l, rn as m, vv as w, without "_" and "-". `size` at least 21. */
void handle_skeleton(const char *handle, char *skeleton, size_t size);
/* True for [a-z][a-z0-9_-]{1,19} whose skeleton is not that of a
 * reserved word (join, root, ...). */
bool handle_is_valid(const char *handle);

#endif
