/* encoding: the text of a container in UTF-8, whatever it was written in. Pages have their own, richer way.
 */
#ifndef INTAKE_ENCODING_H
#define INTAKE_ENCODING_H

#include "base/buffer.h"

/* Adds the bytes to the buffer as UTF-8. Bytes that are UTF-8 already are taken as they are, whatever is
 * said; an encoding that is not said, or that the system does not know, is read as windows-1252. */
void encoding_decode(struct buffer *to, struct view bytes, struct view said);

#endif
