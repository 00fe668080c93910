/* What both compilations of the entry points share. */
#ifndef SP_API_ENTRY_H
#define SP_API_ENTRY_H

#endif
