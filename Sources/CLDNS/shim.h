// stdbool.h first: otherwise ldns/common.h defines bool as signed char, and Swift sees Int8.
#include <stdbool.h>
#include <ldns/ldns.h>
