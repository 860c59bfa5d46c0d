/* The windows of an order, measured from its drop date: conditions, not moments. */
#ifndef BO_WINDOWS_H
#define BO_WINDOWS_H

#include "base/bo_time.h"

#define BO_FUNDING_SECONDS (3 * BO_DAY)     /* before the drop: the fee is reserved */
#define BO_PROCESSING_SECONDS (2 * BO_HOUR) /* before the drop: the application is sent */
#define BO_LATE_SECONDS (4 * BO_HOUR)       /* after the drop: no application is sent any more */
#define BO_MISSED_SECONDS (2 * BO_DAY)      /* after the drop: an order that was never sent has failed */
#define BO_UNDECIDED_SECONDS (7 * BO_DAY)   /* after the drop: nobody has said what became of the order */

#endif
