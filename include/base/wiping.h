#ifndef BASE_WIPING_H
#define BASE_WIPING_H

/* From here on what this process and its children give back to the heap, or
 * have moved there, is overwritten first: libraries keep copies of what people
 * type, and of what they are told, and free them as they are. Under a sanitizer
 * its own heap does that; under valgrind nothing does. */
void wiping_begin(void);

#endif
