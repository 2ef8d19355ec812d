#ifndef SIPDIAG_CSHIMS_H
#define SIPDIAG_CSHIMS_H

#endif
